"""The accessibility statement and the information clause: written as a draft, published whole, read."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ognisko.audit.log import note
from ognisko.office import clauses, statements
from ognisko.office.actions.face import Incomplete
from ognisko.office.models import AccessibilityStatement, InformationClause, Publication, Reading
from ognisko.office.permissions import can_keep_clause, can_keep_face
from ognisko.office.public_face import has_changed

if TYPE_CHECKING:
    from ognisko.people.models import Person

Texts = dict[str, dict[str, str]]


def save_statement(*, by: "Person", texts: Texts, **fields: str | date | None) -> AccessibilityStatement:
    """The draft keeps what was written, whole or not."""
    with transaction.atomic():
        _guard(can_keep_face(by))
        draft = statements.draft()
        for name, value in fields.items():
            setattr(draft, name, value)
        _keep(draft, texts)
        note("settings_changed", by=by, target=draft, what="statement_draft")
    return draft


def publish_statement(*, by: "Person") -> AccessibilityStatement:
    """Raises Incomplete, and publishes nothing, while a field is missing or a date cannot be."""
    with transaction.atomic():
        _guard(can_keep_face(by))
        draft = statements.draft()
        if faults := statements.faults(draft):
            raise Incomplete(faults)
        _publish(draft, by)
        has_changed()
    return draft


def save_clause(*, by: "Person", texts: Texts) -> InformationClause:
    with transaction.atomic():
        _guard(can_keep_clause(by))
        draft = clauses.draft()
        _keep(draft, texts)
        note("settings_changed", by=by, target=draft, what="clause_draft")
    return draft


def publish_clause(*, by: "Person") -> InformationClause:
    """From now on everybody signed in is asked to read the new version, once."""
    with transaction.atomic():
        _guard(can_keep_clause(by))
        draft = clauses.draft()
        if faults := clauses.faults(draft):
            raise Incomplete(faults)
        _publish(draft, by)
        has_changed()
    return draft


def confirm_reading(*, by: "Person", version: int) -> Reading | None:
    """The person says that they have read this version; it is kept once, with the first time."""
    clause = InformationClause.objects.published().filter(version=version).first()
    if clause is None:
        return None
    with transaction.atomic():
        reading, _is_new = Reading.objects.get_or_create(clause=clause, person=by)
    return reading


def _keep(draft: Publication, texts: Texts) -> None:
    given = {language: {**draft.texts.get(language, {}), **written} for language, written in texts.items()}
    draft.texts = {**draft.texts, **given}
    draft.version, draft.changed_at = 0, timezone.now()
    draft.save()


def _publish(draft: Publication, by: "Person") -> None:
    model: Any = type(draft)
    newest = model.objects.select_for_update().newest()
    draft.version = (newest.version if newest else 0) + 1
    draft.published_at, draft.published_by = timezone.now(), by
    draft.save()
    note("published", by=by, target=draft, version=draft.version)


def _guard(may: bool) -> None:
    if not may:
        raise PermissionDenied
