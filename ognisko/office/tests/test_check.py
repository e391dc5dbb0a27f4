from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from ognisko.office.models import Office

pytestmark = pytest.mark.django_db
SAFE = {
    "PRODUCTION": True,
    "DEMO": False,
    "DEBUG": False,
    "HOST": "127.0.0.1",
    "SECRET_KEY": "R4nd0m-letters-that-nobody-can-ever-guess",
    "SECRET_KEY_IS_GIVEN": True,
    "TLS": True,
    "ALLOWED_HOSTS": ["ognisko.urzad.example"],
    "SITE_URL": "https://ognisko.urzad.example",
    "SMTP_HOST": "mail.urzad.example",
    "SMTP_USER": "",
    "MAIL_FROM": "Ognisko <ognisko@urzad.example>",
}


@pytest.fixture
def production(settings):
    Office.objects.update(holds_demo=False)
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def found():
    return sorted(message.id for message in run_checks(tags=["ognisko"]))


def test_a_production_with_everything_set_is_well(production):
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEMO", True, "E002"),
        ("DEBUG", True, "E003"),
        ("SECRET_KEY_IS_GIVEN", False, "E004"),
        ("SECRET_KEY", "short", "E004"),
        ("SECRET_KEY", "a" * 60, "E004"),
        ("TLS", False, "E005"),
        ("ALLOWED_HOSTS", ["*"], "E006"),
        ("ALLOWED_HOSTS", ["ognisko.urzad.example", "*"], "E006"),
        ("ALLOWED_HOSTS", [".urzad.example"], "E006"),
        ("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], "E006"),
        ("SITE_URL", "http://ognisko.urzad.example", "E007"),
        ("SMTP_HOST", "", "W001"),
        ("MAIL_FROM", "Ognisko <ognisko@localhost>", "W002"),
        ("SMTP_USER", "ognisko", "W003"),
    ],
)
def test_production_says_what_is_not_safe(production, name, value, said):
    setattr(production, name, value)
    assert found() == [f"ognisko.{said}"]


def test_production_refuses_a_database_with_the_people_of_the_demo(production):
    Office.objects.update_or_create(pk=1, defaults={"holds_demo": True})
    assert found() == ["ognisko.E008"]


def test_the_command_refuses_and_says_what_to_set(production):
    production.TLS = False
    with pytest.raises(SystemCheckError, match="then set OGNISKO_TLS=1"):
        call_command("check", stdout=StringIO())


@pytest.mark.parametrize(
    ("host", "is_well"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.7", False),
        ("ognisko.example", False),
    ],
)
def test_the_demo_listens_on_this_machine_only(settings, host, is_well):
    settings.DEMO, settings.HOST = True, host
    assert found() == ([] if is_well else ["ognisko.E001"])


def test_nobody_is_bothered_outside_production(settings, django_assert_num_queries):
    settings.DEMO = False
    with django_assert_num_queries(0):
        assert found() == []
