"""What is done to the installation itself."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ognisko.office.models import Office
from ognisko.office.public_face import has_changed

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike: i, l, o, 0, 1


def set_up(*, name: str, holds_demo: bool = False) -> Office:
    """The installation has its first people and opens, once; the one-time code is no more."""
    with transaction.atomic():
        office = _office()
        if office.is_set_up:
            raise PermissionDenied
        office.name, office.is_set_up, office.first_run_code = name, True, ""
        office.holds_demo = office.holds_demo or holds_demo
        office.save()
        has_changed()
    return office


def make_first_run_code() -> str | None:
    """A new one-time code for whoever reads this console, kept hashed; None where the installation is set up."""
    with transaction.atomic():
        office = _office()
        if office.is_set_up:
            return None
        code = "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(3))
        office.first_run_code = make_password(as_typed(code))
        office.save(update_fields=["first_run_code"])
    return code


def is_first_run_code(typed: str) -> bool:
    office = Office.objects.filter(is_set_up=False).exclude(first_run_code="").first()
    return office is not None and check_password(as_typed(typed), office.first_run_code)


def as_typed(code: str) -> str:
    """People add spaces, leave out hyphens and use capitals."""
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _office() -> Office:
    Office.objects.get_or_create(pk=1)
    return Office.objects.select_for_update().get(pk=1)
