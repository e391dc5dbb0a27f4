from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ognisko.office.management import catalogues


class Command(BaseCommand):
    help = "Take the texts that people read from the code into the Polish catalogues; or compile or check these."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="*", metavar="app", help="only these apps; all when none is named")
        parser.add_argument("--compile", action="store_true", help="compile the catalogues that changed")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a text lacks its Polish")

    def handle(self, *args: Any, **options: Any) -> None:
        apps = options["apps"] or settings.APPS
        if unknown := sorted(set(apps) - set(settings.APPS)):
            raise CommandError(f"No such app: {', '.join(unknown)}. There are: {', '.join(settings.APPS)}.")
        if options["check"]:
            self.check_complete(apps)
        elif options["compile"]:
            made = catalogues.compile_stale()
            self.stdout.write(f"Compiled: {', '.join(made)}." if made else "All catalogues are compiled already.")
        else:
            self.update(apps)

    def update(self, apps: list[str]) -> None:
        for app in apps:
            texts, waiting = catalogues.update(app)
            if texts:
                self.stdout.write(f"{app}: {texts} texts, {waiting or 'none'} without Polish")

    def check_complete(self, apps: list[str]) -> None:
        found = [f"{app}: {line}" for app in apps for line in catalogues.faults(app)]
        found += catalogues.conflicts()
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(
                f"{len(found)} faults. Run `ognisko messages`, then complete the catalogues.", returncode=1
            )
        self.stdout.write("Every text has its Polish.")
