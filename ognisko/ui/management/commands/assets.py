from typing import Any

from django.core.management.base import BaseCommand

from ognisko.ui import assets


class Command(BaseCommand):
    help = "Build styles, scripts, icons and fonts, and compress them for browsers."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        made = assets.build(self.stdout.write, again=not assets.is_whole())
        self.stdout.write("Static files are ready." if made else "Static files are up to date.")
