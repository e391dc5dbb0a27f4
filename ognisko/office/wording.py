"""The texts of which a publication is made: each is written once in Polish and once in English."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ognisko.office.models import Publication

LANGUAGES = ("pl", "en")
IN_WORDS = {"pl": _("in Polish"), "en": _("in English")}


@dataclass(frozen=True)
class Wording:
    key: str
    label: str | Promise
    hint: str | Promise = ""
    rows: int = 4  # 1: a single line
    is_required: bool = True  # before it may be published


def field_name(language: str, wording: Wording) -> str:
    """The name of its box in the form."""
    return f"{language}_{wording.key}"


def in_both(texts: Callable[[], dict[str, str]]) -> dict[str, dict[str, str]]:
    """A draft made of our own sentences, said in both languages."""
    made = {}
    for language in LANGUAGES:
        with override(language):
            made[language] = texts()
    return made


def missing(publication: Publication, wordings: tuple[Wording, ...]) -> dict[str, str | Promise]:
    """What has to be written before publication: the name of the box and what to do."""
    return {
        field_name(language, wording): _("Write this text, or it cannot be published.")
        for language in LANGUAGES
        for wording in wordings
        if wording.is_required and not publication.text(language, wording.key).strip()
    }
