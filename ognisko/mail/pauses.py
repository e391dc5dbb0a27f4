"""Where letters go for some time not: to an address that bounced, to a domain that asks to be let alone."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.mail.models import DomainRest, Letter, PausedAddress

FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=30)
OUT_OF_DATE = timedelta(days=7)

_SIGNER = signing.TimestampSigner(salt="mail.paused")


def note_bounce(address: str, *, said: str) -> PausedAddress:
    """Nobody is at this address: letters to it wait until its person says, by a letter that arrived, that it works."""
    paused, _is_new = PausedAddress.objects.get_or_create(address=address.lower(), defaults={"said": said[:2000]})
    return paused


def resume(paused: PausedAddress) -> None:
    """Letters go again; those that waited for more than a week say nothing that is still of use."""
    now = timezone.now()
    with transaction.atomic():
        old = Letter.objects.waiting().filter(to_address__iexact=paused.address, written_at__lt=now - OUT_OF_DATE)
        old.update(failed_at=now, last_error=_("Out of date: the address was paused for too long."))
        PausedAddress.objects.filter(pk=paused.pk).delete()


def resume_link(paused: PausedAddress) -> str:
    return settings.SITE_URL + reverse("mail:resume", args=[_SIGNER.sign(str(paused.pk))])


def paused_of(token: str) -> PausedAddress | None:
    try:
        pk = _SIGNER.unsign(token, max_age=timedelta(days=7))
    except signing.BadSignature:
        return None
    return PausedAddress.objects.filter(pk=pk).first()


def rest_domain(domain: str, *, said: str) -> None:
    """The mail server of this domain said "later": all letters there wait, longer each time in a row."""
    if not domain:
        return
    with transaction.atomic():
        rest, is_new = DomainRest.objects.select_for_update().get_or_create(
            domain=domain, defaults={"until": timezone.now() + FIRST_REST, "said": said[:2000]}
        )
        if not is_new and rest.until <= timezone.now():
            rest.rests = min(rest.rests + 1, 20)
            rest.until = timezone.now() + min(FIRST_REST * 2 ** (rest.rests - 1), LONGEST_REST)
            rest.said = said[:2000]
            rest.save()


def domain_answered(domain: str) -> None:
    if DomainRest.objects.filter(domain=domain).exists():
        DomainRest.objects.filter(domain=domain).delete()


def reasons_to_wait(letters: list[Letter]) -> dict[int, str]:
    """Why letters of a page wait, by their keys: "address" or "domain"; those held up by nothing are not named."""
    waiting = [letter for letter in letters if not letter.sent_at and not letter.failed_at]
    if not waiting:
        return {}
    boxes = {letter.to_address.lower() for letter in waiting if not letter.is_asked_for}
    paused = set(PausedAddress.objects.filter(address__in=boxes).values_list("address", flat=True))
    resting = DomainRest.objects.filter(until__gt=timezone.now(), domain__in={letter.domain for letter in waiting})
    domains = set(resting.values_list("domain", flat=True))
    reasons = {letter.pk: "domain" for letter in waiting if letter.domain in domains}
    held = (letter for letter in waiting if not letter.is_asked_for and letter.to_address.lower() in paused)
    return {**reasons, **{letter.pk: "address" for letter in held}}
