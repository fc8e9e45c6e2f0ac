"""The addresses of figures."""

from django.urls import path

from . import views

urlpatterns = [
    path("cockpit/", views.cockpit, name="cockpit"),
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/<int:pk>/", views.answer, name="answer-warning"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<str:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<str:indicator_id>/rows/", views.rows, name="indicator-rows"),
]
