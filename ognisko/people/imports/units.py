"""Organisations or units out of a table: what the file says, and what that changes. Nothing is written here."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Row, Table

LONGEST_NAME, LONGEST_SHORT, LONGEST_ID = 250, 40, 400


@dataclass(frozen=True)
class Columns:
    id: str
    name: str
    parent: str = ""
    levels: tuple[str, ...] = ()
    short: str = ""


@dataclass(frozen=True)
class Stored:
    """A node that is here already."""

    name: str
    short_name: str
    parent: str | None
    further: frozenset[str] = frozenset()
    is_ended: bool = False


@dataclass
class Node:
    """A node as the file says it. Its id is unique in the file: given, or the whole path of a level."""

    id: str
    name: str
    line: int
    short_name: str | None = None  # None: the file does not say
    parent: str | None = None
    further: list[str] = field(default_factory=list)


def read_nodes(table: Table, columns: Columns, known: Iterable[str], report: Report) -> list[Node]:
    """The nodes of the file, each once, with the parents that exist in the file or are here already."""
    report.rows = len(table.rows)
    nodes = _read(table, columns, report)
    there = {node.id for node in nodes} | set(known)
    for node in nodes:
        _keep_existing_parents(node, there, report)
    return nodes


def compare(nodes: list[Node], stored: Mapping[str, Stored], report: Report) -> dict[str, str]:
    """For each node id: created, updated or unchanged; circles are refused."""
    _refuse_circles(nodes, stored, report)
    outcomes = {}
    for node in nodes:
        outcomes[node.id] = _outcome(node, stored.get(node.id))
        report.add(node.line, outcomes[node.id], node.name)
    report.relations = sum(len(node.further) for node in nodes)
    return outcomes


def level_id(path: tuple[str, ...]) -> str:
    """A level is known by its whole path: two counties of one name in two provinces are two."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def split_parents(cell: str, known: set[str]) -> list[str]:
    """Several parents in one cell, between semicolons, commas, bars or spaces; an id that holds one is taken whole."""
    if not cell or cell in known:
        return [cell] if cell else []
    pieces = re.split(r"[;,|\n]", cell) if re.search(r"[;,|\n]", cell) else cell.split()
    return list(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))


def _read(table: Table, columns: Columns, report: Report) -> list[Node]:
    id_at, name_at = table.column(columns.id), table.column(columns.name)
    short_at = table.column(columns.short) if columns.short else None
    parent_at = table.column(columns.parent) if columns.parent else None
    level_at = [table.column(level) for level in columns.levels]
    ids = {row.cells[id_at] for row in table.rows}
    nodes: dict[str, Node] = {}
    for row in table.rows:
        node = Node(row.cells[id_at], row.cells[name_at], row.line)
        node.short_name = row.cells[short_at] if short_at is not None else None
        if level_at:
            node.parent = _levels(row, level_at, nodes, report)
        elif parent_at is not None:
            parents = split_parents(row.cells[parent_at], ids)
            node.parent, node.further = (parents[0] if parents else None), parents[1:]
        if _is_right(node, report) and not _is_said_again(node, nodes.get(node.id), report):
            nodes[node.id] = node
    return list(nodes.values())


def _levels(row: Row, places: list[int], nodes: dict[str, Node], report: Report) -> str | None:
    """Make the nodes of a row's levels, from the top; an empty level is left out."""
    path: tuple[str, ...] = ()
    for name in (row.cells[place] for place in places):
        if not name:
            continue
        above = level_id(path) if path else None
        path = (*path, name)
        node = Node(level_id(path), name, row.line, parent=above)
        if node.id not in nodes and _is_right(node, report):
            nodes[node.id] = node
    return level_id(path) if path else None


def _is_right(node: Node, report: Report) -> bool:
    faults = {
        _("The id is empty."): not node.id,
        _("The name is empty."): not node.name,
        _("The id is longer than %(most)s characters.") % {"most": LONGEST_ID}: len(node.id) > LONGEST_ID,
        _("The name is longer than %(most)s characters.") % {"most": LONGEST_NAME}: len(node.name) > LONGEST_NAME,
    }
    if len(node.short_name or "") > LONGEST_SHORT:
        report.warn(
            node.line, _("The short name is longer than %(most)s characters; left out.") % {"most": LONGEST_SHORT}
        )
        node.short_name = ""
    found = [fault for fault, is_there in faults.items() if is_there]
    for fault in found:
        report.refuse(node.line, fault)
    if found:
        report.add(node.line, "skipped", node.name)
    return not found


def _is_said_again(node: Node, first: Node | None, report: Report) -> bool:
    if first is None:
        return False
    report.add(node.line, "skipped", node.name)
    values = {"id": node.id, "line": first.line}
    if (node.name, node.parent, node.further) == (first.name, first.parent, first.further):
        report.warn(node.line, _("%(id)s stands already in line %(line)s; this line is left out.") % values)
    else:
        report.refuse(node.line, _("%(id)s stands already in line %(line)s, with other words.") % values)
    return True


def _keep_existing_parents(node: Node, there: set[str], report: Report) -> None:
    """A parent that is nowhere leaves its node at the top, or a relation out: said, but no reason to refuse a file."""
    named = [parent for parent in (node.parent, *node.further) if parent]
    missing = [parent for parent in named if parent not in there]
    for parent in missing:
        stays = _("The parent %(parent)s is not in the file; left out.") % {"parent": parent}
        report.warn(node.line, f"{node.id}: {stays}")
    kept = [parent for parent in named if parent in there and parent != node.id]
    if node.id in named:
        report.refuse(node.line, _("%(id)s is its own parent.") % {"id": node.id})
    node.parent, node.further = (kept[0] if kept else None), kept[1:]
    if node.further:
        also = _("The parent is %(first)s; kept as relations: %(rest)s.")
        report.warn(node.line, f"{node.id}: " + also % {"first": node.parent, "rest": ", ".join(node.further)})


def _refuse_circles(nodes: list[Node], stored: Mapping[str, Stored], report: Report) -> None:
    """Follow the parents upward, through nodes of the file and those that are here already."""
    parents: dict[str, str | None] = {key: one.parent for key, one in stored.items()}
    parents.update((node.id, node.parent) for node in nodes)
    safe: set[str] = set()
    for node in nodes:
        way: list[str] = []
        here: str | None = node.id
        while here is not None and here not in safe and here not in way:
            way.append(here)
            here = parents.get(here)
        if here is not None and here not in safe:
            circle = " → ".join([*way[way.index(here) :], here])
            report.refuse(node.line, _("A circle of parents: %(circle)s. Correct one of them.") % {"circle": circle})
        safe.update(way)


def _outcome(node: Node, before: Stored | None) -> str:
    if before is None:
        return "created"
    says_same = (
        before.name == node.name
        and before.parent == node.parent
        and before.further == frozenset(node.further)
        and node.short_name in (None, before.short_name)
        and not before.is_ended
    )
    return "unchanged" if says_same else "updated"
