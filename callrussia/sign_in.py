"""What allauth is told: a part of the settings."""

ACCOUNT_ADAPTER = "volunteers.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# allauth has a table of its own, in which pseudonyms stand for addresses: volunteers/addresses.py.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
# No password field here makes allauth's sign-in send a code instead.
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
# The same answer for a known and an unknown address: nobody learns who volunteers.
ACCOUNT_PREVENT_ENUMERATION = True
# callrussia/limits.py counts in their place: these read the cache unguarded, and let anybody use
# up what somebody else's address has. Those of a staff member's second factor stay.
ACCOUNT_RATE_LIMITS = dict.fromkeys(("signup", "login", "request_login_code", "confirm_email"))
ACCOUNT_FORMS = {
    "signup": "volunteers.forms.JoinForm",
    "login": "volunteers.forms.SignInForm",
    "confirm_login_code": "volunteers.forms.SignInCodeForm",
    "confirm_email_verification_code": "volunteers.forms.JoinCodeForm",
}
ACCOUNT_SIGNUP_REDIRECT_URL = "guidelines:read"
ACCOUNT_SESSION_REMEMBER = True
# The brand stands in the subjects themselves, in the language of each mail.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

MFA_ADAPTER = "volunteers.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "add_webauthn": "volunteers.factor_forms.PasskeyForm",
    "edit_webauthn": "volunteers.factor_forms.PasskeyNameForm",
    "activate_totp": "volunteers.factor_forms.ActivateForm",
    "authenticate": "volunteers.factor_forms.FactorForm",
    "reauthenticate": "volunteers.factor_forms.FactorAgainForm",
}
