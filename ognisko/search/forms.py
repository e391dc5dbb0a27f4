"""What the address of a page of results may say. Anything else in it is passed over: a mangled link still searches."""

from datetime import date

from django.http import QueryDict
from django.utils.dateparse import parse_date

from ognisko.search.query import Filters
from ognisko.search.registry import documents
from ognisko.text.clean import clean_text

LONGEST = 1_000


def question_of(address: QueryDict) -> str:
    return clean_text(address.get("q", ""))[:LONGEST].strip()


def filters_of(address: QueryDict) -> Filters:
    kind = address.get("kind", "")
    tag = clean_text(address.get("tag", ""))[:60]
    return Filters(
        kinds=(kind,) if kind in {document.kind for document in documents()} else (),
        community_id=_number(address.get("community", "")),
        author_id=_number(address.get("author", "")),
        facet=f"tag:{tag}" if tag else "",
        since=_day(address.get("since", "")),
        until=_day(address.get("until", "")),
    )


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def _day(value: str) -> date | None:
    try:
        day = parse_date(value)
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 9000 else None
