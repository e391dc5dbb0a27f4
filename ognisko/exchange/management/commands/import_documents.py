import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ognisko.communities.models import Community
from ognisko.communities.take_in import take_in_community
from ognisko.exchange.documents.reading import Read, read
from ognisko.exchange.documents.take_in import Report, take_in_documents
from ognisko.exchange.topics import TOPICS
from ognisko.search.terms import count_new
from ognisko.text.polish import slugify


class Command(BaseCommand):
    help = "Bring documents (JSON Lines) into one community as threads of kind experience; a second run adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="one JSON object a line: markdown or text, title, id or path, meta")
        parser.add_argument("--community", required=True, metavar="SLUG", help="the last part of its address")
        parser.add_argument("--create", action="store_true", help="make the community when it is not there")
        parser.add_argument("--as", dest="kind", default="thread", choices=["thread"], help="what they become")
        parser.add_argument("--language", default="pl", choices=["pl", "en"], help="of a community made now")
        parser.add_argument("--dry-run", action="store_true", help="tell what would come in, and write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")

    def handle(self, *args: object, **options: object) -> None:
        found = self._read(Path(str(options["file"])))
        is_dry = bool(options["dry_run"])
        community = self._community(str(options["community"]), options, stays=not is_dry and not found.errors)
        started = time.monotonic()
        with tqdm(total=len(found.documents), unit=" documents", disable=None) as bar:
            report = take_in_documents(found, community=community, dry_run=is_dry, progress=bar.update)
        if report.created and not is_dry:
            count_new()
        said = {**report.as_dict(), "seconds": round(time.monotonic() - started, 1)}
        self.stdout.write(json.dumps(said, ensure_ascii=False) if options["json"] else in_words(report))
        if report.has_errors:
            sys.exit(1)

    def _read(self, file: Path) -> Read:
        try:
            with file.open(encoding="utf-8-sig") as lines:
                return read(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8.") from error

    def _community(self, slug: str, options: dict[str, object], *, stays: bool) -> Community:
        """Made only when something will come into it."""
        found = Community.objects.filter(slug=slug).first()
        if found:
            return found
        if not options["create"]:
            raise CommandError(f"There is no community at “{slug}”. Add --create to make it.")
        if slugify(slug, max_length=80) != slug:
            raise CommandError(f"“{slug}” cannot be part of an address. Use small letters, digits and hyphens.")
        language = str(options["language"])
        name = slug.replace("-", " ").capitalize()
        if not stays:
            return Community(slug=slug, name=name)
        return take_in_community(
            external_id=f"documents:{slug}",
            slug=slug,
            name=name,
            topic=TOPICS["documents"][language],
            language=language,
        )


def in_words(report: Report) -> str:
    lines = [f"Line {problem['line']}: {problem['message']}" for problem in report.problems]
    would = "would come in" if report.dry_run else "came in"
    sentence = (
        f"{report.rows} documents: {report.created} {would}, {report.unchanged} were here, {report.skipped} left out."
    )
    return "\n".join([*lines, "Nothing was written, because of the errors above." if report.has_errors else sentence])
