"""The addresses of figures."""

from django.urls import path

from . import views

urlpatterns = [
    path("cockpit/", views.cockpit, name="cockpit"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<str:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<str:indicator_id>/rows/", views.rows, name="indicator-rows"),
]
