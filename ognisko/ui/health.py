"""Whether this installation can serve: what higher packages declare is asked at /readyz."""

from collections.abc import Callable

from django.db import connection

Check = Callable[[], str]
_checks: list[Check] = []


def asked_when_ready(check: Check) -> Check:
    """Declare a check: it returns a sentence when something is wrong, and nothing when all is well."""
    _checks.append(check)
    return check


def problems() -> list[str]:
    try:
        connection.ensure_connection()
    except Exception:  # whatever the database's driver raises: the answer is the same
        return ["The database does not answer."]
    return [problem for check in _checks if (problem := check())]
