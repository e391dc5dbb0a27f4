"""Documents become threads of kind experience: all of them or none, with dates, authors, keywords, external ids."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ognisko.communities.models import Community
from ognisko.discussions.models import Post, Thread
from ognisko.discussions.take_in import PostRow, TagRow, ThreadRow, slug_of_tag, take_in_tags, take_in_threads
from ognisko.exchange.documents.reading import Document, Problem, Read
from ognisko.people.take_in import Author, write_authors
from ognisko.text.polish import fold

UNKNOWN = "Archiwum dokumentów / document archive"  # the author of a document that names none
BATCH = 500

Progress = Callable[[int], object]  # documents done since the last call


@dataclass
class Report:
    kind: str
    community: str
    rows: int
    created: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: list[dict[str, object]] = field(default_factory=list)
    dry_run: bool = False

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    @property
    def has_errors(self) -> bool:
        return any(problem["is_error"] for problem in self.problems)


def take_in_documents(
    found: Read, *, community: Community, dry_run: bool = False, progress: Progress | None = None
) -> Report:
    report = Report("document", community.slug, found.rows, dry_run=dry_run)
    _tell(report, found.errors, is_error=True)
    _tell(report, found.left_out)
    known = known_documents(found.documents)
    elsewhere = [one for one in found.documents if known.get(one.external_id, (community.pk, ""))[0] != community.pk]
    _tell(report, [Problem(one.line, _("this id is in another community already")) for one in elsewhere])
    _tell(report, list(changed(found.documents, known, community)))
    report.unchanged = sum(place[0] == community.pk for place in known.values())
    fresh = [one for one in found.documents if one.external_id not in known]
    report.skipped = len(found.left_out) + len(elsewhere)
    report.created = 0 if report.has_errors else len(fresh)
    if fresh and not (report.has_errors or dry_run):
        _write(fresh, community, progress)
    return report


def _write(documents: list[Document], community: Community, progress: Progress | None) -> None:
    with transaction.atomic():
        now = timezone.now()
        authors = write_authors(
            [Author(_author_key(one), one.author or UNKNOWN, one.written_at or now) for one in documents]
        )
        take_in_tags(community, [TagRow(name=word) for one in documents for word in one.keywords])
        rows = (_thread(one, authors[_author_key(one)].pk, now) for one in documents)
        take_in_threads(community, rows, progress=progress)


def _author_key(document: Document) -> str:
    return f"document-author:{fold(document.author)}"[:200]


def _thread(document: Document, author_id: int, now: datetime) -> ThreadRow:
    post = PostRow(
        external_id=document.external_id,
        author_id=author_id,
        text=document.text,
        written_at=document.written_at or now,
        source_url=document.source_url,
    )
    return ThreadRow(
        external_id=document.external_id,
        title=document.title,
        posts=[post],
        kind=Thread.Kind.EXPERIENCE,
        tags=tuple(slug_of_tag(word) for word in document.keywords),
    )


def known_documents(documents: list[Document]) -> dict[str, tuple[int, str]]:
    """Which of them are here, by external id: in which community, and with which text."""
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(documents), BATCH):
        ids = [one.external_id for one in documents[start : start + BATCH]]
        posts = Post.objects.filter(external_id__in=ids)
        rows = posts.values_list("external_id", "thread__community_id", "text")
        found |= {str(key): (community, text) for key, community, text in rows}
    return found


def changed(documents: list[Document], known: dict[str, tuple[int, str]], community: Community) -> Iterator[Problem]:
    for one in documents:
        place, text = known.get(one.external_id, (0, ""))
        if place == community.pk and text != one.text:
            yield Problem(one.line, _("its text differs from what is here; what is here stays"))


def _tell(report: Report, problems: list[Problem], *, is_error: bool = False) -> None:
    report.problems += [{"line": one.line, "message": one.message, "is_error": is_error} for one in problems]
