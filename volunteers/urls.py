"""Addresses of an account; they come before allauth's at the same prefix and hide some of them."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/codename/", views.join_codename, name="join_codename"),
    path("codename/", views.codename, name="codename"),
    path("codename/words.txt", views.codename_file, name="codename_file"),
    path("codename/check/", views.check_codename, name="check_codename"),
    path("login/codename/", views.sign_in_codename, name="sign_in_codename"),
    path("address/keep/", views.keep_address, name="keep_address"),
    path("address/forget/", views.forget_address, name="forget_address"),
    path("settings/", views.settings, name="settings"),
    path("devices/", views.devices, name="devices"),
    path("devices/sign-out/", views.sign_out_device, name="sign_out_device"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("leave/", views.leave, name="leave"),
    path("erase/", views.erase, name="erase"),
    path("farewell/", views.farewell, name="farewell"),
    # Instead of allauth's own pages:
    path("factors/webauthn/", RedirectView.as_view(pattern_name="mfa_index")),
    path("factors/webauthn/add/", views.add_passkey),
    path("factors/webauthn/keys/<int:pk>/remove/", views.remove_passkey),
    path("login/", views.sign_in, name="sign_in"),
    path("login/code/confirm/", views.sign_in_code),
    path("confirm-email/", views.join_code),
    path("login/code/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("signup/", RedirectView.as_view(pattern_name="volunteers:join", query_string=True)),
    path("email/", RedirectView.as_view(pattern_name="volunteers:settings")),
    re_path("^(?:password|reauthenticate)/", views.nowhere),
]
