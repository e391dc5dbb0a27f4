import pytest
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Membership
from ognisko.communities.tests.conftest import words

WEEK = reverse("home:my_week")


def test_an_invitation_waits_in_my_week(found, signed_in, world):
    community = found("ewa.kurowska", "Po cichu", visibility="members", entry="by_invitation")
    actions.invite(community, by=world.people["ewa.kurowska"], addresses="dawid.mroz@umj.example", purpose="Znasz to.")
    dawid = world.people["dawid.mroz"]
    invitation = community.invitations.get()
    invitation.address = dawid.email
    invitation.save()
    page = words(signed_in("dawid.mroz").get(WEEK))
    assert "Po cichu" in page and "Znasz to." in page
    assert "Po cichu" not in words(signed_in("robert.kuca").get(WEEK))


def test_a_role_offered_waits_in_my_week(found, signed_in, world):
    community, dawid = found("ewa.kurowska"), world.people["dawid.mroz"]
    actions.offer_role(actions.join(community, by=dawid), role=Membership.Role.DEPUTY, by=world.people["ewa.kurowska"])
    assert "Proponowana rola: zastępstwo" in words(signed_in("dawid.mroz").get(WEEK))


def test_requests_wait_for_who_may_answer(found, signed_in, world):
    community = found("ewa.kurowska", "Na prośbę", entry="on_request")
    for handle in ("dawid.mroz", "robert.kuca"):
        actions.request_to_join(community, by=world.people[handle], text="")
    assert "2 osoby czekają na odpowiedź" in words(signed_in("ewa.kurowska").get(WEEK))
    assert "czekają na odpowiedź" not in words(signed_in("teresa.gawlik").get(WEEK))


@pytest.mark.parametrize(("answer", "says"), [("agree", "Dołącz"), ("refuse", "Tym razem odpowiedź brzmi: nie.")])
def test_an_answer_comes_back_to_who_asked(found, signed_in, world, answer, says):
    community = found("ewa.kurowska", "Na prośbę", entry="on_request")
    request = actions.request_to_join(community, by=world.people["dawid.mroz"], text="")
    signed_in("ewa.kurowska").post(reverse("communities:settle", args=[request.pk]), {"answer": answer})
    page = words(signed_in("dawid.mroz").get(WEEK))
    assert "Odpowiedź na Twoją prośbę Na prośbę" in page and says in page


def test_the_page_of_a_person_lists_what_the_one_who_looks_may_see(found, signed_in, world):
    found("ewa.kurowska", "Jawna dla wszystkich")
    found("ewa.kurowska", "Ukryta przed innymi", visibility="members")
    page = words(signed_in("dawid.mroz").get(reverse("people:show", args=[world.people["ewa.kurowska"].pk])))
    assert "Jawna dla wszystkich" in page and "Ukryta przed innymi" not in page


def test_of_who_stands_in_no_directory_only_what_is_shared(found, signed_in, world):
    ewa = world.people["ewa.kurowska"]
    community = found("ewa.kurowska", "Jawna dla wszystkich")
    ewa.is_listed = False
    ewa.save()
    page = reverse("people:show", args=[ewa.pk])
    assert "Jawna dla wszystkich" not in words(signed_in("dawid.mroz").get(page))
    actions.join(community, by=world.people["dawid.mroz"])
    assert "Jawna dla wszystkich" in words(signed_in("dawid.mroz").get(page))
