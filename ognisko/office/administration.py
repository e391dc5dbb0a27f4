from django.utils.translation import gettext_lazy as _

from ognisko.office.models import AccessibilityProblem
from ognisko.office.permissions import CLAUSE_KEEPERS
from ognisko.ui.administration import tool

tool(
    "office:face",
    name=_("Name, mark and contact"),
    does=_("How people recognise your office, and how they reach it."),
    group="office",
    order=10,
)
tool(
    "office:texts",
    name=_("Your own texts"),
    does=_("What a visitor reads on the home page, and about this place."),
    group="office",
    order=20,
)
tool(
    "office:statement",
    name=_("Accessibility statement"),
    does=_("Write it, publish it, review it every year."),
    group="office",
    order=30,
)
tool(
    "office:edit_clause",
    name=_("Information about personal data"),
    does=_("Tell people what happens with their data; each version is read once."),
    group="office",
    order=40,
    duties=CLAUSE_KEEPERS,
)
tool(
    "office:funding",
    name=_("European funds"),
    does=_("Marks and words where a project of the Union pays for this place."),
    group="office",
    order=50,
)
tool(
    "office:problems",
    name=_("Reported problems with accessibility"),
    does=_("Answer within seven days."),
    group="order",
    order=10,
    waiting=lambda: AccessibilityProblem.objects.open().count(),
)
tool(
    "office:registration",
    name=_("Who may register"),
    does=_("Choose who may make an account, and name the domains of your office."),
    group="people",
    order=80,
)
tool(
    "office:free_days",
    name=_("Free days"),
    does=_("Write down when your office does not work, so that deadlines are counted right."),
    group="office",
    order=60,
)
tool(
    "office:switches",
    name=_("In trouble"),
    does=_("Let everybody only read for a while, or sign everybody out at once."),
    group="machine",
    order=80,
)
tool(
    "office:settings",
    name=_("Settings of the machine"),
    does=_("See what each setting means, and where its value comes from."),
    group="machine",
    order=90,
)
