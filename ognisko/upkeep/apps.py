from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "ognisko.upkeep"
    default_auto_field = "django.db.models.BigAutoField"
