from django.urls import path

from ognisko.ui import views
from ognisko.ui.paths import paths

app_name = "ui"
urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    *paths("bez-sieci/", "offline/", views.offline, "offline"),
    *paths("zostaje/", "staying/", views.stay, "stay"),
]
