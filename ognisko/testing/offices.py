from typing import Any

from ognisko.people import actions as people_actions
from ognisko.people.models import Organisation, Person, Unit
from ognisko.testing.world import FOLDER, World, before, toml


def build_offices(world: World) -> None:
    cast = toml(FOLDER / "cast.toml")
    for row in cast["organisation"]:
        world.organisations[row["id"]] = Organisation.objects.create(
            name=row["name"], short_name=row["short_name"], external_id=row["id"]
        )
    for row in cast["unit"]:
        world.units[row["id"]] = Unit.objects.create(
            organisation=world.organisations[row["organisation"]],
            parent=world.units.get(row.get("parent", "")),
            name=row["name"],
            short_name=row["short_name"],
            unit_type=row["unit_type"],
            external_id=row["id"],
        )


def build_people(world: World, clock: Any) -> None:
    cast = toml(FOLDER / "cast.toml")
    for row in cast["person"]:
        clock.move_to(before(world, row["joined_days_ago"]))
        world.people[row["handle"]] = _register(world, row)
    for row in cast.get("move", []):
        clock.move_to(before(world, row["days_ago"]))
        person = world.people[row["person"]]
        people_actions.move_person(person, to_unit=world.units[row["to_unit"]], by=None)


def _register(world: World, row: dict[str, Any]) -> Person:
    unit = world.units[row["unit"]]
    person = people_actions.register_person(
        email=f"{row['handle']}@{unit.organisation.external_id}.example",
        name=row["name"],
        handle=row["handle"],
        organisation=unit.organisation,
        unit=unit,
    )
    chosen = ("function", "leads_people", "form_of_address", "does", "can_help", "wants_to_learn")
    return people_actions.update_profile(
        person, by=person, has_met_questions=True, **{key: row[key] for key in chosen if key in row}
    )
