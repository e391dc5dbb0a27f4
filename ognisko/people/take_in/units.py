from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.utils import timezone

from ognisko.activity import log
from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table
from ognisko.people.imports.units import Columns, Node, Stored, compare, read_nodes
from ognisko.people.models import (
    FormerOrganisation,
    FormerUnit,
    Organisation,
    OrganisationRelation,
    Unit,
    UnitRelation,
)
from ognisko.text.polish import sort_key

BATCH = 500
Progress = Callable[[int, int], None]


def take_in_units(
    table: Table,
    columns: Columns,
    *,
    organisation: Organisation | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Organisations, or the units of one organisation, out of a table; the whole file or, with any error, nothing."""
    report = Report("unit" if organisation else "organisation", dry_run=dry_run)
    with nullcontext() if dry_run else transaction.atomic():
        tree = _Tree(organisation)
        nodes = read_nodes(table, columns, tree.rows, report)
        outcomes = compare(nodes, tree.stored(), report)
        if not report.has_errors and not dry_run:
            tree.write(nodes, outcomes, progress or (lambda _done, _all: None))
    return report


def key_of(node: Any) -> str:
    """By what a file knows a node: the id of its source, or ours for one made here, as the export writes it."""
    return node.external_id or f"ognisko:{node.pk}"


class _Tree:
    """The rows of one tree by external id: all organisations, or all units of one organisation."""

    def __init__(self, organisation: Organisation | None) -> None:
        self.organisation = organisation
        self.model: Any = Unit if organisation else Organisation
        self.relation: Any = UnitRelation if organisation else OrganisationRelation
        mine = {"organisation": organisation} if organisation else {}
        self.rows: dict[str, Any] = {key_of(row): row for row in self.model.objects.filter(**mine)}
        self.by_pk = {row.pk: key for key, row in self.rows.items()}
        pairs = self.relation.objects.filter(**{f"child__{key}": value for key, value in mine.items()})
        self.further: dict[str, set[str]] = {}
        for child, parent in pairs.values_list("child", "parent"):
            if child in self.by_pk and parent in self.by_pk:
                self.further.setdefault(self.by_pk[child], set()).add(self.by_pk[parent])

    def stored(self) -> dict[str, Stored]:
        return {
            key: Stored(
                row.name,
                row.short_name,
                self.by_pk.get(row.parent_id),
                frozenset(self.further.get(key, ())),
                row.valid_to is not None,
            )
            for key, row in self.rows.items()
        }

    def write(self, nodes: list[Node], outcomes: dict[str, str], progress: Progress) -> None:
        fresh = [node for node in nodes if outcomes[node.id] == "created"]
        changed = [node for node in nodes if outcomes[node.id] == "updated"]
        total = len(fresh) + len(changed)
        self._create(fresh, lambda done: progress(done, total))
        self._update(changed)
        self._relate(fresh + changed)
        progress(total, total)
        if total:
            target = self.organisation or self.rows[(fresh or changed)[0].id]
            log.record(
                "people.take_in_units",
                by=None,
                target=target,
                already_told=True,
                created=len(fresh),
                updated=len(changed),
            )

    def _create(self, nodes: list[Node], done: Callable[[int], None]) -> None:
        """Parents first: each round writes the nodes whose parent is there."""
        waiting, written = nodes, 0
        while waiting:
            ready = [node for node in waiting if node.parent is None or node.parent in self.rows]
            if not ready:  # below a parent that is written by no round: a circle, refused before
                raise ValueError("a circle of parents")
            for start in range(0, len(ready), BATCH):
                rows = [self._row(node) for node in ready[start : start + BATCH]]
                for row in self.model.objects.bulk_create(rows):
                    self.rows[row.external_id] = row
                written += len(rows)
                done(written)
            waiting = [node for node in waiting if node.id not in self.rows]

    def _row(self, node: Node) -> Any:
        more = {"organisation": self.organisation} if self.organisation else {}
        return self.model(
            external_id=node.id,
            name=node.name,
            short_name=node.short_name or "",
            sort_key=sort_key(node.name)[:800],
            parent=self.rows[node.parent] if node.parent else None,
            **more,
        )

    def _update(self, nodes: list[Node]) -> None:
        self._remember(nodes)
        rows = []
        for node in nodes:
            row = self.rows[node.id]
            row.name, row.sort_key, row.valid_to = node.name, sort_key(node.name)[:800], None
            row.short_name = row.short_name if node.short_name is None else node.short_name
            row.parent = self.rows[node.parent] if node.parent else None
            rows.append(row)
        self.model.objects.bulk_update(rows, ["name", "sort_key", "valid_to", "short_name", "parent"], batch_size=BATCH)

    def _remember(self, nodes: list[Node]) -> None:
        """How those were until today whose name or place the file changes."""
        former: Any = FormerUnit if self.organisation else FormerOrganisation
        today, rows = timezone.localdate(), [self.rows[node.id] for node in nodes if self._is_other(node)]
        known = set(former.objects.filter(until=today, node__in=rows).values_list("node", flat=True))
        former.objects.bulk_create(
            [
                former(node=row, until=today, name=row.name, short_name=row.short_name, parent_id=row.parent_id)
                for row in rows
                if row.pk not in known
            ],
            batch_size=BATCH,
        )

    def _is_other(self, node: Node) -> bool:
        row = self.rows[node.id]
        short = row.short_name if node.short_name is None else node.short_name
        return (row.name, row.short_name, self.by_pk.get(row.parent_id)) != (node.name, short, node.parent)

    def _relate(self, nodes: list[Node]) -> None:
        """The further parents of these nodes are those of the file, no more and no fewer."""
        stale = [self.rows[node.id] for node in nodes if self.further.get(node.id)]
        self.relation.objects.filter(child__in=stale).delete()
        wanted = [
            self.relation(child=self.rows[node.id], parent=self.rows[parent])
            for node in nodes
            for parent in node.further
        ]
        self.relation.objects.bulk_create(wanted, batch_size=BATCH)
