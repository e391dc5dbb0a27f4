from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ognisko.search.analysis.lemmas import analyser_version
from ognisko.search.models import Entry
from ognisko.search.registry import documents
from ognisko.upkeep.doctor.findings import Finding, look, notice, well


@look()
def index() -> Iterator[Finding]:
    version = analyser_version()
    stale = Entry.objects.filter(Q(analyser_version__lt=version) | Q(analyser_version__gt=version)).count()
    wanted = sum(document.objects().order_by().count() for document in documents())
    there = Entry.objects.count()
    if stale:
        words = ngettext(
            "%(count)d entry of the search is of another analyser.",
            "%(count)d entries of the search are of another analyser.",
            stale,
        )
        yield notice("search", words % {"count": stale}, _("The worker renews them; `ognisko reindex` does it now."))
    elif there < wanted * 0.99 - 20:
        words = _("The search knows %(there)d of %(wanted)d things.") % {"there": there, "wanted": wanted}
        yield notice("search", words, _("Run `ognisko reindex`."))
    else:
        yield well("search", _("The search index is of this version (%(version)s).") % {"version": version})
