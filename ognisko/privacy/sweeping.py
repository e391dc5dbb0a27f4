"""Every text column of every model is searched for an erased person: what nobody declared is swept as well."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from ognisko.personal import StandIns
from ognisko.privacy.declared import held_by_model
from ognisko.privacy.models import Erasure, Place
from ognisko.privacy.traces import NameTraces
from ognisko.text.polish import slugify

AT_ONCE = 500
MOST_PLACES = 1_000  # that the office is asked to look at
NOT_SWEPT = {"contenttypes.contenttype", "sessions.session", "audit.entry"}  # codes; wiped; append-only, no names
NOT_SHOWN = {"privacy", "search"}  # texts about the matter itself; and those that stand once more in the index


@dataclass(frozen=True)
class Columns:
    model: type[models.Model]
    names: tuple[str, ...]
    community: str


@dataclass(frozen=True)
class Row:
    pk: Any
    community_id: int | None
    values: dict[str, Any]


def columns() -> Iterator[Columns]:
    """The text columns of all tables of ours and of libraries, but those that a package says nobody can stand in."""
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy or model._meta.label_lower in NOT_SWEPT:
            continue
        held = held_by_model().get(model)
        untouched = held.untouched if held else ()
        names = tuple(one.name for one in model._meta.local_concrete_fields if _is_text(one, untouched))
        if names:
            yield Columns(model, names, held.community if held else "")


def find(traces: NameTraces) -> dict[type[models.Model], list[Any]]:
    """Primary keys of the rows whose texts name the person. Reads without a lock, in steps."""
    found = {one.model: [row.pk for row in rows(one, traces) if _names(row, traces)] for one in columns()}
    return {model: pks for model, pks in found.items() if pks}


def rows(one: Columns, traces: NameTraces) -> Iterator[Row]:
    """Rows that hold one of the needles; the database leaves out the rest."""
    manager = one.model._base_manager
    held = held_by_model().get(one.model)
    spared = held.spared() if held and held.spared else Q(pk__in=[])
    as_text = {f"{name}_text": Cast(name, models.TextField()) for name in one.names if _is_json(one.model, name)}
    keys = [f"{name}_text" if f"{name}_text" in as_text else name for name in one.names]
    condition = Q()
    for key in keys:
        for needle in traces.needles:
            condition |= Q(**{f"{key}__icontains": needle})
    wanted = ["pk", *([one.community] if one.community else []), *one.names]
    named = manager.annotate(**as_text).filter(condition).exclude(spared)
    for values in named.order_by("pk").values(*wanted).iterator(AT_ONCE):
        community = values[one.community] if one.community else None
        yield Row(values["pk"], community, {name: values[name] for name in one.names})


def replace(
    traces: NameTraces, found: dict[type[models.Model], list[Any]], stand_in: StandIns
) -> dict[type[models.Model], list[Any]]:
    """Put the pseudonym of its community, or words for nobody, into each row; which rows changed."""
    changed: dict[type[models.Model], list[Any]] = {}
    for one in columns():
        for batch in _batches(found.get(one.model, [])):
            wanted = ["pk", *([one.community] if one.community else []), *one.names]
            for values in one.model._base_manager.filter(pk__in=batch).values(*wanted):
                community = values[one.community] if one.community else None
                fresh = _fresh(one, values, traces, stand_in(community).name if community else "")
                if fresh:
                    one.model._base_manager.filter(pk=values["pk"]).update(**fresh)
                    changed.setdefault(one.model, []).append(values["pk"])
    return changed


def tell_changed(changed: dict[type[models.Model], list[Any]]) -> None:
    """Each package makes again what it derives from the texts: HTML, the search index."""
    for model, pks in changed.items():
        held = held_by_model().get(model)
        if held and held.changed:
            for batch in _batches(pks):
                held.changed(batch)


def note_places(traces: NameTraces, erasure: Erasure) -> int:
    """Where a text may still speak of the person, for the office to look at."""
    noted: list[Place] = []
    for one in columns():
        if one.model._meta.app_label in NOT_SHOWN:
            continue
        for row in rows(one, traces):
            noted += [place for name in one.names for place in _places(one, row, name, traces, erasure)]
            if len(noted) >= MOST_PLACES:
                break
    Place.objects.bulk_create(noted[:MOST_PLACES], ignore_conflicts=True)
    return len(noted)


def shift_places(settled: Place, words: str, text: str) -> None:
    """The other places in the same text stand elsewhere now."""
    same = {
        "erasure": settled.erasure_id,
        "model": settled.model,
        "object_id": settled.object_id,
        "field": settled.field,
    }
    others = Place.objects.waiting().filter(**same, digest=settled.digest).exclude(pk=settled.pk)
    others.filter(start__gt=settled.start).update(start=models.F("start") + len(words) - settled.length)
    others.update(digest=digest(text))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _places(one: Columns, row: Row, name: str, traces: NameTraces, erasure: Erasure) -> Iterator[Place]:
    text = row.values[name]
    if not isinstance(text, str) or name.endswith("html"):  # the source beside it is shown
        return
    for spot in traces.doubtful_in(text):
        yield Place(
            erasure=erasure,
            model=one.model._meta.label_lower,
            object_id=row.pk,
            field=name,
            start=spot.start,
            length=spot.length,
            digest=digest(text),
            community_id=row.community_id,
        )


def _names(row: Row, traces: NameTraces) -> bool:
    return any(_text_names(value, traces) for value in row.values.values())


def _text_names(value: Any, traces: NameTraces) -> bool:
    if not value:
        return False
    return traces.found_in(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _fresh(one: Columns, values: dict[str, Any], traces: NameTraces, by: str) -> dict[str, Any]:
    fresh = {}
    for name in one.names:
        if _text_names(value := values[name], traces):
            field = one.model._meta.get_field(name)
            put = slugify(by or traces.stand_in) if "slug" in name or "folded" in name else by
            made = traces.replaced_inside(value, put)
            longest = getattr(field, "max_length", None)
            fresh[name] = made[:longest] if longest and isinstance(made, str) else made
    return fresh


def _is_text(field: models.Field, untouched: tuple[str, ...]) -> bool:
    is_kind = isinstance(field, models.CharField | models.TextField | models.JSONField)
    is_open = not field.choices and not field.primary_key and field.name not in untouched
    is_long = not isinstance(field, models.CharField) or (field.max_length or 0) > 10
    return is_kind and is_open and is_long


def _is_json(model: type[models.Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), models.JSONField)


def _batches(pks: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]
