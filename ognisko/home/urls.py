from django.urls import path

from ognisko.home import views

app_name = "home"
urlpatterns = [path("", views.my_week, name="my_week")]
