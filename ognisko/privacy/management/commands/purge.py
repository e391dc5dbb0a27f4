from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from ognisko.privacy import retention


class Command(BaseCommand):
    help = "Let go what is kept no longer, by the table of retention. The worker does the same every night."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing; say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            outcomes = list(retention.due_now()) if options["dry_run"] else retention.purge()
            for outcome in outcomes:
                self.stdout.write(f"{outcome.rows:>8}  {outcome.rule.key:<32} {outcome.rule.name} ({outcome.days} d)")
        total = sum(outcome.rows for outcome in outcomes)
        self.stdout.write(f"{total:>8}  {'would go' if options['dry_run'] else 'gone'}")
