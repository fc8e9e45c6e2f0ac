"""The addresses of people and organisations."""

from django.urls import path

from . import views

app_name = "people"

urlpatterns = [
    path("", views.organisations_page, name="organisations"),
    path("<int:pk>/", views.organisation, name="organisation"),
    path("me/", views.me, name="me"),
    path("enter/", views.enter, name="enter"),
]
