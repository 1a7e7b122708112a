"""Where the guidelines are read and confirmed."""

from django.urls import path

from guidelines import views

app_name = "guidelines"
urlpatterns = [
    path("", views.read, name="read"),
    path("confirm/", views.confirm, name="confirm"),
]
