"""Who gets what from the pages of administration about people and offices: none of the four is an administrator."""

GET = (
    ("accounts", "none"),
    ("add_person", "none"),
    ("administer", "person"),
    ("change_person", "person"),
    ("change_address", "person"),
    ("move_person", "person"),
    ("find_double", "person"),
    ("merge_people", "two"),
    ("organisations", "none"),
    ("add_organisation", "none"),
    ("organisation", "organisation"),
    ("change_organisation", "organisation"),
    ("move_organisation", "organisation"),
    ("end_organisation", "organisation"),
    ("add_unit", "organisation"),
    ("unit", "unit"),
    ("change_unit", "unit"),
    ("move_unit", "unit"),
    ("merge_units", "unit"),
    ("end_unit", "unit"),
    ("roles", "none"),
    ("imports", "none"),
    ("import_job", "unknown"),
    ("choose_columns", "unknown"),
    ("import_report", "unknown"),
)
WITH_FORM = {
    *("add_person", "change_person", "change_address", "move_person", "find_double", "merge_people"),
    *("add_organisation", "change_organisation", "move_organisation", "end_organisation", "add_unit"),
    *("change_unit", "move_unit", "merge_units", "end_unit", "imports", "choose_columns"),
}
POST = (
    ("deactivate", "person"),
    ("reactivate", "person"),
    ("end_all_sessions", "person"),
    ("forget_factor", "person"),
    ("withdraw_move", "unknown"),
    ("export_people", "none"),
    ("export_units", "none"),
    ("reopen_organisation", "organisation"),
    ("reopen_unit", "unit"),
    ("give_role", "none"),
    ("take_role", "unknown"),
    ("write_import", "unknown"),
    ("discard_import", "unknown"),
)

ROWS = [
    *((f"people:{name}", args, "GET", 302, 403, 403, 403) for name, args in GET),
    *((f"people:{name}", args, "POST", 302, 403, 403, 403) for name, args in GET if name in WITH_FORM),
    *((f"people:{name}", args, "POST", 302, 403, 403, 403) for name, args in POST),
]
ARGS = {
    "organisation": lambda world, slug: [world.organisations["mrl"].pk],
    "unit": lambda world, slug: [world.units["mrl-bo"].pk],
    "two": lambda world, slug: [world.people["adam.cichon"].pk, world.people["ewa.kurowska"].pk],
}
