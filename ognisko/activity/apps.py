from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "ognisko.activity"
    default_auto_field = "django.db.models.BigAutoField"
