"""Who comes by an invitation from outside the office, and how the tests speak of them."""

import pytest
from django.test import Client
from django.urls import reverse

from ognisko.communities import actions
from ognisko.communities.models import Consent, Membership
from ognisko.communities.tokens import invitation_token
from ognisko.discussions.models import Post
from ognisko.mail.models import Letter
from ognisko.people.models import Person

PURPOSE = "Liczę na Wasze doświadczenie z zamawiania ekspertyz."


ADDRESS = "tamara.wilk@uczelnia.example"


PUBLIC = "konferencje"  # the one that is read without signing in


PASSWORD = "siedem zielonych lamp"


@pytest.fixture(autouse=True)
def _own_domains(settings):
    settings.REGISTRATION = "invitation"
    settings.REGISTRATION_DOMAINS = ["mrl.example", "umj.example"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def invited(world):
    """Invited to a community that every colleague sees, as a guest for two weeks."""

    def send(address=ADDRESS, slug="eksperci", until=None):
        community = world.communities[slug]
        made = actions.invite(community, by=community.founder, addresses=address, purpose=PURPOSE, guest_until=until)
        return made.sent[0]

    return send


@pytest.fixture
def guest(invited):
    """Tamara has come to the community of experts."""

    def come(until=None, slug="eksperci"):
        invitation = invited(slug=slug, until=until)
        person = Person.objects.filter(email=ADDRESS).first() or actions.make_account(
            invitation, token=invitation_token(invitation), name="Tamara Wilk", password=PASSWORD
        )
        actions.join(invitation.community, by=person, door=Consent.Door.INVITATION)
        return Person.objects.get(pk=person.pk)

    return come


def link(invitation, page="invitation"):
    """As in the letter: the same token each time."""
    words = Letter.objects.get(key=f"communities.invitation:{invitation.pk}").text.split()
    token = next(word for word in words if "/zaproszenie/" in word).rstrip("/").rpartition("/")[2]
    return reverse(f"communities:{page}", args=[token])


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def seen_people(world):
    """Who belongs to the community of experts, and who wrote there or where everything is public."""
    members = Membership.objects.current().filter(community=world.communities["eksperci"])
    readable = [world.communities[slug] for slug in ("eksperci", PUBLIC)]
    authors = Post.objects.filter(thread__community__in=readable, deleted_at=None)
    return {*members.values_list("person_id", flat=True), *authors.values_list("author_id", flat=True)}
