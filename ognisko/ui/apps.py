import time
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "ognisko.ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("parts", "administration")
        user_logged_in.connect(_begin_session, dispatch_uid="ui.begin_session")


def _begin_session(request: Any, **kwargs: Any) -> None:
    """A fresh session counts from its first moment, so that the first page after it writes nothing."""
    if request is not None and hasattr(request, "session"):
        request.session["seen"] = int(time.time())
