from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "ognisko.notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ognisko.activity.reactions import reacts_to  # noqa: PLC0415 - models are there only now
        from ognisko.notifications.actions.telling import tell  # noqa: PLC0415
        from ognisko.notifications.registry import messages  # noqa: PLC0415

        autodiscover_modules("notices", "summary", "stopping")
        reacts_to(*sorted({verb for message in messages() for verb in message.verbs}))(tell)
