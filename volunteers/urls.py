"""Addresses of an account; they come before allauth's at the same prefix and hide some of them."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("settings/", views.settings, name="settings"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("leave/", views.leave, name="leave"),
    path("erase/", views.erase, name="erase"),
    path("farewell/", views.farewell, name="farewell"),
    # Instead of allauth's own pages:
    path("login/", views.sign_in, name="sign_in"),
    path("login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("signup/", RedirectView.as_view(pattern_name="volunteers:join", query_string=True)),
    path("email/", RedirectView.as_view(pattern_name="volunteers:settings")),
    re_path("^(?:password|reauthenticate)/", views.nowhere),
]
