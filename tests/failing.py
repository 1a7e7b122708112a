"""The addresses of the site and two more: a view that fails, and the mails that a demo shows."""

from django.urls import path

from callrussia import demo_mail, urls


def fail(request):
    raise RuntimeError("This view always fails.")


urlpatterns = [
    *urls.urlpatterns,
    path("fails/", fail),
    path("demo/mail/", demo_mail.inbox, name="demo-mail"),
]
