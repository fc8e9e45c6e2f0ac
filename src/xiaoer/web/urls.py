"""Addresses that belong to no room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("prefer/<str:name>/<str:value>/", views.prefer, name="prefer"),
    path("healthz", views.health, name="health"),
    path("readyz", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
