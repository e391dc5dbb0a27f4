from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ognisko.people.models import ImportJob
from ognisko.people.take_in.jobs import run


class Command(BaseCommand):
    help = "Try or write a table that was uploaded on the page; the worker calls this."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", type=int)

    def handle(self, **options: Any) -> None:
        for job in ImportJob.objects.waiting().filter(pk=options["job"]):
            run(job)
