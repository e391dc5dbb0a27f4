from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ognisko.activity.health import pending_migrations
from ognisko.office.management.preparing import load_demo
from ognisko.office.management.progress import progress_on


class Command(BaseCommand):
    help = "Load the demo into an empty database: invented offices, their people and a year of conversations."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo does not belong into production: OGNISKO_MODE is production here.")
        if pending_migrations():
            call_command("migrate", interactive=False, verbosity=0)
        load_demo(self.stdout.write, progress_on())
        self.stdout.write("The demo is loaded.")
