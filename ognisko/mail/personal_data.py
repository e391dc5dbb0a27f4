from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ognisko.mail.models import Letter, PausedAddress
from ognisko.personal import Fate, Held, Retention

HELD = [
    Held(
        Letter,
        _("letters sent to you"),
        "letters",
        people={"to_person": Fate.DELETE},
        addresses={"to_address": Fate.DELETE},
        columns=("id", "to_address", "subject", "text", "written_at", "sent_at", "failed_at"),
        untouched=("message_id", "claimed_by", "domain"),
    ),
    Held(
        PausedAddress,
        _("that letters to your address are paused"),
        "letters",
        addresses={"address": Fate.DELETE},
    ),
]


def forget_words(before: datetime) -> int:
    return _words_kept(before).update(text="", html="", headers={})


def _words_kept(before: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(sent_at__lt=before).exclude(text="")


RETENTION = [
    Retention(
        "mail.texts",
        _("Texts of sent letters"),
        _("For a month it can be found out what became of a letter; then its words go."),
        30,
        due=_words_kept,
        go=forget_words,
        most=30,
    ),
    Retention(
        "mail.letters",
        _("Traces of sent letters"),
        _("Address, subject and time; they keep a letter from being sent twice."),
        730,
        due=lambda before: Letter.objects.filter(sent_at__lt=before),
        least=90,
    ),
]
