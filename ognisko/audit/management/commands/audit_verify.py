import re
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from ognisko.audit.verifying import verify


class Command(BaseCommand):
    help = "Verify the security log: say which entry is the first broken one, or where the chain ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = "a number and hash kept elsewhere, as the lines on stdout show them; may be repeated"
        parser.add_argument("--knows", metavar="NUMBER:HASH", type=known, action="append", default=[], help=words)

    def handle(self, *args: object, knows: list[tuple[int, str]], **options: object) -> None:
        verdict = verify(dict(knows))
        if verdict.fault:
            raise CommandError(verdict.fault, returncode=1)
        if not verdict.entries:
            self.stdout.write("The security log is empty.")
            return
        first, last = verdict.first_number, verdict.last_number
        self.stdout.write(
            f"The security log holds: {verdict.entries} entries of {verdict.days} days, {first} to {last}."
        )
        self.stdout.write(f"To witness it later, keep this elsewhere: {last}:{verdict.last_hash}")


def known(text: str) -> tuple[int, str]:
    if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", text):
        raise ArgumentTypeError(
            "write a number, a colon and 64 hexadecimal digits, as `ognisko audit verify` shows them"
        )
    number, _colon, digits = text.partition(":")
    return int(number), digits
