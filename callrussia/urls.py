"""Every address of the site; each app keeps its own list."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView

from callrussia import health, leaving
from callrussia.sitemap import PublicPages

urlpatterns = [
    path("health/", health.health, name="health"),
    path("leave/", leaving.leave, name="leave"),
]
urlpatterns += [
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicPages}}),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
]
# Short enough to be told on the phone. In Russian, whatever the browser's language: whoever was
# called speaks it, and English is one tap away.
urlpatterns += [
    path(short, RedirectView.as_view(url="/ru/call/do-not-call/"))
    for short in ("ne-zvonite/", "do-not-call/")
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
