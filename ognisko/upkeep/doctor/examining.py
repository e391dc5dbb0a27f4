import logging
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ognisko.upkeep.doctor import backups, database, machine, safety, search, work
from ognisko.upkeep.doctor.findings import Finding, Look, State, broken, looks_of

LOOKED_AT = (database, work, search, backups, machine, safety)  # in this order: the others rely on the database
log = logging.getLogger(__name__)


def examine(*, is_thorough: bool = False) -> list[Finding]:
    """In the order of the looks. Without a database what asks it is left out: the first finding says why."""
    found: list[Finding] = []
    has_database = True
    for declared in (one for module in LOOKED_AT for one in looks_of(module)):
        if (declared.is_long and not is_thorough) or (declared.asks_database and not has_database):
            continue
        found += _guarded(declared.look)
        has_database = not any(one.key == "database" and one.state is State.BROKEN for one in found)
    return found


def worst(found: list[Finding]) -> State:
    return max((finding.state for finding in found), default=State.WELL)


def _guarded(look: Look) -> Iterator[Finding]:
    try:
        yield from look()
    except Exception as error:
        log.debug("%s broke.", look.__name__, exc_info=True)
        words = _("Looking at it broke: %(error)s") % {"error": f"{type(error).__name__}: {error}"[:300]}
        yield broken(look.__name__, words, _("Report this to those who make Ognisko."))
