import json
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Never

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from ognisko.communities.models import Community
from ognisko.communities.take_in import take_in_community
from ognisko.exchange.stackexchange.conversations import Conversations, read
from ognisko.exchange.stackexchange.dump import DumpError
from ognisko.exchange.stackexchange.take_in import Report, take_in
from ognisko.exchange.topics import TOPICS
from ognisko.people.take_in import take_in_organisation
from ognisko.text.polish import slugify


class Command(BaseCommand):
    help = "Bring a native Stack Exchange dump into one community; a second run adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder with Posts.xml, Users.xml, Comments.xml …")
        parser.add_argument("--community", required=True, metavar="SLUG", help="the last part of its address")
        parser.add_argument("--create", action="store_true", help="make the community when it is not there")
        parser.add_argument("--organisation", required=True, metavar="NAME", help="where the authors belong")
        parser.add_argument("--site", default="", metavar="HOST", help="where it comes from, to link each post to it")
        parser.add_argument("--language", default="en", choices=["pl", "en"], help="of a community made now")
        parser.add_argument("--dry-run", action="store_true", help="try everything and write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *args: object, **options: object) -> None:
        found = self._read(Path(str(options["folder"])))
        started = time.monotonic()
        with transaction.atomic() if options["dry_run"] else nullcontext():
            report = self._take_in(found, options)
            if options["dry_run"]:
                transaction.set_rollback(True)
        seconds = round(time.monotonic() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**report.as_dict(), "seconds": seconds}, ensure_ascii=False))
            return
        self.stdout.write(in_words(report, seconds))
        if options["dry_run"]:
            self.stdout.write("This was a trial: nothing was written.")

    def _take_in(self, found: Conversations, options: dict[str, object]) -> Report:
        community = self._community(str(options["community"]), bool(options["create"]), str(options["language"]))
        with tqdm(unit=" posts", disable=None) as bar:
            return take_in(
                found,
                community=community,
                organisation=take_in_organisation(str(options["organisation"])),
                site=str(options["site"]),
                progress=lambda done, total: advance(bar, done, total),
            )

    def _read(self, folder: Path) -> Conversations:
        """Before anything is made, so that a wrong folder leaves no empty community."""
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder. Unpack the dump and give its folder.")
        try:
            return read(folder)
        except DumpError as error:
            raise CommandError(str(error)) from error

    def _community(self, slug: str, create: bool, language: str) -> Community:
        found = Community.objects.filter(slug=slug).first()
        if found is None and not create:
            raise CommandError(f"There is no community at “{slug}”. Add --create to make it.")
        if found is None and slugify(slug, max_length=80) != slug:
            raise CommandError(f"“{slug}” cannot be part of an address. Use small letters, digits and hyphens.")
        return found or take_in_community(
            external_id=f"stackexchange:{slug}",
            slug=slug,
            name=slug.replace("-", " ").capitalize(),
            topic=TOPICS["stackexchange"][language],
            language=language,
        )


def advance(bar: "tqdm[Never]", done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)


def in_words(report: Report, seconds: float) -> str:
    lines = [
        f"Community {report.community}: {report.threads} threads, {report.answers} answers, "
        f"{report.comments} comments by {report.people} authors, {report.tags} tags.",
        f"Answers that helped: {report.helped}. Thanks without names: {report.thanks}.",
        f"Added in this run ({seconds} s): "
        + ", ".join(f"{count} {what}" for what, count in report.added.items())
        + ".",
    ]
    lines += [
        f"Left out: {row['count']} × {row['reason']}"
        + (f" (for example {', '.join(row['examples'])})" if row["examples"] else "")  # type: ignore[arg-type]
        for row in report.left_out
    ]
    return "\n".join(lines)
