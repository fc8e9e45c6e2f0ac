"""The addresses of the register of standard addresses."""

from django.urls import path

from .views import addresses

app_name = "addresses"

urlpatterns = [
    path("", addresses.search, name="search"),
    path("<path:code>/", addresses.entry, name="entry"),
]
