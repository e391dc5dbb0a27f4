from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from tqdm import tqdm

from ognisko.search.reindexing import reindex, renew_what_is_due
from ognisko.search.terms import count_anew


class Command(BaseCommand):
    help = "Make the search index anew; search goes on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--due", action="store_true", help="only what another analyser made or nobody counted yet")

    def handle(self, *args: object, **options: object) -> None:
        with tqdm(unit=" entries", disable=None) as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            if options["due"]:
                renew_what_is_due(advance)
                return
            number = reindex(advance)
        count_anew()
        if int(str(options["verbosity"])):
            self.stdout.write(f"{number} entries can be found.")
