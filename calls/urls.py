"""Addresses of the call's pages and acts."""

from django.urls import path

from calls import views

app_name = "calls"
urlpatterns = [
    path("", views.home, name="home"),
    path("draw/", views.draw, name="draw"),
    path("draws/<uuid:pk>/", views.drawn, name="drawn"),
    path("draws/<uuid:pk>/extend/", views.extend, name="extend"),
    path("draws/<uuid:pk>/report/", views.report, name="report"),
    path("draws/<uuid:pk>/amend/", views.amend, name="amend"),
    path("draws/<uuid:pk>/release/", views.release, name="release"),
    path("draws/<uuid:pk>/unrelease/", views.unrelease, name="unrelease"),
    # Anything else gets the kind page of a draw that is closed.
    path("draws/<path:address>", views.unknown, name="unknown"),
    path("care/", views.care, name="care"),
    path("care/stop/", views.stop, name="stop"),
    path("care/go-on/", views.go_on, name="go_on"),
    path("care/met/", views.met, name="met"),
    path("evening/", views.evening, name="evening"),
    path("rehearsal/", views.rehearsal, name="rehearsal"),
    path("rehearsal/turns/<slug:slug>/", views.turn, name="turn"),
    path("rehearsal/turns/<slug:slug>/say/", views.say, name="say"),
    path("rehearsal/report/", views.rehearsal_report, name="rehearsal_report"),
    path("rehearsal/end/", views.rehearsal_end, name="rehearsal_end"),
    path("rehearsal/rehearse/", views.rehearse, name="rehearse"),
    path("do-not-call/", views.do_not_call, name="do_not_call"),
]
