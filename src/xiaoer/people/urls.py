"""The addresses of people and organisations."""

from django.urls import path

from . import manage_views as manage
from . import views

app_name = "people"

urlpatterns = [
    path("", views.organisations_page, name="organisations"),
    path("<int:pk>/", views.organisation, name="organisation"),
    path("new/", manage.new_body, name="new-body"),
    path("<int:pk>/close/", manage.close_body, name="close-body"),
    path("<int:pk>/move/", manage.move_body, name="move-body"),
    path("persons/", manage.persons, name="persons"),
    path("persons/new/", manage.new_person, name="new-person"),
    path("persons/<int:pk>/", manage.person, name="person"),
    path("persons/<int:pk>/posts/", manage.put_on_post, name="put-on-post"),
    path("persons/<int:pk>/roles/", manage.give_role, name="give-role"),
    path("persons/<int:pk>/password/", manage.reset_password, name="reset-password"),
    path("persons/<int:pk>/active/", manage.set_active, name="set-active"),
    path("posts/<int:pk>/end/", manage.end_post, name="end-post"),
    path("roles/<int:pk>/end/", manage.take_role, name="take-role"),
    path("me/", views.me, name="me"),
    path("enter/", views.enter, name="enter"),
]
