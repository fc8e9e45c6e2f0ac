"""The addresses of figures."""

from django.urls import path

from . import flow_views as flows
from . import views

urlpatterns = [
    path("cockpit/", views.cockpit, name="cockpit"),
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/<int:pk>/", views.answer, name="answer-warning"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<str:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<str:indicator_id>/rows/", views.rows, name="indicator-rows"),
    path("flows/", flows.flow_map, name="flow-map"),
    path("flows/drawing/", flows.flow_drawing, name="flow-drawing"),
    path("flows/ways/", flows.flow_ways, name="flow-ways"),
    path("flows/waits/", flows.flow_waits, name="flow-waits"),
    path("flows/sides/", flows.flow_sides, name="flow-sides"),
    path("flows/fit/", flows.flow_fit, name="flow-fit"),
    path("flows/cases/", flows.flow_cases, name="flow-cases"),
]
