"""HTML of other systems to clean Markdown that shows the same words."""

import re

from ognisko.later import Later
from ognisko.text.clean import clean_text
from ognisko.text.html_to_markdown.blocks import blocks, joined
from ognisko.text.html_to_markdown.inline import Context

lxml_html = Later("lxml.html")

__all__ = ["to_markdown"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def to_markdown(html: str, *, base_url: str = "") -> str:
    """Markdown whose rendering reads as the HTML does; formulas between dollar signs are kept as they are.

    Pictures become links. A link that leads nowhere from here (a script, a place on a site not named by `base_url`)
    leaves its text.
    """
    source = _CONTROL.sub("", clean_text(html))
    if not source.strip():
        return ""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    body = lxml_html.document_fromstring(f"<html><body>{source}</body></html>".encode(), parser=parser)
    context = Context(base_url, lone_dollars=source.count("$") > 1)
    return joined(blocks(body, context))
