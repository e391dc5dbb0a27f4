"""Who may make an account: the choice of this installation, read through one function.

`closed`: nobody by themself. `invitation`: whom a community invited, through the letter's link. `domains`: people with
an address in one of the domains by themselves, others by invitation. `open`: anybody.
"""

from typing import NamedTuple

from django.conf import settings

MODES = ("closed", "invitation", "domains", "open")


class Rule(NamedTuple):
    mode: str  # one of MODES
    domains: tuple[str, ...]  # of this office: "urzad.gov.pl" is that domain, "*.gov.pl" those below it


def rule() -> Rule:
    return Rule(settings.REGISTRATION, tuple(settings.REGISTRATION_DOMAINS))
