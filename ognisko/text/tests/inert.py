"""What a browser would make of rendered HTML: nothing that runs, nothing that leads anywhere odd."""

import re

from lxml import html as lxml_html

from ognisko.text.markdown.safe import safe

# fmt: off
TAGS = frozenset((
    "a", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "span",
    "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
))
# fmt: on
ATTRIBUTES = frozenset(["aria-label", "class", "href", "id", "rel", "role", "scope", "start", "tabindex", "title"])
ADDRESS = re.compile(r"https?://[^/\\]|mailto:|/(?![/\\])|#|\?", re.IGNORECASE)


def assert_inert(html: str) -> None:
    assert safe(html) == html
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iter():
        assert element.tag in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        assert ADDRESS.match(element.get("href", "/")), element.get("href")
        if element.tag == "a" and element.get("href"):
            assert element.get("rel") == "noopener nofollow ugc"


def words(html: str) -> str:
    return lxml_html.fragment_fromstring(html, create_parent="div").text_content()
