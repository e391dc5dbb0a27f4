"""Reading the trees of organisations and units."""

from ognisko.people.models import Organisation, Unit
from ognisko.text.polish import fold

DEEPEST = 12  # a tree with a longer branch is cut, so that a circle made by hand does no harm
MOST_FOUND = 30


def path_to(unit: Unit | None) -> list[Unit]:
    """From the top of the organisation down to the unit."""
    path: list[Unit] = []
    while unit is not None and len(path) < DEEPEST:
        path.insert(0, unit)
        unit = Unit.objects.filter(pk=unit.parent_id).first() if unit.parent_id else None
    return path


def places_called(words: str) -> list[tuple[str, str, str]]:
    """Units and organisations whose name holds all the words: what to send, the name, where it belongs."""
    wanted = fold(words).split()
    if not wanted:
        return []
    units = Unit.objects.current().select_related("organisation", "parent").in_order().iterator()
    places = [
        (
            f"unit-{unit.pk}",
            unit.name,
            f"{unit.parent.name}, {unit.organisation}" if unit.parent else str(unit.organisation),
        )
        for unit in units
        if _holds(wanted, f"{unit.name} {unit.short_name} {unit.organisation} {unit.organisation.short_name}")
    ]
    organisations = Organisation.objects.current().select_related("parent").in_order().iterator()
    places += [
        (f"organisation-{one.pk}", one.name, one.parent.name if one.parent else "")
        for one in organisations
        if _holds(wanted, f"{one.name} {one.short_name}")
    ]
    return places[:MOST_FOUND]


def _holds(wanted: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
