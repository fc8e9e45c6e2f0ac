"""The catalogue's addresses."""

from django.urls import path

from .views import services

urlpatterns = [
    path("services/", services.search, name="service-search"),
    path("services/<str:item_key>/", services.guide, name="guide"),
    path("themes/", services.themes, name="themes"),
    path("themes/<str:key>/", services.theme, name="theme"),
]
