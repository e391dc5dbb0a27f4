import pytest
from django.test import Client

from ognisko.people.actions import give_role


@pytest.fixture
def keeper(world):
    """Signed in: Krzysztof, who keeps this place."""
    give_role(world.people["krzysztof.mielnik"], kind="administrator", by=None)
    client = Client()
    client.force_login(world.people["krzysztof.mielnik"])
    return client
