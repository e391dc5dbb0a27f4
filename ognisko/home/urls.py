from django.urls import path

from ognisko.home import views
from ognisko.ui.paths import paths

app_name = "home"
urlpatterns = [
    path("", views.my_week, name="my_week"),
    *paths("administracja/", "administration/", views.administration, "administration"),
]
