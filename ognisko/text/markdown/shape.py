"""From parsed tokens to what a post shows: quiet headings, links for pictures, typography, mentions, plain text."""

from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from ognisko.text.markdown.rules import link_tokens
from ognisko.text.polish.seams import OBJECT, across
from ognisko.text.polish.typography import typography, typography_en

Mention = Callable[[str], tuple[str, str] | None]

SMALLEST_HEADING = 3
_TABLE = {"pl": "Tabela", "en": "Table"}
_DONE = {"pl": ("do zrobienia", "zrobione"), "en": ("to do", "done")}
_LINES = {"softbreak": "\n", "hardbreak": "\n"}


@dataclass
class Shape:
    """One walk over the tokens of one text; collects what the text mentions and links to."""

    lang: str
    mention: Mention | None
    breaks: bool
    handles: dict[str, tuple[str, str] | None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    _row: list[str] | None = None

    def blocks(self, tokens: list[Token]) -> None:
        table: Token | None = None
        for token in tokens:
            if token.type == "inline":
                token.children = self._inline(token.children or [])
            elif token.type in {"fence", "code_block", "formula_block"}:
                self._write(token.content.rstrip("\n"))
            elif token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(int(token.tag[1]) + SMALLEST_HEADING - 1, 6)}"
            elif token.type == "table_open":
                table = token
            elif token.type in {"tr_open", "tr_close", "thead_close"}:
                self._table_row(token, table)
            elif token.type in {"th_open", "td_open"}:
                _cell(token)

    @property
    def plain(self) -> str:
        return "\n".join(line for line in self.lines if line)

    def _table_row(self, token: Token, table: Token | None) -> None:
        if token.type == "tr_open":
            self._row = []
        elif token.type == "tr_close":
            row, self._row = self._row or [], None
            self._write(" ".join(row))
        elif table:
            table.meta["label"] = f"{_TABLE[self.lang]}: {self.lines[-1]}" if self.lines else _TABLE[self.lang]

    def _write(self, text: str) -> None:
        if self._row is None:
            self.lines.append(text.strip())
        else:
            self._row.append(text.strip())

    def _inline(self, children: list[Token]) -> list[Token]:
        tokens = self._resolved(children)
        self._write("".join(_plain(token) for token in tokens))
        pieces = across([self._piece(token) for token in tokens], typography if self.lang == "pl" else typography_en)
        for token, piece in zip(tokens, pieces, strict=True):
            if token.type == "text" and piece != OBJECT:
                token.content = piece
            elif token.type == "softbreak" and (self.breaks or piece != " "):
                token.type = "hardbreak" if self.breaks else "text"
                token.content = "" if self.breaks else piece
        return tokens

    def _piece(self, token: Token) -> str:
        if token.type == "text":
            return OBJECT if token.meta.get("as_typed") else token.content
        if token.type == "softbreak" and not self.breaks:
            return " "
        if token.type in _LINES:
            return "\n"
        return "" if token.nesting else OBJECT

    def _resolved(self, children: list[Token]) -> list[Token]:
        """Mentions and pictures become links, a link to nowhere is its text, addresses are marked to stay as typed."""
        made: list[Token] = []
        inside = 0
        href = ""
        for token in children:
            if token.type in {"link_open", "link_close"}:
                inside += token.nesting
                href = str(token.attrs["href"]) if token.nesting > 0 else href
                made += [token] if href else []
                self.links.update({href: None} if href else {})
            elif token.type == "mention":
                made += self._mentioned(token)
            elif token.type == "image":
                made += self._picture(token, inside > 0)
            else:
                if token.type == "text" and inside and ("://" in token.content or "@" in token.content):
                    token.meta = {"as_typed": True}
                elif token.type == "task":
                    token.meta["label"] = _DONE[self.lang][token.meta["done"]]
                made.append(token)
        return made

    def _mentioned(self, token: Token) -> list[Token]:
        handle = token.meta["handle"]
        if handle not in self.handles:
            self.handles[handle] = self.mention(handle) if self.mention else None
        found = self.handles[handle]
        if not found:
            return [Token("text", "", 0, content=token.content, meta={"as_typed": True})]
        made = link_tokens(found[0], f"@{found[1]}")
        made[0].attrSet("class", "mention")
        made[1].meta = {"as_typed": True}
        return made

    def _picture(self, token: Token, inside_link: bool) -> list[Token]:
        address = str(token.attrs["src"])
        shown = "".join(_plain(child) for child in token.children or []).strip() or address
        if inside_link or not address:
            return [Token("text", "", 0, content=shown)]
        self.links[address] = None
        made = link_tokens(address, shown)
        made[1].meta = {"as_typed": shown == address}
        return made


def _plain(token: Token) -> str:
    if token.type == "image":
        return "".join(_plain(child) for child in token.children or [])
    if token.type == "task":
        return "☑ " if token.meta["done"] else "☐ "
    return _LINES.get(token.type) or token.content


def _cell(token: Token) -> None:
    """A side to align to is a class, since the page allows no inline style; a header cell says what it heads."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = style.removeprefix("text-align:")
    if token.type == "th_open":
        token.attrs["scope"] = "col"
