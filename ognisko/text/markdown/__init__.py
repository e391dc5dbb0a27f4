"""Markdown to safe HTML. Rendered once, when a text is written."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from ognisko.text.clean import clean_text
from ognisko.text.markdown.parser import make_parser
from ognisko.text.markdown.renderer import Renderer
from ognisko.text.markdown.safe import safe
from ognisko.text.markdown.shape import Mention, Shape

__all__ = ["Mention", "Rendered", "render"]

_PARSER = make_parser()
_RENDERER = Renderer()


@dataclass(frozen=True, slots=True)
class Rendered:
    html: str
    """Safe to put into a page as it is."""
    mentions: tuple[str, ...]
    """The handles written with @, in lower case, in order, each once, whether or not anybody has them."""
    links: tuple[str, ...]
    """Where links and pictures point, in order, each once."""
    plain: str
    """The words alone, as typed, a line per block: for search and excerpts."""


def render(text: str, *, mention: Mention | None = None, lang: str = "pl", breaks: bool = True) -> Rendered:
    """Never raises, and what comes out is inert.

    `mention` tells the address and the name of the person with a handle, or None when there is nobody.
    `breaks` keeps a single line break as one, which people who write in a box expect; documents set it to False.
    """
    source = clean_text(text)
    env: dict[str, Any] = {"text": blake2b(source.encode(), digest_size=4).hexdigest(), "lang": lang}
    tokens = _PARSER.parse(source, env)
    shape = Shape(lang, mention, breaks)
    shape.blocks(tokens)
    html = safe(_RENDERER.render(tokens, _PARSER.options, env))
    return Rendered(html, tuple(shape.handles), tuple(shape.links), shape.plain)
