import pytest

from ognisko.people import actions
from ognisko.people.models import InstallationRole


@pytest.fixture
def keeper(world, frozen):
    """Ewa Kurowska administers, and it is Tuesday, 24 November 2026."""
    actions.give_role(world.people["ewa.kurowska"], kind=InstallationRole.Kind.ADMINISTRATOR, by=None)
    return world.people["ewa.kurowska"]


@pytest.fixture
def as_keeper(keeper, signed_in):
    return signed_in("ewa.kurowska")
