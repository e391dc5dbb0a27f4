"""Bad input through every field: it comes out inert, and as it was typed."""

import json
import re
from html import unescape

import lxml.etree
import lxml.html
import pytest
from django.urls import reverse

from ognisko.discussions import actions
from ognisko.discussions.models import Draft, Post, Tag, Thread
from ognisko.discussions.tests.conftest import DEPUTY, MEMBER
from ognisko.text.clean import clean_text

OWN = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "[kliknij](javascript:alert(1))",
    "[kliknij](JaVaScRiPt&#58;alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% include 'x' %}${7*7}#{7*7}",
    "<a href='https://x.example' onclick='alert(1)'>x</a>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "' OR 1=1; DROP TABLE discussions_post; --",
    "%s %(count)d %n {0} {name}",
    "\u202eodwrócone\u202c \u200b\u200d\ufeff Zażółć gęślą jaźń 👩‍👩‍👧",
    "a" + "\u0301" * 20,
    "@" * 300,
    "```\n</code></pre><script>alert(1)</script>\n```",
    "$<script>alert(1)</script>$",
]
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "style",
    "form",
    "base",
    "meta",
    "link",
    "frame",
    "applet",
}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "background"}
SCRIPTED = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)


def dangers(html: str, *, is_page: bool = False) -> list[str]:
    """What in parsed HTML could act: elements, handlers, addresses that run. Pages have own forms and scripts."""
    found = []
    for element in lxml.html.document_fromstring(html or "<p></p>").iter(lxml.etree.Element):
        attributes = dict(element.attrib)
        if is_page and element.tag == "script" and not attributes.get("src", "").startswith("/static/"):
            found.append("script")
        if not is_page and element.tag in ACTIVE:
            found.append(element.tag)
        for name, value in attributes.items():
            if name.startswith("on") or (name in ADDRESSES and SCRIPTED.match(value)):
                found.append(f"{name}={value}")
    return found


@pytest.fixture
def send(thread, signed_in):
    """Send a text through every field of a conversation; where it now stands, and what the history must hold."""
    client, place = signed_in(MEMBER), f"thread:{thread.pk}"
    slug = thread.community.slug

    def through(text: str) -> tuple[list[str], str]:
        kept = clean_text(text).strip("\n").rstrip()
        answer = client.post(reverse("discussions:reply", args=[thread.pk, thread.slug]), {"text": text})
        if not kept.strip():
            assert answer.status_code == 422
            return [], ""
        post = Post.objects.get(pk=answer.url.rpartition("-")[2])
        assert (post.text, dangers(post.html)) == (kept, [])
        client.post(reverse("discussions:edit", args=[post.pk]), {"text": f"{text} i dopisek"})
        client.post(reverse("discussions:draft"), {"place": place, "text": text, "title": text[:200]})
        assert Draft.objects.get(place=place).text == clean_text(text)
        form = {"kind": "discussion", "title": text[:200], "text": text, "tags": ""}
        begun = client.post(reverse("discussions:new", args=[slug]), form)
        started = Thread.objects.get(pk=begun.url.split("/")[2])
        assert started.title == " ".join(clean_text(text[:200]).split())
        return [reverse("discussions:history", args=[post.pk]), begun.url], kept

    return through


@pytest.fixture
def look(thread, signed_in):
    """Nothing on the page at an address acts; its words are given back."""
    client = signed_in(MEMBER)

    def at(address: str) -> str:
        page = client.get(address)
        assert page.status_code == 200
        assert dangers(page.content.decode(), is_page=True) == []
        return unescape(re.sub(r"</?(?:ins|del)>", "", page.content.decode()))

    return at


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_own_payloads_come_out_inert_and_intact(thread, send, look, text):
    (history, begun), kept = send(text)

    assert kept in look(history)
    for address in (
        begun,
        f"{thread.get_absolute_url()}?after=999999",
        reverse("discussions:threads", args=[thread.community.slug]),
        reverse("discussions:new", args=[thread.community.slug]),
        reverse("discussions:edit", args=[history.split("/")[2]]),
        reverse("discussions:edit_thread", args=begun.split("/")[2:4]),
    ):
        look(address)


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_a_keyword_and_its_description_are_inert(world, signed_in, text):
    community = world.communities["eksperci"]
    tag = Tag.objects.create(community=community, name="slowo", slug="slowo-proby")
    address = reverse("discussions:describe_tag", args=[community.slug, tag.slug])

    answer = signed_in(DEPUTY).post(address, {"name": text[:60], "description": text})

    assert answer.status_code == 302
    page = signed_in(MEMBER).get(reverse("discussions:tag", args=[community.slug, tag.slug])).content.decode()
    assert "<script>alert" not in page
    tag.refresh_from_db()
    assert dangers(tag.description_html) == []


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_a_new_keyword_is_inert(world, signed_in, text):
    form = {"kind": "discussion", "title": "Próba słów", "text": "Tekst", "tags": text[:60]}

    answer = signed_in(MEMBER).post(reverse("discussions:new", args=[world.communities["eksperci"].slug]), form)

    assert answer.status_code in {302, 422}
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_addresses_with_payloads_are_inert(world, thread, signed_in, text):
    client = signed_in(MEMBER)
    slug = thread.community.slug
    for answer in (
        client.get(thread.get_absolute_url(), {"after": text, "answers": text}),
        client.get(reverse("discussions:threads", args=[slug]), {"kind": text, "show": text, "before": text}),
        client.get(reverse("discussions:new", args=[slug]), {"kind": text}),
        client.get(reverse("discussions:mentions"), {"community": slug, "q": text}),
    ):
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


@pytest.mark.real
@pytest.mark.slow
def test_naughty_strings_of_others_come_out_inert_and_intact(thread, send, look, real_data):
    strings = json.loads((real_data / "security" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    sent = [send(text) for text in strings]

    for addresses, kept in filter(None, sent):
        assert not addresses or kept in look(addresses[0])
    for after in range(0, Thread.objects.get(pk=thread.pk).post_count, 20):
        look(f"{thread.get_absolute_url()}?after={after}")
    here = reverse("discussions:threads", args=[thread.community.slug])
    while here:
        more = re.search(r'<a rel="next" href="([^"]+)"', look(here))
        here = more[1] if more else ""


@pytest.mark.real
def test_the_sheet_of_payloads_comes_out_inert(world, thread, real_data):
    sheet = "\n".join(path.read_text(encoding="utf-8") for path in sorted((real_data / "security").rglob("*.md")))
    payloads = [block for block in re.findall(r"```\w*\n(.*?)```", sheet, re.S) if block.strip()]
    assert len(payloads) > 50

    for text in payloads:
        post = actions.reply(thread, by=world.people[MEMBER], text=text)
        assert dangers(post.html) == []
