from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ognisko.activity.telling import tell_again
from ognisko.office.management.occupying import occupied
from ognisko.office.management.working import make_worker


class Command(BaseCommand):
    help = "Tell events, send letters and do what the schedule says. Several workers share the work."
    requires_system_checks = ("ognisko",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="leave when there is nothing more to do")

        parser.add_argument("--again", action="store_true", help="first give events another try that were given up")

    def handle(self, *args: Any, **options: Any) -> None:
        with occupied():
            if options["again"]:
                self.stdout.write(f"Tried again: {tell_again()}.")
            worker = make_worker()
            worker.stop_on_signals()
            worker.run(until_idle=options["until_idle"])
