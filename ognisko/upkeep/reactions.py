from django.db import transaction

from ognisko.activity.models import Event
from ognisko.activity.reactions import reacts_to
from ognisko.upkeep.beside import start


@reacts_to("upkeep.ask_for_backup")
def make_what_was_asked_for(event: Event) -> None:
    transaction.on_commit(lambda: start("--asked", str(event.target_id)))
