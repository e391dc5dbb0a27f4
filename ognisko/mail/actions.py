"""Letters are written here, in the transaction of the verb that causes them, and sent later by the worker."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ognisko.audit.events import Event
from ognisko.audit.log import note
from ognisko.mail.addresses import ReplyAddress, reply_address
from ognisko.mail.foot import lines_at_foot
from ognisko.mail.lists import MailingList, list_headers
from ognisko.mail.models import Letter, LetterQuerySet, PausedAddress
from ognisko.mail.pauses import resume_link

if TYPE_CHECKING:
    from ognisko.people.models import Person

HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
OURS = {"from", "to", "cc", "bcc", "subject", "date", "message-id", "sender", "mime-version", "content-type"}


def write_letter(
    *,
    key: str,
    to: "Person | str",
    subject: str | Promise,
    template: str,
    context: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
    language: str | None = None,
    belongs_to: MailingList | None = None,
    answers_go_to: tuple[str, int] | None = None,
    is_asked_for: bool = False,
) -> Letter:
    """Write one letter, once for each key, in the receiver's language; a second call with the key gives the first.

    `to` is a person or an address. `subject` is a lazy text, so that it is translated here. `template` names two
    Jinja2 files without their endings, as "people/letters/sign_in": `.txt` and `.html`. Both know `to` (the person,
    or None), `site_url` (no slash at its end), `language`, `subject`, and what `context` brings.

    `belongs_to` is the list that its headers name, by default the installation's; `answers_go_to` is what a reply by
    mail answers, as ("thread", 12); `is_asked_for` is a letter that its receiver asked for this minute.
    """
    if written := Letter.objects.filter(key=key).first():
        return written
    person, address = (None, to) if isinstance(to, str) else (to, getattr(to, "email", None))
    if not address:
        raise ValueError(f"{to} has no address: nobody can be written to at {key}")
    language = language or getattr(person, "language", "") or settings.LANGUAGE_CODE
    topic, text, html = _words(subject, template, context, person, language)
    return keep(
        key=key,
        address=address,
        subject=topic,
        text=text,
        html=html,
        headers=headers,
        not_before=not_before,
        to=person,
        belongs_to=belongs_to,
        answers_go_to=answers_go_to,
        is_asked_for=is_asked_for,
    )


def _words(
    subject: str | Promise, template: str, context: Mapping[str, object], person: "Person | None", language: str
) -> tuple[str, str, str]:
    with translation.override(language):
        topic = one_line(str(subject))
        frame = {"to": person, "site_url": settings.SITE_URL, "language": language, "subject": topic}
        names = {**frame, "foot_lines": lines_at_foot(language), **context}
        text, html = (render_to_string(f"{template}.{kind}", names, using="jinja2") for kind in ("txt", "html"))
    return topic, text, html


def keep(
    *,
    key: str,
    address: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
    to: "Person | None" = None,
    belongs_to: MailingList | None = None,
    answers_go_to: tuple[str, int] | None = None,
    is_asked_for: bool = False,
) -> Letter:
    """Store a letter whose words are ready. Nothing in it can begin a header or a receiver of its own."""
    ours = list_headers(belongs_to or MailingList(), to, is_asked_for=is_asked_for) if to else {}
    if to and answers_go_to and settings.MAIL_REPLY_DOMAIN:
        ours["Reply-To"] = reply_address(ReplyAddress(*answers_go_to, person=to.pk))
    letter, _is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to_address": one_line(address),
            "domain": one_line(address).rpartition("@")[2].lower()[:255],
            "to_person": to,
            "subject": one_line(subject)[:200],
            "text": text.strip() + "\n",
            "html": html.strip(),
            "headers": safe_headers({**ours, **(headers or {})}),
            "message_id": f"<{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>",
            "not_before": not_before or timezone.now(),
            "is_asked_for": is_asked_for,
        },
    )
    return letter


def keep_from_library(*, to: str, subject: str, text: str, html: str = "", headers: Mapping[str, str]) -> Letter:
    """A letter that Django or a library sends by itself; each call is a letter of its own."""
    person = get_user_model().objects.filter(email=to.lower()).first()
    key = f"mail.library:{secrets.token_hex(16)}"
    return keep(
        key=key, address=to, subject=subject, text=text, html=html, headers=headers, to=person, is_asked_for=True
    )


def send_again(letter: Letter, *, by: "Person | None" = None) -> Letter:
    """Let a letter that failed wait for the worker once more, with the same Message-ID."""
    with transaction.atomic():
        if _waits_anew(Letter.objects.failed().filter(pk=letter.pk)):
            note(Event.WORK_TRIED_AGAIN, by=by, target=letter)
    letter.refresh_from_db()
    return letter


def send_all_again(*, by: "Person | None" = None) -> int:
    with transaction.atomic():
        count = _waits_anew(Letter.objects.failed())
        if count:
            note(Event.WORK_TRIED_AGAIN, by=by, letters=count)
    return count


def write_trial(to: "Person | str") -> Letter:
    """A trial letter, to see whether letters reach people."""
    return write_letter(
        key=f"mail.trial:{secrets.token_hex(16)}",
        to=to,
        subject=_("A trial letter from Ognisko"),
        template="mail/letters/trial",
        context={},
        is_asked_for=True,
    )


def write_to_paused(paused: PausedAddress, to: "Person") -> Letter:
    """A letter to an address that bounced, with a link by which its person says that it works again; one an hour."""
    return write_letter(
        key=f"mail.paused:{paused.pk}:{timezone.now():%Y-%m-%d-%H}",
        to=to,
        subject=_("Does this address work again?"),
        template="mail/letters/paused",
        context={"link": resume_link(paused)},
        is_asked_for=True,
    )


def _waits_anew(letters: LetterQuerySet) -> int:
    return letters.filter(sent_at=None).update(
        failed_at=None, attempts=0, claimed_by="", claimed_until=None, not_before=timezone.now()
    )


def forget_texts() -> None:
    """A letter long sent keeps its key, so that it is never sent twice, and nothing of what it said."""
    old = timezone.now() - timedelta(days=30)
    Letter.objects.filter(sent_at__lt=old).exclude(text="").update(text="", html="", headers={})


def one_line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def safe_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Only further headers, by names that are names, each value on one line."""
    wrong = [name for name in headers if not HEADER_NAME.fullmatch(name)]
    if wrong:
        raise ValueError(f"not names of headers: {wrong}")
    return {name: one_line(str(value)) for name, value in headers.items() if name.lower() not in OURS}
