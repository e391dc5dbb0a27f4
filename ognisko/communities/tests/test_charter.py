import pytest

from ognisko.activity.models import Event
from ognisko.communities import actions
from ognisko.communities.models import Community
from ognisko.communities.tests.test_create import GOOD, is_checked


@pytest.fixture
def community(found):
    return found("ewa.kurowska", "Konferencje po nowemu")


def test_the_coordinator_changes_the_charter_and_the_address_stays(community, signed_in, address):
    response = signed_in("ewa.kurowska").post(address(community, "charter"), GOOD)
    changed = Community.objects.get(pk=community.pk)
    assert response.url == address(community)
    assert (changed.name, changed.slug, changed.does_not_cover) == (
        GOOD["name"], "konferencje-po-nowemu", ["zamówienia powyżej progów"],
    )  # fmt: skip
    assert changed.folded_text.startswith("odbior ekspertyz zewnetrznych pomagamy")


def test_the_form_holds_what_stands(found, signed_in, address):
    charter = {key: GOOD[key] for key in ("name", "topic", "rhythm_note", "rules")}
    community = found("ewa.kurowska", **charter, questions=["Jak?", "Kto?"], area="law")
    content = signed_in("ewa.kurowska").get(address(community, "charter")).content.decode()
    assert "Jak?\nKto?</textarea>" in content
    assert is_checked(content, "area", "law")


def test_ones_own_name_is_no_clash(community, signed_in, address):
    typed = GOOD | {"name": community.name}
    assert signed_in("ewa.kurowska").post(address(community, "charter"), typed).status_code == 302


def test_what_was_changed_is_logged_without_texts(community, world):
    actions.change_charter(community, by=world.people["ewa.kurowska"], topic="Inny temat.", rules="Cicho.")
    event = Event.objects.get(verb="communities.change_charter", community_id=community.pk)
    assert event.facts == {"fields": ["topic", "rules"]}


@pytest.mark.parametrize("handle", ["dawid.mroz", "robert.kuca"])
def test_nobody_else_changes_it(community, signed_in, world, address, handle):
    actions.join(community, by=world.people["dawid.mroz"])
    client = signed_in(handle)
    assert client.get(address(community, "charter")).status_code == 403
    assert client.post(address(community, "charter"), GOOD).status_code == 403


def test_opening_to_everyone_gives_a_readable_address(found, world):
    hidden = found("ewa.kurowska", "Skargi zbiorowe", visibility="members")
    actions.change_charter(hidden, by=world.people["ewa.kurowska"], visibility="public")
    assert hidden.slug == "skargi-zbiorowe"
    actions.change_charter(hidden, by=world.people["ewa.kurowska"], visibility="everyone")
    assert hidden.slug == "skargi-zbiorowe"
