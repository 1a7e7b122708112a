"""Where the guidelines are read, searched, confirmed and noted upon."""

from django.urls import path

from guidelines import views

app_name = "guidelines"
urlpatterns = [
    path("", views.read, name="read"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("at-hand/", views.at_hand, name="at_hand"),
    path("search/", views.search, name="search"),
    path("booklet.pdf", views.booklet, name="booklet"),
    path("confirm/", views.confirm, name="confirm"),
    path("catch-up/", views.catch_up, name="catch_up"),
    path("note/", views.note, name="note"),
]
