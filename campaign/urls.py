"""Addresses of the public pages."""

from django.urls import path

from campaign import views

app_name = "campaign"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/law/", views.privacy_law, name="privacy_law"),
    path("help/", views.help, name="help"),
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/call-russia.json", views.my_data_file, {"kind": "json"}, name="my_data_json"),
    path("my-data/call-russia.html", views.my_data_file, {"kind": "html"}, name="my_data_html"),
    path("other-ways/", views.other_ways, name="other_ways"),
]
