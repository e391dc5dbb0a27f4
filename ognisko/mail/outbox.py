"""What the page of letters shows: which of them, how many of each kind."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from ognisko.mail.models import Letter, LetterQuerySet
from ognisko.mail.pauses import reasons_to_wait

PAGE = 30
KINDS = ("waiting", "failed", "sent")


@dataclass(frozen=True)
class Page:
    letters: list[Letter]
    kind: str  # one of KINDS, or nothing for all
    newest: str  # addresses, empty where there is no such page
    older: str
    reasons: dict[int, str]  # why some wait: "address" or "domain"


def page_of(kind: str, before: str) -> Page:
    """The newest first. An unknown kind is all of them, an odd mark the first page."""
    kind = kind if kind in KINDS else ""
    mark = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    found = of_kind(kind).newest_first(before=mark).select_related("to_person").defer("text", "html", "headers")
    letters = list(found[: PAGE + 1])
    last = letters[PAGE - 1] if len(letters) > PAGE else None
    return Page(
        letters[:PAGE],
        kind,
        newest=address(kind) if mark is not None else "",
        older=address(kind, before=str(last.pk)) if last else "",
        reasons=reasons_to_wait(letters[:PAGE]),
    )


def of_kind(kind: str) -> LetterQuerySet:
    letters = Letter.objects.all()
    return {"waiting": letters.waiting, "failed": letters.failed, "sent": letters.sent}.get(kind, letters.all)()


def counts() -> dict[str, int]:
    """Of the two kinds that somebody may have to look after, each by its own small index."""
    return {"waiting": Letter.objects.waiting().count(), "failed": Letter.objects.failed().count()}


def address(kind: str, *, before: str = "") -> str:
    asked = {name: value for name, value in (("kind", kind), ("before", before)) if value}
    return f"{reverse('mail:outbox')}?{urlencode(asked)}" if asked else reverse("mail:outbox")
