from django.utils.translation import gettext_lazy as _

from ognisko.moderation.models import Appeal, Report
from ognisko.ui.administration import tool


def waiting() -> int:
    reports = Report.objects.waiting().for_the_office().values("kind", "target_id").distinct().count()
    return reports + Appeal.objects.waiting().for_the_office().count()


tool(
    "moderation:office",
    name=_("Reports and appeals"),
    does=_("Settle what communities have not settled themselves, and what is public."),
    group="order",
    order=30,
    waiting=waiting,
)
