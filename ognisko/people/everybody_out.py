"""Links to sign in that were sent end when everybody is signed out."""

from django.utils import timezone

from ognisko.office.everybody_out import ends_with_everybody
from ognisko.people.models import SignInLink


@ends_with_everybody
def use_up_links() -> None:
    SignInLink.objects.alive().update(used_at=timezone.now())
