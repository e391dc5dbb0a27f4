import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ognisko.search.query import Result, search
from ognisko.search.registry import Stranger


class Command(BaseCommand):
    help = "Search as a person does. Without --as, as somebody signed in who belongs to no community."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="words, a question, or a “phrase in quotes”")
        parser.add_argument("--limit", type=int, default=10, metavar="N")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="see what this person sees")
        parser.add_argument("--json", action="store_true", help="a JSON list: kind, id, external_id, title, score")
        parser.add_argument(
            "--queries", type=Path, metavar="FILE.jsonl", help="many questions (id, text): one line of JSON for each"
        )

    def handle(self, *args: object, **options: object) -> None:
        person = self._person(str(options["email"]))
        limit = int(str(options["limit"]))
        if limit < 1:
            raise CommandError("--limit: write a whole number, 1 or more.")
        if options["queries"]:
            for identifier, text in _questions(Path(str(options["queries"]))):
                found = search(text, person=person).found[:limit]
                line = {"id": identifier, "results": [_as_dict(result) for result in found]}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        if not options["query"]:
            raise CommandError("Write what to search for, or give --queries FILE.jsonl.")
        found = search(str(options["query"]), person=person).found[:limit]
        if options["json"]:
            self.stdout.write(json.dumps([_as_dict(result) for result in found], ensure_ascii=False))
        else:
            self.stdout.write("\n".join(map(_line, found)) or "Nothing found.")

    def _person(self, email: str) -> Any:
        if not email:
            return Stranger()
        found = get_user_model().objects.filter(email=email.lower(), is_active=True).first()
        if found is None:
            raise CommandError(f"Nobody signs in with {email}.")
        return found


def _questions(file: Path) -> Iterator[tuple[object, str]]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _question(number, line)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _question(number: int, line: str) -> tuple[object, str]:
    try:
        fields = json.loads(line)
        return fields["id"], str(fields["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"Line {number}: write an object with “id” and “text”.") from error


def _as_dict(result: Result) -> dict[str, object]:
    return {
        "kind": result.kind,
        "id": result.object_id,
        "external_id": result.external_id or None,
        "title": result.title,
        "score": round(result.score, 4),
    }


def _line(result: Result) -> str:
    return f"{result.score:8.2f}  {result.kind} {result.object_id}  {result.title or result.text[:70]}"
