from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "ognisko.exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("ognisko.exchange.uploads.kinds")
