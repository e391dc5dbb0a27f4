from collections.abc import Callable

import pytest
from django.test import Client

from ognisko.office import actions
from ognisko.office.models import AccessibilityStatement
from ognisko.office.tests.face.whole import whole_statement
from ognisko.people.actions import give_role
from ognisko.people.models import Person


@pytest.fixture
def ewa(world, frozen) -> Person:
    """She keeps this installation."""
    return _with_duty(world.people["ewa.kurowska"], "administrator")


@pytest.fixture
def officer(world, frozen) -> Person:
    """Joanna watches over people's data."""
    return _with_duty(world.people["joanna.sobczak"], "data_protection_officer")


@pytest.fixture
def keeper(ewa, signed_in) -> Client:
    return _in_polish(signed_in("ewa.kurowska"))


@pytest.fixture
def visitor(world, frozen) -> Client:
    return _in_polish(Client())


@pytest.fixture
def published(ewa) -> Callable[..., AccessibilityStatement]:
    """Publish a statement that is whole, with what a test wants to be otherwise."""

    def publish(**fields: object) -> AccessibilityStatement:
        actions.save_statement(by=ewa, **{**whole_statement(), **fields})
        return actions.publish_statement(by=ewa)

    return publish


def _with_duty(person: Person, kind: str) -> Person:
    give_role(person, kind=kind, by=None)
    return Person.objects.get(pk=person.pk)


def _in_polish(client: Client) -> Client:
    client.cookies["ognisko_language"] = "pl"
    return client
