"""The last gate before a page: only what posts may contain, whatever the parser let through."""

import nh3

_TAGS = {
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "s",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
}
_TABLE = {"div", "table", "thead", "tbody", "tr", "th", "td"}

CLEANER = nh3.Cleaner(
    tags=_TAGS | _TABLE | {"sup", "span"},
    attributes={
        "a": {"href", "title", "id", "aria-label"},
        "code": {"class"},
        "div": {"tabindex", "role", "aria-label"},
        "li": {"id"},
        "ol": {"start"},
        "pre": {"tabindex"},
        "span": {"role", "aria-label"},
        "th": {"scope"},
    },
    allowed_classes={
        "a": {"mention"},
        "div": {"scroll"},
        "li": {"task"},
        "ol": {"footnotes"},
        "pre": {"formula"},
        "span": {"box"},
        "td": {"left", "center", "right"},
        "th": {"left", "center", "right"},
    },
    link_rel="noopener nofollow ugc",
    url_schemes={"http", "https", "mailto"},
)


def safe(html: str) -> str:
    return CLEANER.clean(html)
