"""Addresses of the public pages."""

from django.urls import path

from campaign import views

app_name = "campaign"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("about/", views.about, name="about"),
    path("help/", views.help, name="help"),
    path("other-ways/", views.other_ways, name="other_ways"),
]
