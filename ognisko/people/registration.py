"""Who may make an account by themself."""

from collections.abc import Iterable

from django.conf import settings


def is_open() -> bool:
    return settings.REGISTRATION != "closed"


def is_allowed(email: str) -> bool:
    if settings.REGISTRATION == "domains":
        return is_in_domains(email, settings.REGISTRATION_DOMAINS)
    return is_open()


def is_in_domains(email: str, domains: Iterable[str]) -> bool:
    """The whole domain of the address is compared, letter by letter, so gov.pl.example and g0v.pl are not gov.pl.

    "urzad.gov.pl" is that domain alone; "*.gov.pl" is every domain below gov.pl.
    """
    domain = email.rpartition("@")[2].lower().rstrip(".")
    return domain.isascii() and any(_matches(domain, allowed.lower().lstrip("@")) for allowed in domains)


def _matches(domain: str, allowed: str) -> bool:
    if allowed.startswith("*."):
        return domain.endswith(allowed[1:]) and len(domain) > len(allowed[1:])
    return domain == allowed
