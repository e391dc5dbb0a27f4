from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import constant_time_compare

from ognisko.activity import log
from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.people import letters
from ognisko.people.models import Person
from ognisko.people.permissions import can_deactivate


def use_code(authenticator: Authenticator, code: str) -> bool:
    """Whether the code is right, and that for the first time: a code that was seen by somebody opens nothing more."""
    if authenticator.type == Authenticator.Type.TOTP:
        return _use_code_of_app(authenticator, code)
    return RecoveryCodes(authenticator).validate_code(code)


def forget_second_factor(person: Person, *, by: Person | None) -> int:
    """For who lost the telephone and the codes: an administrator knows them and lets them in with the first factor.

    `by` is None for the keeper at the machine. How many were forgotten; the person is told by letter.
    """
    if by is not None and not can_deactivate(by, person):
        raise PermissionDenied
    with transaction.atomic():
        kept = Authenticator.objects.filter(user_id=person.pk)
        kinds = sorted(kept.values_list("type", flat=True))
        kept.delete()
        if kinds:
            log.record("people.forget_second_factor", by=by, target=person)
            note(Event.FACTOR_REMOVED, by=by, target=person, kinds=kinds)
            if person.email:
                link = letters.address("mfa_index")
                letters.write("second_factor_removed", to=person.email, person=person, link=link)
    return len(kinds)


def _use_code_of_app(authenticator: Authenticator, code: str) -> bool:
    """The time of the last code taken is kept with the secret, so that it holds for every process."""
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = decrypt(kept.data["secret"])
        for counter in yield_hotp_counters_from_time():
            is_fresh = counter > kept.data.get("last_counter", 0)
            if is_fresh and constant_time_compare(code, format_hotp_value(hotp_value(secret, counter))):
                kept.data["last_counter"] = counter
                kept.save(update_fields=["data"])
                return True
    return False
