"""Every address of the site; each app keeps its own list."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from callrussia import health, leaving

urlpatterns = [
    path("health/", health.health, name="health"),
    path("leave/", leaving.leave, name="leave"),
]
urlpatterns += i18n_patterns(
    path("", include("campaign.urls")),
    path("call/", include("calls.urls")),
    path("guidelines/", include("guidelines.urls")),
    path("account/", include("volunteers.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/factors/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
)
if settings.DEMO:
    from callrussia import demo_mail

    urlpatterns += [path("demo/mail/", demo_mail.inbox, name="demo-mail")]
