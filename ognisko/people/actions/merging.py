from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext, ngettext

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people.actions.account import end_all_sessions
from ognisko.people.actions.moving import settle_person
from ognisko.people.actions.roles import note_duties
from ognisko.people.merging import Rule, hindrances, on_merge, rules
from ognisko.people.models import Assignment, Merger, Person
from ognisko.people.permissions import can_merge
from ognisko.search.index import forget, index
from ognisko.search.models import Entry

SAID = ("function", "does", "can_help", "wants_to_learn")  # taken from the double where the kept one says nothing


def merge_people(keep: Person, *, double: Person, by: Person) -> Person:
    """Everything of the double goes to `keep`; an empty row leads there. It cannot be undone."""
    if not can_merge(by, double) or not keep.is_active:
        raise PermissionDenied
    with transaction.atomic():
        both = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=[keep.pk, double.pk])}
        if len(both) < 2 or Merger.objects.filter(double__in=both).exists():
            raise ValidationError(gettext("These are not two accounts any more. Look at the list again."))
        keep, double = both[keep.pk], both[double.pk]
        if reasons := hindrances(keep, double):
            raise ValidationError(reasons)
        for rule in rules():
            rule.first(keep, double, by)
        _carry_rows(keep, double)
        _empty(keep, double)
        note_duties(keep)
        note_duties(double)
        settle_person(keep)
        Merger.objects.create(double=double, into=keep, by=by)
        for rule in rules():
            rule.last(keep, double, by)
        Entry.objects.filter(author_id=double.pk).update(author_id=keep.pk)
        forget(double)
        index(keep)
        log.record("people.merge_people", by=by, target=keep, double=double.pk)
        note(Event.ACCOUNTS_MERGED, by=by, target=keep, double=double.pk)
    return keep


def _carry_rows(keep: Person, double: Person) -> None:
    """Each foreign key to a person, of whichever package; where both have the same, the double's goes."""
    stays = frozenset[str]().union(*(rule.stays for rule in rules()))
    goes = frozenset[str]().union(*(rule.goes for rule in rules()))
    for model, key, name in keys_to_people():
        rows = model._base_manager.filter(**{key: double})
        if name in goes:
            rows.delete()
        elif name not in stays:
            _carry(rows, key, keep)


def keys_to_people() -> Iterator[tuple[type[models.Model], str, str]]:
    """Model, field, and both as one name: "discussions.post.author"."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is Person and field.model is model:
                yield model, field.name, f"{model._meta.label_lower}.{field.name}"


def _carry(rows: "models.QuerySet[Any]", key: str, keep: Person) -> None:
    try:
        with transaction.atomic():
            rows.update(**{key: keep})
    except IntegrityError:
        for row in rows:
            _carry_one(row, key, keep)


def _carry_one(row: models.Model, key: str, keep: Person) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{key: keep})
    except IntegrityError:
        row.delete()


def _empty(keep: Person, double: Person) -> None:
    """What the double said about themself fills what is empty; then their row holds nothing of a person."""
    for field in SAID:
        setattr(keep, field, getattr(keep, field) or getattr(double, field))
    keep.joined_at = min(keep.joined_at, double.joined_at)
    keep.has_met_questions = keep.has_met_questions or double.has_met_questions
    email, external_id, password = double.email, double.external_id, double.password
    was_listed = double.is_listed
    double.email = double.external_id = None
    double.name, double.handle, double.password = "–", f"merged-{double.pk}", make_password(None)
    double.organisation = double.unit = None
    double.is_active = double.is_listed = False
    for field in SAID:
        setattr(double, field, "")
    double.save()
    keep.external_id = keep.external_id or external_id
    if keep.email is None and email:
        keep.email, keep.password, keep.is_listed = email, password, was_listed
        EmailAddress.objects.create(user=keep, email=email, primary=True, verified=True)
    keep.save()


def _first(keep: Person, double: Person, by: Person) -> None:
    """Nobody is signed in as the double any more; their places fill the time before those of who is kept."""
    end_all_sessions(double, by=by)
    begins = Assignment.objects.filter(person=keep).order_by("since").values_list("since", flat=True).first()
    if begins is None:
        return
    rows = Assignment.objects.filter(person=double)
    rows.filter(since__gte=begins).delete()
    rows.filter(until=None).update(until=begins)
    rows.filter(until__gt=begins).update(until=begins)


def _tells(keep: Person, double: Person) -> Iterator[str]:
    if double.email and keep.email:
        yield gettext("Nobody signs in with %(email)s any more; %(kept)s stays.") % {
            "email": double.email,
            "kept": keep.email,
        }
    elif double.email:
        yield gettext("The address %(email)s goes to the account that is kept.") % {"email": double.email}
    if roles := double.installation_roles.count():
        yield ngettext(
            "%(count)s duty in this installation goes over.", "%(count)s duties in this installation go over.", roles
        ) % {"count": roles}
    yield gettext("The old address of the double’s page leads to the one that is kept.")


def _hinders(keep: Person, double: Person) -> Iterator[str]:
    if not keep.is_active:
        yield gettext("The account to keep is closed. Open it first.")


on_merge(
    Rule(
        tells=_tells,
        hinders=_hinders,
        first=_first,
        stays=frozenset({"people.merger.double"}),
        goes=frozenset(
            {
                "account.emailaddress.user",
                "usersessions.usersession.user",
                "mfa.authenticator.user",
                "people.signinlink.person",
            }
        ),
    )
)
