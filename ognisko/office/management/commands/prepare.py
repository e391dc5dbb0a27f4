from typing import Any

from django.core.management.base import BaseCommand

from ognisko.office.management.preparing import prepare
from ognisko.office.management.progress import progress_on


class Command(BaseCommand):
    help = "Do what must be done before serving: tables, languages, static files; with DEMO=1 the demo, the first time."
    requires_system_checks = ("ognisko",)

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self.stdout.write, progress_on())
