"""The knobs beside their words: what stands in the environment, what the default is. Secrets are never read out."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ognisko.knobs import Knob
from ognisko.office.knob_words import GROUPS, Explained

CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Setting:
    name: str
    words: str
    value: str  # as the environment gives it; nothing where it gives nothing, and where it is a secret
    default: str
    is_given: bool
    is_secret: bool

    @property
    def words_as_html(self) -> SafeString:
        return with_code(self.words)

    @property
    def default_as_html(self) -> SafeString:
        return with_code(self.default)


def settings_in_words() -> list[tuple[str | Promise, list[Setting]]]:
    knobs = {knob.name: knob for knob in settings.KNOBS}
    return [(words, [_setting(one, knobs[one.name]) for one in group if one.name in knobs]) for words, group in GROUPS]


def table() -> str:
    """The rows of docs/operating.md: `name` | default | meaning, in the order of the page."""
    shown = [one for _words, group in settings_in_words() for one in group]
    rows = [f"| `{one.name}` | {one.default} | {one.words.replace('|', chr(92) + '|')} |" for one in shown]
    return "\n".join(["| setting | default | means |", "|---|---|---|", *rows])


def with_code(words: str) -> SafeString:
    """What stands between backticks is set as code; everything else is escaped."""
    return mark_safe(CODE.sub(r"<code>\1</code>", conditional_escape(words)))


def _setting(one: Explained, knob: Knob) -> Setting:
    default = str(one.default) or f"`{knob.default}`"
    value = "" if one.is_secret else knob.given
    return Setting(one.name, str(one.words), value, default, bool(knob.given), one.is_secret)
