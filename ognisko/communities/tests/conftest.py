"""Small helpers for walks through the pages; the people and communities are those of the named world."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from ognisko.communities import actions

TOPIC = "Pomagamy osobom, które zamawiają, gdy trzeba ocenić wynik, żeby nie trafił do szuflady."


@pytest.fixture
def visitor(world):
    return Client()


@pytest.fixture
def address():
    """The address of a community's page: `address(community)`, `address(community, "people")`."""

    def of(community, page="show"):
        return reverse(f"communities:{page}", args=[community.slug])

    return of


@pytest.fixture
def found(world):
    """Found a community as somebody of the cast."""

    def create(handle, name="Odbiór ekspertyz", **charter):
        charter.setdefault("topic", TOPIC)
        return actions.create_community(by=world.people[handle], name=name, **charter)

    return create


def main_of(response):
    """What stands between the head and the foot that every page has; all of a part."""
    content = response.content.decode()
    return content.partition("<main")[2].partition("</main>")[0] or content


def words(response):
    """What stands on a page for people: text without tags, with plain spaces."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", main_of(response), flags=re.S)
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(text.replace("\u00a0", " ").replace("\u2060", "").split())


def headings(response, level):
    found = re.findall(rf"<h{level}\b[^>]*>(.*?)</h{level}>", main_of(response), flags=re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).replace("\u00a0", " ").split()) for one in found]
