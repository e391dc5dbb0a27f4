"""Tokens to HTML, where posts differ from plain CommonMark output."""

import re
from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{1,20}")
BACK = {"pl": "Wróć do tekstu", "en": "Back to the text"}


class Renderer(RendererHTML):
    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A wide table scrolls by itself and can be reached from the keyboard, so it needs a name.

        A group, not a region: two tables with the same headings would be two landmarks of one name.
        """
        label = escapeHtml(tokens[idx].meta.get("label", ""))
        return f'<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        language = _LANGUAGE.match(tokens[idx].info.strip())
        attribute = f' class="language-{escapeHtml(language[0])}"' if language else ""
        return f'<pre tabindex="0"><code{attribute}>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def formula(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<code class="formula">{escapeHtml(tokens[idx].content)}</code>'

    def formula_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<pre class="formula" tabindex="0">{escapeHtml(tokens[idx].content)}</pre>\n'

    def task(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        meta = tokens[idx].meta
        return f'<span class="box" role="img" aria-label="{meta["label"]}">{"☑" if meta["done"] else "☐"}</span> '

    def footnote_block_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<ol class="footnotes">\n'

    def footnote_block_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</ol>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<li id="{_note(tokens[idx], env)}">'

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</li>\n"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        note, meta = _note(tokens[idx], env), tokens[idx].meta
        return f'<sup><a href="#{note}" id="{note}-{meta["subId"] + 1}">[{meta["id"] + 1}]</a></sup>'

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        meta = tokens[idx].meta
        if not env["footnotes"]["list"][meta["id"]]["count"]:
            return ""
        place = f"{_note(tokens[idx], env)}-{meta['subId'] + 1}"
        return f' <a href="#{place}" aria-label="{BACK[env["lang"]]} [{meta["id"] + 1}]">\u21a9\ufe0e</a>'


def _note(token: Token, env: EnvType) -> str:
    """Ids differ from post to post, because a page shows many."""
    return f"fn-{env['text']}-{token.meta['id'] + 1}"
