from django.http import HttpRequest
from django.utils import timezone

from ognisko.search.models import Count, Entry
from ognisko.ui.parts import Part, shown_at


@shown_at("activity:jobs", order=20)
def state_of_index(*, request: HttpRequest) -> Part:
    """How large the index is, and how far its renewal has come while one runs."""
    count = Count.objects.first()
    is_running = bool(count and count.leased_until and count.leased_until > timezone.now())
    return Part("search/_state.html", {"entries": Entry.objects.count(), "count": count, "is_running": is_running})
