"""Letters at once: what came in one thread within a few minutes is one letter, in the person's hours."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from ognisko.mail.actions import write_letter
from ognisko.mail.lists import MailingList
from ognisko.notifications.lines import shown_to
from ognisko.notifications.models import Notice, NoticeQuerySet, Rhythm
from ognisko.notifications.registry import Message, Shown, message
from ognisko.notifications.stopping import PLACE
from ognisko.notifications.wishes import Wishes, places_of_community, wishes_of
from ognisko.people.models import Person
from ognisko.text.excerpt import excerpt

AT_ONE_TIME = 500  # letters of one turn: the schedule comes again in a minute
POSTS_IN_A_LETTER = 10
SIGNS_OF_A_POST = 3000
LONGEST_SUBJECT = 78


def write_due() -> int:
    """By the schedule. A letter each in its own transaction; how many people and threads were looked at."""
    due = Notice.objects.due().filter(rhythm=Rhythm.AT_ONCE).order_by("person", "bundle")
    pairs = list(due.values_list("person", "bundle").distinct()[:AT_ONE_TIME])
    for person, bundle in pairs:
        with transaction.atomic():
            _write(person, bundle)
    return len(pairs)


def still_wished(notice: Notice, known: Message, wishes: Wishes) -> str:
    """How the notice goes out by what the person wishes at this moment; a mute meanwhile is a mute."""
    places = [notice.bundle, *places_of_community(notice.community_id)]
    if wishes.is_mute(notice.person_id, places, is_personal=known.is_personal):
        return Rhythm.NEVER
    return wishes.rhythm(notice.person_id, known.kind, notice.community_id, known.default)


def thread_headers(bundle: str) -> dict[str, str]:
    """All letters of a thread answer one message that nobody sent, so that mail programs keep them together."""
    root = f"<{bundle.replace(':', '.')}@{settings.MAIL_DOMAIN}>"
    return {"In-Reply-To": root, "References": root}


def _write(person_id: int, bundle: str) -> None:
    waiting = Notice.objects.untold().filter(person=person_id, bundle=bundle, rhythm=Rhythm.AT_ONCE)
    notices = list(waiting.select_for_update(of=("self",)).select_related("actor", "person").order_by("pk"))
    if not notices:
        return
    person, wishes = notices[0].person, wishes_of([person_id])
    opens = wishes.opens(person_id, timezone.now())
    if opens > timezone.now():
        waiting.update(due_at=opens)
        return
    here = _sorted_out(notices, wishes)
    taken = Notice.objects.untold().filter(pk__in=[notice.pk for notice in here])
    if person.email and person.is_active and _take(taken, len(here)):
        _letter(person, bundle, here)


def _sorted_out(notices: list[Notice], wishes: Wishes) -> list[Notice]:
    """Those that still go at once; the others wait for a summary, or go nowhere."""
    here: list[Notice] = []
    for notice in notices:
        known = message(notice.kind)
        rhythm = still_wished(notice, known, wishes) if known else Rhythm.NEVER
        if rhythm == Rhythm.AT_ONCE:
            here.append(notice)
        elif rhythm == Rhythm.NEVER:
            Notice.objects.filter(pk=notice.pk).update(told_at=timezone.now(), due_at=None)
        else:
            Notice.objects.filter(pk=notice.pk).update(rhythm=rhythm, due_at=None)
    return here


def _take(notices: NoticeQuerySet, count: int) -> bool:
    """Two workers at the same letter: one of them finds nothing to take."""
    return notices.update(told_at=timezone.now()) == count > 0


def _letter(person: Person, bundle: str, notices: list[Notice]) -> None:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        shown = shown_to(person, notices)
        told = [notice for notice in notices if notice.pk in shown]
        if not told:
            return
        items = [
            {
                "who": notice.actor.name if notice.actor else "",
                "words": shown[notice.pk].words,
                "text": _beginning(shown[notice.pk].text),
                "address": f"{settings.SITE_URL}{shown[notice.pk].address}",
            }
            for notice in told[:POSTS_IN_A_LETTER]
        ]
    newest = shown[told[-1].pk]
    write_letter(
        key=f"notifications.at_once:{person.pk}:{told[-1].pk}",
        to=person,
        subject=subject_of(newest),
        template="notifications/letters/at_once",
        context={"items": items, "title": newest.title, "place": newest.place, "more": len(told) - len(items)},
        headers=thread_headers(bundle),
        belongs_to=MailingList(scope=PLACE, about=bundle, slug=newest.list_id, name=newest.place or "Ognisko"),
        answers_go_to=_answers(bundle),
    )


def subject_of(shown: Shown) -> str:
    prefix = f"[{shown.place}] " if shown.place and shown.place != shown.title else ""
    return excerpt(f"{prefix}{shown.title}", LONGEST_SUBJECT)


def _beginning(text: str) -> str:
    """Lines stay lines; what is very long is read in the application."""
    return text if len(text) <= SIGNS_OF_A_POST else f"{text[:SIGNS_OF_A_POST].rstrip()} …"


def _answers(bundle: str) -> tuple[str, int] | None:
    """A reply by mail answers the thread, whichever post came last; an invitation is answered on its page."""
    kind, _colon, number = bundle.rpartition(":")
    return (kind, int(number)) if kind == "thread" else None
