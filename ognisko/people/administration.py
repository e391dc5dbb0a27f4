"""The pages of administration about people and offices, as the page of administration lists them."""

from django.utils.translation import gettext_lazy as _

from ognisko.ui.administration import tool

tool(
    "people:accounts",
    name=_("People and accounts"),
    does=_("Find, add, correct, move, close an account, merge two of one person."),
    group="people",
    order=10,
)
tool(
    "people:organisations",
    name=_("Organisations and units"),
    does=_("Add, rename, move, merge and end; how it was before stays known."),
    group="people",
    order=20,
)
tool(
    "people:imports",
    name=_("Bring in from a table"),
    does=_("People, units or organisations from a CSV file: tried first, written as shown."),
    group="people",
    order=30,
)
tool(
    "people:roles",
    name=_("Duties in Ognisko"),
    does=_("Who keeps Ognisko, what each duty does and sees; given and taken back with a record."),
    group="people",
    order=40,
    duties=("administrator", "data_protection_officer"),
)
