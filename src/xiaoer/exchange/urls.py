"""The addresses of feeds."""

from django.urls import path

from . import views
from .integrity import views as integrity

urlpatterns = [
    path("findings/", integrity.findings, name="findings"),
    path("findings/<int:pk>/", integrity.settle_finding, name="settle-finding"),
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/<str:key>/", views.feed, name="feed"),
    path("feeds/<str:key>/template.xlsx", views.empty_workbook, name="feed-template"),
    path("feeds/<str:key>/send/", views.send, name="feed-send"),
    path("feeds/<str:key>/rows/<int:pk>/", views.mend, name="feed-mend"),
]
