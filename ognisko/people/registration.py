"""Who may make an account by themself."""

from collections.abc import Iterable

from ognisko.office.registration import rule


def is_open() -> bool:
    """Somebody or other may make an account without being invited."""
    return rule().mode in ("open", "domains")


def is_allowed(email: str) -> bool:
    """Whether this address may make an account without being invited."""
    mode, domains = rule()
    return mode == "open" or (mode == "domains" and is_in_domains(email, domains))


def domains_to_say() -> tuple[str, ...]:
    """The domains that the page of registration names."""
    mode, domains = rule()
    return domains if mode == "domains" else ()


def is_for_the_invited() -> bool:
    """Whether an invitation to a community lets its receiver make an account."""
    return rule().mode != "closed"


def makes_guest(email: str) -> bool:
    """Whether who comes with this address by an invitation is a guest: it is of no domain of this office."""
    mode, domains = rule()
    return mode != "open" and not is_in_domains(email, domains)


def may_change_to(email: str, *, is_guest: bool) -> bool:
    """Where accounts are for some domains, a colleague's change of address is no way round it."""
    mode, domains = rule()
    return is_guest or not domains or mode not in ("domains", "invitation") or is_in_domains(email, domains)


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
