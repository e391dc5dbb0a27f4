"""Letters of moderation: to the author, to who reported, to who judges. Never who reported, never the text itself.

All have one shape: a few sentences, the words of a person where there are some, one button.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ognisko.communities.models import Community
from ognisko.communities.pauses import last_day_before
from ognisko.mail.actions import write_letter
from ognisko.moderation import deadlines
from ognisko.moderation.models import Appeal, Measure, Report
from ognisko.moderation.permissions import name_shown_to
from ognisko.people.models import Person
from ognisko.ui.filters import long_date

Sentence = Callable[[], str]  # called in the receiver's language

SUBJECTS: dict[str, Promise] = {
    "report": gettext_lazy("A report waits for you in Ognisko"),
    "report_settled": gettext_lazy("What came of your report in Ognisko"),
    "hiding": gettext_lazy("Your post in Ognisko is hidden"),
    "hiding_at_once": gettext_lazy("Your post in Ognisko is hidden until somebody looks at it"),
    "warning": gettext_lazy("A word to you about what you wrote in Ognisko"),
    "pause": gettext_lazy("Your writing in one community is paused"),
    "exclusion": gettext_lazy("You were excluded from a community in Ognisko"),
    "end": gettext_lazy("A decision about you in Ognisko was taken back"),
    "appeal": gettext_lazy("An appeal waits for you in Ognisko"),
    "appeal_decided": gettext_lazy("Your appeal in Ognisko has been decided"),
    "appeal_against_you_decided": gettext_lazy("An appeal against your decision has been settled"),
}
ENDS: dict[str, Promise] = {
    Measure.Kind.HIDING: gettext_lazy("Your post is shown again, in its place."),
    Measure.Kind.WARNING: gettext_lazy("The warning was taken back."),
    Measure.Kind.PAUSE: gettext_lazy("You can write in the community again."),
    Measure.Kind.EXCLUSION: gettext_lazy("The exclusion was taken back. If you like, you can join again yourself."),
}


def of_report(report: Report, to: Iterable[Person]) -> None:
    for person in to:
        _write(
            "report",
            f"{report.pk}.{person.pk}",
            person,
            [
                _where(person, report.community),
                lambda: _("Reason given: %(reason)s.") % {"reason": report.get_reason_display()},
                lambda: _(
                    "Nobody is told who reported it. If it is not settled in two working days, the office steps in."
                ),
            ],
            address=reverse("moderation:settle", args=[report.pk]),
            button=gettext_lazy("Look at the report"),
        )


def to_reporter(report: Report) -> None:
    if report.reporter is None:
        return
    is_hidden = report.outcome == Report.Outcome.HIDDEN
    _write(
        "report_settled",
        str(report.pk),
        report.reporter,
        [
            lambda: _("A person looked at what you reported."),
            lambda: _("The post is hidden.") if is_hidden else _("The post stays as it is."),
        ],
        quoted=report.answer,
        address=reverse("moderation:mine"),
        button=gettext_lazy("Your reports"),
    )


def of_measure(measure: Measure) -> None:
    """To the person whom it concerns, with the words of who decided and the way to appeal."""
    person = measure.person
    if person is None:
        return
    word = "hiding_at_once" if measure.is_at_once else measure.kind
    stamp = int(measure.decided_at.timestamp())  # once more when what was hidden at once is confirmed
    _write(
        word,
        f"{measure.pk}.{stamp}",
        person,
        [_in(measure.community), *_what(measure), _appeal_until(measure.decided_at)],
        quoted=measure.words,
        address=measure.get_absolute_url(),
        button=gettext_lazy("See it, or appeal"),
    )


def of_end(measure: Measure) -> None:
    if measure.person is None:
        return
    _write(
        "end",
        str(measure.pk),
        measure.person,
        [_in(measure.community), lambda: str(ENDS[measure.kind])],
        address=measure.get_absolute_url(),
        button=gettext_lazy("See the decision"),
    )


def of_appeal(appeal: Appeal, to: Iterable[Person]) -> None:
    for person in to:
        _write(
            "appeal",
            f"{appeal.pk}.{person.pk}",
            person,
            [
                _where(person, appeal.measure.community),
                lambda: (
                    _("It is about: %(what)s. Who decided that does not decide the appeal.")
                    % {"what": appeal.measure.get_kind_display()}
                ),
                lambda: _("Decide by %(day)s.") % {"day": long_date(appeal.last_day)},
            ],
            address=reverse("moderation:decide", args=[appeal.pk]),
            button=gettext_lazy("Look at the appeal"),
        )


def of_decision(appeal: Appeal) -> None:
    """Both hear of it: who appealed, and who had decided before."""
    outcome = [_outcome(appeal)]
    if appeal.person is not None:
        more = [lambda: str(ENDS[appeal.measure.kind])] if appeal.outcome == Appeal.Outcome.GRANTED else []
        _write(
            "appeal_decided",
            str(appeal.pk),
            appeal.person,
            [_in(appeal.measure.community), *outcome, *more],
            quoted=appeal.answer,
            address=appeal.measure.get_absolute_url(),
            button=gettext_lazy("See the decision"),
        )
    if appeal.against is not None:
        _write(
            "appeal_against_you_decided",
            str(appeal.pk),
            appeal.against,
            [_where(appeal.against, appeal.measure.community), *outcome],
            quoted=appeal.answer,
        )


# --- How one is written ----------------------------------------------------------------------------------------


def _write(
    word: str,
    key: str,
    to: Person,
    sentences: list[Sentence],
    *,
    quoted: str = "",
    address: str = "",
    button: str | Promise = "",
) -> None:
    """To nobody who has no address or no account any more: they read it on the page, if at all."""
    if not (to.email and to.is_active):
        return
    write_letter(
        key=f"moderation.{word}.{key}",
        to=to,
        subject=SUBJECTS[word],
        template="moderation/letters/notice",
        context={
            "sentences": sentences,
            "quoted": quoted,
            "address": f"{settings.SITE_URL}{address}" if address else "",
            "button_words": button,
        },
    )


def _in(community: Community) -> Sentence:
    return lambda: _("Community: %(name)s.") % {"name": community.name}


def _where(person: Person, community: Community) -> Sentence:
    """To the office, which may judge what lies where it does not look."""
    if name_shown_to(person, community):
        return _in(community)
    return lambda: _("It is in a community that you do not see.")


def _what(measure: Measure) -> list[Sentence]:
    if measure.is_at_once:
        return [
            lambda: _("Somebody reported that it holds personal data. Such a post waits hidden until a person looks.")
        ]
    if measure.kind == Measure.Kind.HIDING:
        return [lambda: _("Others see in its place that moderation hid it. You still read your own text.")]
    if measure.kind == Measure.Kind.WARNING:
        return [lambda: _("This warning is private. Only you and those who moderate read it.")]
    if measure.kind == Measure.Kind.PAUSE and measure.until:
        day = last_day_before(measure.until)
        return [lambda: _("You read and thank as before. You can write again after %(day)s.") % {"day": long_date(day)}]
    return [lambda: _("What you wrote stays. You no longer belong to the community.")]


def _appeal_until(decided_at: datetime) -> Sentence:
    day = last_day_before(deadlines.appeal_until(decided_at))
    return lambda: _("You can appeal up to and including %(day)s. Another person decides.") % {"day": long_date(day)}


def _outcome(appeal: Appeal) -> Sentence:
    is_granted = appeal.outcome == Appeal.Outcome.GRANTED
    return lambda: _("The decision was taken back.") if is_granted else _("The decision stands.")
