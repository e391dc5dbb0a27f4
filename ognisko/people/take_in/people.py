import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.activity import log
from ognisko.activity.models import Event
from ognisko.people.actions import move_person
from ognisko.people.handles import make_handles
from ognisko.people.imports.people import Columns, Place, Places, Said, read_people
from ognisko.people.imports.report import Report
from ognisko.people.imports.table import Table
from ognisko.people.models import Assignment, Organisation, Person, Unit
from ognisko.people.take_in.authors import BATCH, derived
from ognisko.people.take_in.units import Progress
from ognisko.search.index import index, index_many


def take_in_people(
    table: Table, columns: Columns, *, dry_run: bool = False, progress: Progress | None = None
) -> Report:
    """Accounts out of a table: without a password (a link in a letter signs in), and members of nothing."""
    report = Report("person", dry_run=dry_run)
    if dry_run:  # outside of a transaction, which on SQLite would let nobody else write meanwhile
        _compare(table, columns, report)
        return report
    with transaction.atomic():
        fresh, changed = _compare(table, columns, report)
        if not report.has_errors:
            _write(fresh, changed, progress or (lambda _done, _all: None))
    return report


def _compare(table: Table, columns: Columns, report: Report) -> tuple[list[Said], list[tuple[Person, Said]]]:
    """Who is new, and who is here and is said to be different; each row is reported."""
    people = read_people(table, columns, Places(_places()), report)
    found = _match(people, report)
    fresh = [said for said in people if said.line not in found]
    changed = [(found[said.line], said) for said in people if said.line in found and _changes(found[said.line], said)]
    changed_lines = {said.line for _person, said in changed}
    for said in people:
        known = "updated" if said.line in changed_lines else "unchanged"
        report.add(said.line, known if said.line in found else "created", said.name)
    return fresh, changed


def _places() -> list[Place]:
    """Every organisation and unit by id, name, short name and whole path of names."""
    places = [
        Place(one.pk, None, frozenset(name for name in (one.name, one.short_name, one.external_id) if name))
        for one in Organisation.objects.current()
    ]
    units = {unit.pk: unit for unit in Unit.objects.current()}
    for unit in units.values():
        names = {unit.name, unit.short_name, unit.external_id or "", " > ".join(_path(unit, units))} - {""}
        places.append(Place(unit.organisation_id, unit.pk, frozenset(names)))
    return places


def _path(unit: Unit, units: dict[int, Unit]) -> list[str]:
    path: list[str] = []
    here: Unit | None = unit
    while here is not None and len(path) < 20:
        path.insert(0, here.name)
        here = units.get(here.parent_id) if here.parent_id else None
    return path


def _match(people: list[Said], report: Report) -> dict[int, Person]:
    """Who is here already, by line: by the id of the source first, else by the address."""
    wanted = Q()
    by_email: dict[str, Person] = {}
    by_id: dict[str, Person] = {}
    for start in range(0, len(people), BATCH):
        part = people[start : start + BATCH]
        wanted = Q(email__in=[said.email for said in part]) | Q(
            external_id__in=[_key(said) for said in part if said.id]
        )
        for person in Person.objects.filter(wanted):
            by_email[person.email or ""] = person
            by_id[person.external_id or ""] = person
    found: dict[int, Person] = {}
    for said in people:
        same_id, same_email = by_id.get(_key(said)) if said.id else None, by_email.get(said.email)
        if same_id and same_email and same_id != same_email:
            report.refuse(said.line, _("%(email)s is the address of another person.") % {"email": said.email})
        if match := same_id or same_email:
            found[said.line] = match
    return found


def _key(said: Said) -> str:
    return f"people:{said.id}"


def _changes(person: Person, said: Said) -> dict[str, object]:
    """The columns that the row changes; what the file does not say stays."""
    wanted: dict[str, object] = {"email": said.email, "name": said.name}
    if said.id:
        wanted["external_id"] = _key(said)
    if said.function is not None:
        wanted["function"] = said.function
    if said.leads is not None:
        wanted["leads_people"] = said.leads
    if said.organisation and (said.organisation, said.unit) != (person.organisation_id, person.unit_id):
        wanted["place"] = (said.organisation, said.unit)
    return {key: value for key, value in wanted.items() if key == "place" or getattr(person, key) != value}


def _write(fresh: list[Said], changed: list[tuple[Person, Said]], progress: Progress) -> None:
    total = len(fresh) + len(changed)
    handles = make_handles(said.name for said in fresh) if fresh else []
    for start in range(0, len(fresh), BATCH):
        _create(fresh[start : start + BATCH], handles[start : start + BATCH])
        progress(min(start + BATCH, len(fresh)), total)
    for number, (person, said) in enumerate(changed, 1):
        _update(person, _changes(person, said))
        progress(len(fresh) + number, total)


def _create(part: list[Said], handles: list[str]) -> None:
    people = [_person(said, handle) for said, handle in zip(part, handles, strict=True)]
    Person.objects.bulk_create(people)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email or "", primary=True, verified=True) for person in people
    )
    Assignment.objects.bulk_create(
        Assignment(
            person=person, organisation_id=person.organisation_id, unit_id=person.unit_id, since=timezone.localdate()
        )
        for person in people
        if person.organisation_id
    )
    index_many(people)
    now = timezone.now()
    Event.objects.bulk_create(
        Event(
            verb="people.register",
            target_kind="people.person",
            target_id=person.pk,
            unit_id=person.unit_id,
            at=now,
            told_at=now,
        )
        for person in people
    )


def _person(said: Said, handle: str) -> Person:
    return Person(
        email=said.email,
        handle=handle,
        name=said.name,
        password=f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}",
        external_id=_key(said) if said.id else None,
        organisation_id=said.organisation,
        unit_id=said.unit,
        function=said.function or "",
        leads_people=bool(said.leads),
        **derived(said.name),
    )


def _update(person: Person, changes: dict[str, object]) -> None:
    place = changes.pop("place", None)
    if "email" in changes:
        EmailAddress.objects.filter(user=person).delete()
        EmailAddress.objects.create(user=person, email=str(changes["email"]), primary=True, verified=True)
    for key, value in changes.items():
        setattr(person, key, value)
    person.save()
    index(person)
    if changes:
        log.record("people.update_profile", by=None, target=person, already_told=True, fields=sorted(changes))
    if isinstance(place, tuple):
        organisation, unit = place
        move_person(
            person,
            to_unit=Unit.objects.select_related("organisation").get(pk=unit) if unit else None,
            organisation=Organisation.objects.get(pk=organisation),
            by=None,
        )
