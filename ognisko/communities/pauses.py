"""How a pause of writing is said: a verb refuses with until when."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.ui.filters import long_date


class WritingPaused(PermissionDenied):
    """What a verb that writes answers during a pause; the page says it in `words`."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(self.words)

    @property
    def words(self) -> str:
        day = long_date(last_day_before(self.until))
        return _("Your writing in this community is paused, up to and including %(day)s.") % {"day": day}


def last_day_before(moment: datetime) -> date:
    """The last day of something that ends at a moment, as a rule at midnight."""
    return timezone.localtime(moment - timedelta(seconds=1)).date()
