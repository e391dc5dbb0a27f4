"""Who may make an account: the choice of this installation, read through one function.

`closed`: nobody by themself. `invitation`: whom a community invited, through the letter's link. `domains`: people with
an address in one of the domains by themselves, others by invitation. `open`: anybody.
"""

from typing import NamedTuple

from django.conf import settings

from ognisko.office.models import HouseRules

MODES = ("closed", "invitation", "domains", "open")


class Rule(NamedTuple):
    mode: str  # one of MODES
    domains: tuple[str, ...]  # of this office: "urzad.gov.pl" is that domain, "*.gov.pl" those below it


def rule() -> Rule:
    """What an administrator chose in the product, else what the environment says."""
    chosen = HouseRules.objects.filter(pk=1).exclude(registration="").first()
    return Rule(chosen.registration, tuple(chosen.domains)) if chosen else rule_of_environment()


def rule_of_environment() -> Rule:
    return Rule(settings.REGISTRATION, tuple(settings.REGISTRATION_DOMAINS))
