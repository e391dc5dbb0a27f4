from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ognisko.mail.actions import write_trial
from ognisko.mail.ways import is_sending


class Command(BaseCommand):
    help = "Write a trial letter, to see whether letters reach people; the worker sends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        letter = write_trial(options["address"])
        fate = "The worker sends it now." if is_sending() else "It waits: SMTP_HOST is not set."
        self.stdout.write(f"Letter {letter.pk} to {letter.to_address} is written. {fate}")
