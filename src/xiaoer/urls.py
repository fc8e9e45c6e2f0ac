"""All addresses of the program; each room keeps its own list."""

from django.contrib import admin
from django.urls import include, path

from xiaoer.api import api

urlpatterns = [
    path("", include("xiaoer.web.urls")),
    path("", include("xiaoer.catalogue.urls")),
    path("", include("xiaoer.cases.urls")),
    path("", include("xiaoer.exchange.urls")),
    path("", include("xiaoer.indicators.urls")),
    path("", include("xiaoer.campaign.urls")),
    path("addresses/", include("xiaoer.catalogue.address_urls")),
    path("people/", include("xiaoer.people.urls")),
    path("registry/", include("xiaoer.registry.urls")),
    path("accounts/", include("xiaoer.people.account_urls")),
    path("admin/", admin.site.urls),
    path("api/", api.urls),
]

handler403 = "xiaoer.web.views.refused"
