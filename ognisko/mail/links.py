"""The addresses that a letter asks to follow, found in its text and in its HTML; the HTML itself is never shown."""

import re
from html.parser import HTMLParser

BARE = re.compile(r"https?://[^\s<>\"'\x00-\x1f]+")


def links_in(text: str, html: str) -> list[str]:
    """Each address once, in the order of the text; nothing but http and https."""
    finder = _Finder()
    finder.feed(html)
    bare = [address.rstrip(".,;:)") for address in BARE.findall(text)]
    return list(dict.fromkeys([*bare, *(address for address in finder.found if BARE.fullmatch(address))]))


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
