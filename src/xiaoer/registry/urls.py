"""The addresses of enterprises and persons."""

from django.urls import path

from . import views

app_name = "registry"

urlpatterns = [
    path("", views.enterprises, name="enterprises"),
    path("<int:pk>/", views.enterprise, name="enterprise"),
    path("<int:pk>/unmask/", views.unmask, name="unmask"),
]
