import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import JoinRequest, Membership
from ognisko.communities.permissions import role_of
from ognisko.communities.tests.conftest import words


@pytest.fixture
def community(found):
    return found("ewa.kurowska", entry="on_request")


@pytest.fixture
def waiting(community, world):
    return actions.request_to_join(community, by=world.people["dawid.mroz"], text="Robię nagłośnienie <b>sal</b>.")


def test_a_person_asks_and_the_coordinator_agrees_and_only_then_the_person_joins(community, signed_in, world, address):
    dawid, person = signed_in("dawid.mroz"), world.people["dawid.mroz"]
    assert "Poproś o przyjęcie" in words(dawid.get(address(community)))
    dawid.post(address(community, "request"), {"text": "Robię to samo."})
    assert "Twoja prośba czeka na odpowiedź" in words(dawid.get(address(community)))

    ewa = signed_in("ewa.kurowska")
    request = JoinRequest.objects.get(community=community)
    assert "Robię to samo." in words(ewa.get(address(community, "requests")))
    ewa.post(reverse("communities:settle", args=[request.pk]), {"answer": "agree"})
    assert role_of(person, community) is None

    dawid.post(address(community, "join"))
    assert role_of(person, community) == "member"


def test_what_was_typed_comes_out_as_text(waiting, signed_in, address):
    page = signed_in("ewa.kurowska").get(address(waiting.community, "requests")).content.decode()
    assert "Robię nagłośnienie &lt;b&gt;sal&lt;/b&gt;." in page


def test_a_refusal_lets_nobody_in(waiting, world):
    actions.refuse_request(waiting, by=world.people["ewa.kurowska"])
    with pytest.raises(PermissionDenied):
        actions.join(waiting.community, by=world.people["dawid.mroz"])


def test_asking_twice_is_asking_once(waiting, world):
    again = actions.request_to_join(waiting.community, by=world.people["dawid.mroz"], text="Raz jeszcze")
    assert again == waiting


def test_the_first_answer_holds(waiting, world):
    ewa = world.people["ewa.kurowska"]
    actions.refuse_request(waiting, by=ewa)
    assert actions.agree_to_request(waiting, by=ewa).outcome == "refused"


def test_a_request_can_be_withdrawn_by_its_person_only(waiting, signed_in, world):
    act = reverse("communities:withdraw", args=[waiting.pk])
    assert signed_in("robert.kuca").post(act).status_code == 404
    signed_in("dawid.mroz").post(act)
    waiting.refresh_from_db()
    assert waiting.outcome == "withdrawn"


@pytest.mark.parametrize("handle", ["dawid.mroz", "robert.kuca"])
def test_only_who_may_answers(waiting, signed_in, world, handle, address):
    client = signed_in(handle)
    assert client.post(reverse("communities:settle", args=[waiting.pk]), {"answer": "agree"}).status_code == 403
    assert client.get(address(waiting.community, "requests")).status_code == 403


def test_a_member_or_who_may_simply_join_does_not_ask(found, signed_in, world, address):
    open_one = found("ewa.kurowska", "Otwarta")
    assert signed_in("dawid.mroz").get(address(open_one, "request")).url == open_one.get_absolute_url()
    with pytest.raises(PermissionDenied):
        actions.request_to_join(open_one, by=world.people["dawid.mroz"], text="")


def test_by_invitation_nobody_asks(found, signed_in, address):
    community = found("ewa.kurowska", entry="by_invitation")
    client = signed_in("dawid.mroz")
    assert "Do tej wspólnoty wchodzi się przez zaproszenie" in words(client.get(address(community)))
    assert client.get(address(community, "request")).status_code == 403


def test_after_an_exclusion_an_open_door_needs_a_word_first(found, world):
    community, ewa, dawid = found("ewa.kurowska"), world.people["ewa.kurowska"], world.people["dawid.mroz"]
    actions.exclude(actions.join(community, by=dawid), by=ewa, reason="Reklamy mimo upomnienia.")
    with pytest.raises(PermissionDenied):
        actions.join(community, by=dawid)
    request = actions.request_to_join(community, by=dawid, text="Nie będę.")
    actions.agree_to_request(request, by=ewa)
    actions.join(community, by=dawid)
    assert Membership.objects.current().filter(community=community, person=dawid).count() == 1
