"""Whatever is typed into a field comes out as the text it was, and does nothing."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from lxml import etree, html

from ognisko.communities import actions
from ognisko.communities.models import Community, JoinRequest
from ognisko.communities.tests.test_create import GOOD
from ognisko.mail.models import Letter
from ognisko.text.clean import clean_text

OWN = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "[klik](javascript:alert(1))",
    "{{ 7*7 }}{% raw %}",
    "%(name)s %s {0} {link}",
    "' OR 1=1 --",
    "a\x00b",
    "Ż\u0300ółw 👩‍👩‍👧‍👦 \u202eabc",
    "日本語 العربية",
    "<!--", "]]>", "&lt;b&gt;", "\u2028\u2029",
]  # fmt: skip
WORDS = ("name", "topic", "for_whom", "questions", "covers", "does_not_cover", "rhythm_note")


def inert(response):
    assert response.status_code in (200, 400)
    assert what_acts(response.content.decode()) == []
    return response


def what_acts(page):
    """Elements that would run or fetch something that is not ours."""
    found = []
    for element in html.document_fromstring(page).iter(etree.Element):
        addresses = [value.strip().lower() for name, value in element.items() if name in ("href", "src", "action")]
        is_foreign = element.tag in ("script", "img", "iframe", "object", "embed", "base", "style")
        if is_foreign and not any(address.startswith("/static/") for address in addresses):
            found.append(element.tag)
        found += [name for name, _value in element.items() if name.startswith("on")]
        found += [address for address in addresses if address.startswith(("javascript:", "data:", "vbscript:"))]
    return found


def text_of(response):
    return plain(unescape(re.sub(r"<[^>]*>", "", response.content.decode())))


def plain(text):
    """Without what typography may change: spaces, quotes, dashes, and joining marks."""
    return re.sub(r"[\s\u00a0\u2060\"'„”“‘’‚«»…–-]+|\.\.\.", "", text)


def through_every_field(client, payload):
    """The payload as every field of a charter, then the pages where they stand."""
    seen = plain(clean_text(payload)[:100])
    short = payload[:100]
    typed = GOOD | dict.fromkeys(WORDS, short) | {"name": f"Nazwa {short}", "topic": f"Temat {short}"}
    response = client.post(reverse("communities:create"), typed | {"rules": payload, "name_is_known": "on"})
    if response.status_code == 302:
        page = inert(client.get(response.url))
        inert(client.get(reverse("communities:directory"), {"q": payload[:100]}))
        community = Community.objects.order_by("-pk")[0]
        inert(client.get(reverse("communities:charter", args=[community.slug])))
        assert seen in text_of(page)
        return community
    inert(response)
    return None


@pytest.mark.parametrize("payload", OWN, ids=ascii)
def test_our_own_payloads_are_only_text(payload, signed_in, world):
    assert through_every_field(signed_in("ewa.kurowska"), payload) is not None


@pytest.mark.parametrize("payload", OWN, ids=ascii)
def test_other_fields_too(payload, found, signed_in, world):
    """A request, an invitation's purpose and letter, a reason, a search of people."""
    ewa, dawid = signed_in("ewa.kurowska"), signed_in("dawid.mroz")
    community = found("ewa.kurowska", entry="on_request")
    dawid.post(reverse("communities:request", args=[community.slug]), {"text": payload})
    assert JoinRequest.objects.get(community=community).text == clean_text(payload).strip()
    page = inert(ewa.get(reverse("communities:requests", args=[community.slug])))
    assert plain(clean_text(payload)) in text_of(page)

    purpose = {"addresses": "nowa@urzad.example", "purpose": f"Bo {payload}"}
    inert(ewa.post(reverse("communities:invite", args=[community.slug]), purpose))
    letter = Letter.objects.get(to_address="nowa@urzad.example")
    assert set(what_acts(letter.html)) <= {"style"}  # the letter's own
    assert "\n" not in letter.subject
    inert(ewa.post(reverse("communities:invite", args=[community.slug]), {"addresses": payload, "purpose": payload}))
    inert(ewa.get(reverse("communities:people", args=[community.slug]), {"q": payload}))
    inert(ewa.get(reverse("communities:directory"), {"q": payload}))


def test_a_reason_is_kept_as_it_was(found, world):
    community = found("ewa.kurowska")
    membership = actions.join(community, by=world.people["dawid.mroz"])
    actions.exclude(membership, by=world.people["ewa.kurowska"], reason="<b>a\x00</b>")
    assert membership.ended_as == "excluded"


@pytest.mark.real
def test_all_naughty_strings_go_through_every_field(real_data, signed_in, world):
    client = signed_in("ewa.kurowska")
    strings = json.loads((real_data / "security" / "naughty-strings" / "blns.json").read_text())
    made = [through_every_field(client, string) for string in strings]
    assert sum(one is not None for one in made) == len(strings)


@pytest.mark.real
def test_all_payloads_of_the_owasp_sheet_go_through_every_field(real_data, signed_in, world):
    client = signed_in("ewa.kurowska")
    sheet = (real_data / "security" / "owasp-xss" / "XSS_Filter_Evasion_Cheat_Sheet.md").read_text()
    payloads = re.findall(r"```\w*\n(.*?)```", sheet, flags=re.S)
    assert len(payloads) > 50
    for payload in payloads:
        through_every_field(client, payload)
