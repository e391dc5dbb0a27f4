"""Payloads of our own: whatever is typed, nothing runs, and what was typed can still be read."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ognisko.text.markdown import render
from ognisko.text.tests.inert import assert_inert, words

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)'>a</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<body onload=alert(1)>",
    "<form action=//evil.example><button>a</button></form>",
    "<div style='background:url(javascript:alert(1))'>",
    "<style>@import '//evil.example'</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "</p></div></body><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\x00<scr\x00ipt>alert(1)</script>",
]

FRAMES = ["{}", "> {}", "- {}", "# {}", "**{}**", "| a |\n|---|\n| {} |", "`{}`", "[{}](/x)", "a[^1]\n\n[^1]: {}"]

LINKS = [
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](java\\script:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](<  javascript:alert(1)>)",
    "[a](\x01javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example)",
    "[a](/\\evil.example)",
    "[a](\\\\evil.example)",
    "[a](https:evil.example)",
    "[a](https:///evil.example)",
    "[a](blob:https://a/b)",
    "[a](view-source:https://a)",
    "[a](intent://a#Intent;end)",
    "[a][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![a](javascript:alert(1))",
    "![a](data:image/png;base64,AAAA)",
    "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
    '[a](https://a.pl "onclick=alert(1)")',
    '[a](https://a.pl "\\"><script>alert(1)</script>")',
    '[a](https://a.pl/"onmouseover=alert(1)//)',
    "[a](mailto:x@y.pl?subject=<script>)",
    'https://a.pl/"onmouseover="alert(1)',
    "https://a.pl/<script>alert(1)</script>",
    "www.a.pl/'onclick='alert(1)",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '[^"><script>]\n\n[^"><script>]: x',
    '```"><script>alert(1)</script>\nx\n```',
    "| <script> |\n|---|\n| onclick=x |",
    "$<script>alert(1)</script>$",
    "$$\n<img src=x onerror=alert(1)>\n$$",
    "@<script>alert(1)</script>",
    "- [x] <script>alert(1)</script>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("frame", FRAMES)
def test_markup_is_shown_and_not_obeyed(payload: str, frame: str) -> None:
    rendered = render(frame.format(payload), lang="en")
    assert_inert(rendered.html)


@pytest.mark.parametrize("payload", PAYLOADS[:-1])
def test_markup_can_be_read_as_it_was_typed(payload: str) -> None:
    assert render(payload).plain == unescape(payload)
    assert words(render(f"```\n{payload}\n```").html).strip() == payload


@pytest.mark.parametrize("payload", LINKS)
def test_links_lead_nowhere_odd(payload: str) -> None:
    assert_inert(render(payload).html)


def test_the_last_gate_is_shut_even_if_the_parser_let_something_through() -> None:
    rendered = render("@x", mention=lambda handle: ("javascript:alert(1)", "x"))
    assert_inert(rendered.html)


# fmt: off
PIECES = [
    "[", "]", "(", ")", "!", "*", "**", "_", "`", "```", "~~", "<", ">", "\n", "\n\n", "    ", "- ", "1. ", "> ",
    "# ", "|", "---", "$", "$$", "\\", "&", "&amp;", "@jan", "@jan.k", "http://a.b/", "https://", "www.a.pl",
    "a@b.pl", "javascript:alert(1)", "data:text/html,x", "<script>", "onclick=", '"', "'", "a", "zł", "[^1]",
    "[^1]: ", "[a]: ", "[ ] ", "[x] ", "\t", " ", "//e.com", "/x", "<img src=x onerror=alert(1)>", "\x00", "\ud800",
    "\u202e", "\u200d", ":", "{", "}", "=", "+", "^", "~", "\ufdd0", "\ufdd1", "</p>", "&lt;", "&#0;", "%00", "-->",
]
# fmt: on

MARKS = st.lists(
    st.sampled_from(PIECES),
    max_size=25,
).map("".join)


@given(st.one_of(MARKS, st.text(alphabet=st.characters())))
def test_nothing_that_can_be_typed_runs_or_breaks(text: str) -> None:
    rendered = render(text, mention=lambda handle: ("/osoby/1/", "Jan") if handle == "jan" else None)
    assert_inert(rendered.html)
    rendered.html.encode()
    rendered.plain.encode()


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=60))
def test_plain_words_are_kept_to_the_letter(text: str) -> None:
    assert "".join(words(render(text, lang="en").html).split()) == "".join(words(render(text).html).split())
