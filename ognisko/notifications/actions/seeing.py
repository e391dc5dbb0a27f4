from django.db import transaction
from django.utils import timezone

from ognisko.notifications.actions.telling import count_anew
from ognisko.notifications.models import Notice, NoticeQuerySet
from ognisko.people.models import Person


def see_bundle(bundle: str, *, by: Person) -> None:
    """The person looked at it: nothing of it is told by letter any more."""
    _see(Notice.objects.filter(bundle=bundle), by)


def see_all(*, by: Person, up_to: int | None = None) -> None:
    """`up_to` is the newest notice that stood on the page, so that what came meanwhile stays new."""
    notices = Notice.objects.all()
    _see(notices if up_to is None else notices.filter(pk__lte=up_to), by)


def _see(notices: NoticeQuerySet, by: Person) -> None:
    with transaction.atomic():
        if notices.unseen().filter(person=by).update(seen_at=timezone.now()):
            count_anew([by.pk])
