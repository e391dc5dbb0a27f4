"""What posts understand beyond CommonMark: formulas, mentions, bare addresses, tasks; and how deep they may nest."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ognisko.text.formula import formula_at

DEEPEST = 40
"""Blocks nested deeper than this are shown as they were typed."""

HANDLE = re.compile(r"@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?)(?![.-]*(?:[^\W_]|@))")
_BEFORE_HANDLE = frozenset("([{„“”\"'«»‚‘’,;:!?–—-*_~|>")

URL = re.compile(r"https?://[^\W_](?:(?!~~)[^\s<>\[\]\"`|\\^{}*„“”«»])*", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.+/@:-])(?:(www\.(?:[A-Za-z0-9-]{1,63}\.){1,9}[A-Za-z]{2,24}(?:[/?#][^\s<>\[\]\"`|\\^{}*„“”«»]*)?)"
    r"|([A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,9}[A-Za-z]{2,24}(?![\w@-])))"
)
_TASK = re.compile(r"\[([ xX])\]\s+")


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Nothing is lost where the parser would give up: the rest of the block becomes one paragraph."""
    if state.level < DEEPEST:
        return False
    if not silent:
        state.line = end
        _push_paragraph(state, state.getLines(start, end, state.blkIndent, False).strip(), start, end)
    return True


def formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    end = formula_at(state.src, state.pos, state.posMax)
    if not end:
        return False
    if not silent:
        state.push("formula", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula that begins and ends a line with $$ is kept line by line, whatever its lines look like."""
    begins = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", begins):
        return False
    last = _last_formula_line(state, start, end)
    if last is None:
        return False
    if not silent:
        token = state.push("formula_block", "", 0)
        token.content = state.getLines(start, last + 1, state.blkIndent, False).strip()
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _last_formula_line(state: StateBlock, start: int, end: int) -> int | None:
    searched: tuple[int, int] = state.env.get("no_formula_ends", (0, 0))
    if searched[0] <= start < searched[1]:
        return None
    line = start
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if text.endswith("$$") and (line > start or len(text) > 4):
            return line if _is_one_formula(state, start, line) else None
        line += 1
    state.env["no_formula_ends"] = (start, line)
    return None


def _is_one_formula(state: StateBlock, start: int, last: int) -> bool:
    source = state.getLines(start, last + 1, state.blkIndent, False).strip()
    return formula_at(source, 0) == len(source)


def mention(state: StateInline, silent: bool) -> bool:
    """@handle at the start of a word, outside links."""
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    if not before.isspace() and before not in _BEFORE_HANDLE:
        return False
    found = HANDLE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.content = found[0]
        token.meta = {"handle": found[1].lower()}
    state.pos = found.end()
    return True


def bare_url(state: StateInline, silent: bool) -> bool:
    """http://… or https://… in the text, without the punctuation that ends the sentence around it."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = "https" if state.src[max(state.pos - 5, 0) : state.pos].lower() == "https" else "http"
    start = state.pos - len(scheme)
    if start < 0 or (start and (state.src[start - 1].isalnum() or state.src[start - 1] == "\\")):
        return False
    found = URL.match(state.src, start, state.posMax)
    url = without_closing_punctuation(found[0]) if found else ""
    href = state.md.normalizeLink(url)
    if not state.md.validateLink(href):
        return False
    if not silent:
        if not state.pending.lower().endswith(scheme):
            return False
        state.pending = state.pending[: -len(scheme)]
        _push_link(state, href, url)
    state.pos = start + len(url)
    return True


def addresses(state: StateCore) -> None:
    """www.… and e-mail addresses in plain text become links."""
    for block in state.tokens:
        if block.type == "inline" and block.children and ("@" in block.content or "www." in block.content):
            block.children = [new for old in _outside_links(block.children) for new in _linked(state, old)]


def tasks(state: StateCore) -> None:
    """A list item that begins with [ ] or [x] gets a token of its own for the box."""
    for i, block in enumerate(state.tokens):
        if block.type != "inline" or i < 2 or state.tokens[i - 2].type != "list_item_open" or not block.children:
            continue
        first = block.children[0]
        if first.type == "text" and _TASK.match(block.content) and (box := _TASK.match(first.content)):
            first.content = first.content[box.end() :]
            block.children.insert(0, Token("task", "", 0, meta={"done": box[1] != " "}))
            state.tokens[i - 2].attrSet("class", "task")


def without_closing_punctuation(url: str) -> str:
    """The address alone: a sentence's last marks and an unopened bracket are not part of it."""
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end:
        if url[end - 1] == ")" and surplus > 0:
            surplus -= 1
        elif url[end - 1] not in ".,;:!?'*_~…–—":
            break
        end -= 1
    return url[:end]


def _push_paragraph(state: StateBlock, content: str, start: int, end: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [start, end], []
    state.push("paragraph_close", "p", -1)


def _push_link(state: StateInline, href: str, text: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs, token.markup, token.info = {"href": href}, "linkify", "auto"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)


def link_tokens(href: str, text: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": href}, markup="linkify", info="auto")
    return [opening, Token("text", "", 0, content=text), Token("link_close", "a", -1)]


def _outside_links(children: list[Token]) -> list[tuple[Token, bool]]:
    found, depth = [], 0
    for token in children:
        depth += token.nesting if token.type in {"link_open", "link_close"} else 0
        found.append((token, depth == 0))
    return found


def _linked(state: StateCore, place: tuple[Token, bool]) -> list[Token]:
    token, outside = place
    if token.type != "text" or not outside:
        return [token]
    made: list[Token] = []
    end = 0
    for found in _ADDRESS.finditer(token.content):
        shown = without_closing_punctuation(found[0])
        made.append(Token("text", "", 0, content=token.content[end : found.start()]))
        made += link_tokens(state.md.normalizeLink(shown), shown)
        end = found.start() + len(shown)
    made.append(Token("text", "", 0, content=token.content[end:]))
    return [each for each in made if each.type != "text" or each.content]
