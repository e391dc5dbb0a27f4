"""The Markdown of posts: CommonMark, tables, strikethrough, footnotes; HTML is text, and links lead nowhere odd."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from ognisko.text.markdown import rules

_ALLOWED = re.compile(r"https?://[^/?#\s]|mailto:[^?\s]+@|/(?![/\\])|#|\?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s/:@?#]+@[^\s/:@?#]+\.[a-z]{2,}", re.IGNORECASE)
_HOST = re.compile(r"www\.|(?:[a-z0-9-]+\.)+(?:pl|eu|com|org|net|gov)(?=[/?#]|$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]")


class Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Web, mail, and places on this site; everything else stays text."""
        return _ALLOWED.match(url) is not None

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """People leave out https:// and mailto:."""
        if _MAIL.fullmatch(url):
            url = f"mailto:{url}"
        elif _HOST.match(url):
            url = f"https://{url}"
        try:
            return super().normalizeLink(url)
        except ValueError:
            return ""

    def normalizeLinkText(self, url: str) -> str:  # noqa: N802
        """An address is shown as it was typed, so that nobody is led elsewhere by a likeness."""
        return url


def make_parser() -> Parser:
    parser = Parser("commonmark", {"html": False, "maxNesting": rules.DEEPEST + 10})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    _replace_footnote_reference(parser)
    parser.core.ruler.before("footnote_tail", "keep_footnotes", _keep_unused_footnotes)
    parser.block.ruler.before("table", "too_deep", rules.too_deep)
    parser.block.ruler.before(
        "table", "formula_block", rules.formula_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.inline.ruler.before("escape", "formula", rules.formula)
    parser.inline.ruler.before("escape", "mention", rules.mention)
    parser.inline.ruler.before("escape", "bare_url", rules.bare_url)
    parser.core.ruler.push("tasks", rules.tasks)
    parser.core.ruler.push("addresses", rules.addresses)
    return parser


def _replace_footnote_reference(parser: Parser) -> None:
    """The plugin's rule reads on to the next bracket, however far; a text of open brackets would take minutes."""
    rule = next(rule.fn for rule in parser.inline.ruler.__rules__ if rule.name == "footnote_ref")

    def footnote_reference(state: StateInline, silent: bool) -> bool:
        return _FOOTNOTE.match(state.src, state.pos) is not None and rule(state, silent)

    parser.inline.ruler.at("footnote_ref", footnote_reference)


def _keep_unused_footnotes(state: StateCore) -> None:
    """A note that nothing points to would vanish from the page; it is listed after the others."""
    notes = state.env.get("footnotes", {"refs": {}, "list": {}})
    for label, number in notes["refs"].items():
        if number < 0:
            notes["refs"][label] = len(notes["list"])
            notes["list"][len(notes["list"])] = {"label": label[1:], "count": 0}
