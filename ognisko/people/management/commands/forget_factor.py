from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ognisko.people import actions
from ognisko.people.models import Person


class Command(BaseCommand):
    help = (
        "Forget the second factor of a person who lost it: the app, the passkeys and the recovery codes. They sign in"
        " by password or letter then, and add a new one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        person = Person.objects.filter(email=address.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody has an account with the address {address}.")
        if actions.forget_second_factor(person, by=None):
            self.stdout.write(f"Forgotten. A letter about it goes to {person.email}.")
        else:
            self.stdout.write(f"{person.email} has no second factor; nothing is changed.")
