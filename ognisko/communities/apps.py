from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "ognisko.communities"
    default_auto_field = "django.db.models.BigAutoField"
