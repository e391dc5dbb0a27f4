"""Results made ready to be shown: grouped by kind, with marked words and with filters as links."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from ognisko.search.marking import marked_passage, marked_title
from ognisko.search.query import Result, permission
from ognisko.search.registry import document, documents
from ognisko.ui.links import route

IN_GROUP = 5  # results of a kind while all kinds are shown
ON_PAGE = 30
FACETS = 8


@dataclass(frozen=True)
class Line:
    kind: str
    address: str
    title: SafeString
    passage: SafeString
    at: datetime
    where: str  # the community
    is_part: bool  # of what the title names


@dataclass(frozen=True)
class Group:
    label: str | Promise
    lines: list[Line]
    more: str  # the address of all of them, when there are more


@dataclass(frozen=True)
class Facet:
    label: str | Promise
    count: int
    address: str
    is_chosen: bool


class Names:
    """Names of communities and people, and titles that results stand under: one query, with the same permission."""

    def __init__(self, found: Iterable[Result], person: Any) -> None:
        found = list(found)
        wanted = {("community", one.community_id) for one in found}
        wanted |= {("person", one.author_id) for one in found}
        wanted |= {(document(one.kind).title_from, one.group_id) for one in found if document(one.kind).title_from}
        ids: dict[str, set[int]] = {}
        for kind, pk in wanted:
            if pk is not None:
                ids.setdefault(kind, set()).add(pk)
        self._titles = _titles(ids, person)

    def title(self, kind: str, pk: int | None) -> str:
        return self._titles.get((kind, pk), "") if pk is not None else ""


def _titles(ids: dict[str, set[int]], person: Any) -> dict[tuple[str, int], str]:
    if not ids:
        return {}
    sql, parameters = permission(person)
    places = [", ".join(["%s"] * len(pks)) for pks in ids.values()]
    wanted = " OR ".join(f"(search_entry.kind = %s AND object_id IN ({some}))" for some in places)
    values: list[int | str] = []
    for kind, pks in ids.items():
        values += [kind, *pks]
    statement = f"""
        SELECT search_entry.kind, object_id, words.title
          FROM search_entry JOIN search_entrytext words ON words.entry_id = search_entry.id
         WHERE ({wanted}) AND ({sql})
    """  # noqa: S608 - names are ours, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *parameters])
        return {(kind, pk): title for kind, pk, title in cursor.fetchall()}


def groups(found: list[Result], names: Names, address: dict[str, str], *, is_one_kind: bool) -> list[Group]:
    """Groups stand in the order of their best result, so that what fits best is on top."""
    by_kind: dict[str, list[Result]] = {}
    for result in found:
        by_kind.setdefault(result.kind, []).append(result)
    most = ON_PAGE if is_one_kind else IN_GROUP
    return [
        Group(
            document(kind).label,
            [_line(result, names) for result in results[:most]],
            "" if is_one_kind or len(results) <= most else _address(address, kind=kind),
        )
        for kind, results in by_kind.items()
    ]


def _line(result: Result, names: Names) -> Line:
    above = document(result.kind).title_from
    title = marked_title(result.title, result.places)
    return Line(
        kind=result.kind,
        address=result.address,
        title=title if result.title else marked_title(names.title(above, result.group_id), ()),
        passage=marked_passage(result.title, result.text, result.places),
        at=result.at,
        where=names.title("community", result.community_id) if result.kind != "community" else "",
        is_part=bool(above),
    )


def kinds(found: list[Result], address: dict[str, str]) -> list[Facet]:
    counted = Counter(result.kind for result in found)
    return [
        Facet(one.label, counted[one.kind], _turned(address, "kind", one.kind), address.get("kind") == one.kind)
        for one in documents()
        if counted[one.kind]
    ]


def communities(found: list[Result], names: Names, address: dict[str, str]) -> list[Facet]:
    return _named("community", Counter(result.community_id for result in found), names, address)


def authors(found: list[Result], names: Names, address: dict[str, str]) -> list[Facet]:
    counted = Counter(result.author_id for result in found if result.kind != "person")
    return _named("author", counted, names, address, "person")


def tags(found: list[Result], person: Any, address: dict[str, str]) -> list[Facet]:
    counted = Counter(one.removeprefix("tag:") for result in found for one in result.facets if one.startswith("tag:"))
    common = counted.most_common(FACETS)
    names = _tag_names([slug for slug, _count in common], person)
    return [
        Facet(names.get(slug, slug), count, _turned(address, "tag", slug), address.get("tag") == slug)
        for slug, count in common
    ]


def _tag_names(slugs: list[str], person: Any) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in documents():
        if slugs and one.tag_names:
            names |= one.tag_names(slugs, person)
    return names


def _named(
    key: str, counted: Counter[int | None], names: Names, address: dict[str, str], kind: str = ""
) -> list[Facet]:
    known = [(pk, name, count) for pk, count in counted.most_common() if (name := names.title(kind or key, pk))]
    return [
        Facet(name, count, _turned(address, key, str(pk)), address.get(key) == str(pk))
        for pk, name, count in known[:FACETS]
    ]


def _turned(address: dict[str, str], key: str, value: str) -> str:
    """The same page with this filter on, or off again when it is on."""
    return _address(address, **{key: "" if address.get(key) == value else value})


def _address(address: dict[str, str], **changed: str) -> str:
    kept = {key: value for key, value in (address | changed).items() if value}
    return f"{route('search:results')}?{urlencode(kept)}"
