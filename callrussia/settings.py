"""The one settings module; .env.example explains every variable that fills it."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from callrussia import env
from callrussia.schedule import SCHEDULE
from callrussia.sign_in import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG", False)
# A demo shows its mails on a page and draws from codes 945–948 only, which ring nobody.
DEMO = env.flag("DEMO", False)
PRODUCTION = not (DEBUG or DEMO)

LOCAL_SECRET = None if PRODUCTION else "only-for-a-demo-or-for-development"
SECRET_KEY = env.secret("SECRET_KEY", LOCAL_SECRET)
# Keys the hashes of suppressed numbers. Losing it loses the do-not-call list: keep a copy.
SUPPRESSION_KEY = env.secret("SUPPRESSION_KEY", LOCAL_SECRET)
# Keys the pseudonyms by which accounts are found, and seals the addresses that are kept.
ADDRESS_KEY = env.secret("ADDRESS_KEY", LOCAL_SECRET)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
ONION_ADDRESS = env.origins("ONION_ADDRESS", env.ONION, most=1)
MIRRORS = env.origins("MIRRORS", env.SECURE)
ALLOWED_HOSTS += [origin.partition("://")[2] for origin in ONION_ADDRESS + MIRRORS]
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
if not PRODUCTION and set(ALLOWED_HOSTS) - LOCAL_HOSTS:
    raise ImproperlyConfigured(
        "DEBUG and DEMO must be off where ALLOWED_HOSTS names other hosts than this machine."
    )
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name this site's hosts, separated by commas.")
if PRODUCTION and SECRET_KEY == SUPPRESSION_KEY:
    raise ImproperlyConfigured("SUPPRESSION_KEY must be another secret than SECRET_KEY.")
if PRODUCTION and ADDRESS_KEY in (SECRET_KEY, SUPPRESSION_KEY):
    raise ImproperlyConfigured("ADDRESS_KEY must be another secret than the other two.")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS") + ONION_ADDRESS + MIRRORS

BRAND = {
    "ru": env.text("BRAND_RU", "Звонок в\N{NO-BREAK SPACE}Россию"),
    "en": env.text("BRAND_EN", "Call Russia"),
}
# Who answers for the site before the law: the privacy notice names them, so none does without.
SAMPLE = None if PRODUCTION else "A sample: in earnest, the operator’s own stands here"
CONTROLLER = {
    "name": env.text("CONTROLLER_NAME", SAMPLE),
    "address": env.text("CONTROLLER_ADDRESS", SAMPLE),
    "email": env.mailbox("CONTROLLER_EMAIL", None if PRODUCTION else "sample@localhost"),
    "authority": env.text("SUPERVISORY_AUTHORITY", SAMPLE),
}
# Where people write who do not want to be called; `manage.py suppress` reads what they wrote.
OBJECT_EMAIL = env.mailbox("OBJECT_EMAIL", None if PRODUCTION else "object@localhost")
# Whoever says they are in Russia or Belarus is refused; "0" only warns.
REFUSE_RESIDENTS = env.flag("REFUSE_RESIDENTS", True)
# Whoever deletes their account is told how long a copy of the database may still hold it.
BACKUP_DAYS = env.number("BACKUP_DAYS", 30)
# Where the quick exit leads: a page that anybody may have open.
EXIT_URL = env.address("EXIT_URL", ("https",), "https://www.wikipedia.org/")
# Proxies in front that add to X-Forwarded-For; 0 believes the connection alone.
PROXIES = env.number("PROXIES", 0)

INSTALLED_APPS = [
    "django.forms",
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_countries",
    "phonenumber_field",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "campaign",
    "calls",
    "guidelines",
    "volunteers",
    "callrussia",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "callrussia.middleware.closed_house",
    "callrussia.middleware.few_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "callrussia.leaving.lead_away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "volunteers.second_factor.Gate",
    "callrussia.middleware.time_zone",
    "callrussia.middleware.never_store",
    "callrussia.middleware.count_refused",
    "callrussia.middleware.onion_location",
]
ROOT_URLCONF = "callrussia.urls"
WSGI_APPLICATION = "callrussia.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "callrussia.context.site",
                "calls.context.country",
            ],
        },
    }
]
DATABASES = {
    "default": dj_database_url.parse(env.address("DATABASE_URL", ("postgres", "postgresql")))
    | {
        "OPTIONS": {
            # Kept small: PostgreSQL serves few connections fast and many slowly.
            "pool": {"min_size": 1, "max_size": env.number("DATABASE_POOL", 8, least=1)},
            # What is asked often is planned once: half of PostgreSQL's work for a page, and a
            # sixth of ours. No text with parameters may hold two statements.
            "server_side_binding": True,
            "prepare_threshold": 5,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A socket is named in one way for the cache, in another for Celery.
REDIS = ("redis", "rediss")
REDIS_URL = env.address("REDIS_URL", (*REDIS, "unix", "redis+socket"))
CACHES = {
    "default": {
        "BACKEND": "callrussia.cache.Cache",
        "LOCATION": env.address("CACHE_URL", (*REDIS, "unix"), REDIS_URL),
        "KEY_PREFIX": "callrussia",
    }
}
# The cache answers, PostgreSQL remembers: losing the cache signs nobody out.
SESSION_ENGINE = "volunteers.sessions"
# From signing in, and not from the last request: volunteers/receivers.py.
SESSION_COOKIE_AGE = 14 * 24 * 3600

CELERY_BROKER_URL = env.address("BROKER_URL", (*REDIS, "redis+socket"), REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TIMEZONE = "UTC"
# Publishing must not hang a page while the broker is away: due work lives in PostgreSQL.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
CELERY_BEAT_SCHEDULE = SCHEDULE

AUTH_USER_MODEL = "volunteers.Volunteer"
AUTHENTICATION_BACKENDS = ["volunteers.backend.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "calls:home"
LOGOUT_REDIRECT_URL = "campaign:landing"
# Browsers trust http on the machine itself; the library does so only when told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# Which of callrussia.work.Asked holds: a rule, which lies above what asks for it.
PROOF_OF_WORK = "calls.outlook.proof_of_work"

LANGUAGE_CODE = "en"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("ru", "en")
# No falling back: a text that is missing must be seen to be missing.
MODELTRANSLATION_ENABLE_FALLBACKS = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True
PHONENUMBER_DEFAULT_REGION = "RU"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(ROOT / "staticfiles")))
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

if DEMO:
    EMAIL_BACKEND = "callrussia.demo_mail.EmailBackend"
elif DEBUG:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", None if PRODUCTION else "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
# A page waits for its mail to be taken over, but not for ever.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "MAIL_FROM", None if PRODUCTION else "Call Russia <noreply@localhost>"
)
MODERATORS_EMAIL = env.text("MODERATORS_EMAIL", "moderators@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers look at where the answer to a form leads, too.
        "form-action": [SELF, "https://{}".format(EXIT_URL.split("/")[2])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "callrussia.messages.Storage"
MESSAGE_COOKIE_NAME = "messages"
CSRF_FAILURE_VIEW = "callrussia.failures.forged"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # Browsers take these names from this very host alone, and by https.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    MESSAGE_COOKIE_NAME = "__Host-messages"

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# No address of a client and no value of a variable may reach a log line: callrussia/logs.py.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "callrussia.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", LEVELS, "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # It logs the id of each passkey that is made.
        "fido2": {"level": "ERROR"},
        # It logs the address of each page that is not found, whatever somebody typed into it.
        "django.request": {"level": "ERROR"},
    },
}
