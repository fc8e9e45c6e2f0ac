"""The addresses of figures."""

from django.urls import path

from . import evaluation_views as evaluation
from . import flow_views as flows
from . import keeping_views as keeping
from . import views

urlpatterns = [
    path("cockpit/", views.cockpit, name="cockpit"),
    path("warnings/", views.warnings, name="warnings"),
    path("warnings/<int:pk>/", views.answer, name="answer-warning"),
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<str:indicator_id>/", views.indicator, name="indicator"),
    path("indicators/<str:indicator_id>/rows/", views.rows, name="indicator-rows"),
    path("figures/keeping/", keeping.keeping, name="keeping"),
    path("figures/keeping/close/", keeping.close, name="keeping-close"),
    path("figures/keeping/revisions/<int:pk>/", keeping.revise, name="keeping-revise"),
    path("figures/keeping/targets/<str:indicator_id>/", keeping.aim, name="keeping-aim"),
    path("figures/keeping/entered/<str:indicator_id>/", keeping.enter, name="keeping-enter"),
    path("evaluation/", evaluation.report, name="evaluation"),
    path("evaluation/national/", evaluation.national, name="evaluation-national"),
    path("evaluation/<str:kind>/", evaluation.yardstick, name="evaluation-yardstick"),
    path("evaluation/<str:kind>/hand-in/", evaluation.hand_in, name="evaluation-hand-in"),
    path("evaluation/<str:kind>/form.csv", evaluation.form, name="evaluation-form"),
    path("flows/", flows.flow_map, name="flow-map"),
    path("flows/drawing/", flows.flow_drawing, name="flow-drawing"),
    path("flows/ways/", flows.flow_ways, name="flow-ways"),
    path("flows/waits/", flows.flow_waits, name="flow-waits"),
    path("flows/sides/", flows.flow_sides, name="flow-sides"),
    path("flows/fit/", flows.flow_fit, name="flow-fit"),
    path("flows/cases/", flows.flow_cases, name="flow-cases"),
]
