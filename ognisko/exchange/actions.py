"""Verbs of bringing in through the pages: what can be seen to be wrong is refused at once, the rest in the trial."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from ognisko.communities.models import Community
from ognisko.exchange.uploads.archive import tables_in
from ognisko.exchange.uploads.places import address_of_new, open_to
from ognisko.exchange.uploads.take_in import lines_of
from ognisko.people.models import ImportJob, Person
from ognisko.people.permissions import is_administrator
from ognisko.people.take_in.jobs import begin_file, must_fit

DOCUMENTS, STACKEXCHANGE = "documents", "stackexchange"


def upload(
    *,
    kind: str,
    file_name: str,
    data: bytes,
    by: Person,
    community: Community | None = None,
    name: str = "",
    language: str = "pl",
    organisation: str = "",
    site: str = "",
) -> ImportJob:
    """Keep the file for the trial; into a community, or into a new one of this name and language."""
    if not is_administrator(by) or (community and not open_to(by).filter(pk=community.pk).exists()):
        raise PermissionDenied
    must_fit(data)
    rows = _count_lines(data) if kind == DOCUMENTS else 0
    if kind == STACKEXCHANGE:
        tables_in(data)
    said = {
        "community": community.pk if community else None,
        "slug": "" if community else address_of_new(kind, name),
        "name": name,
        "language": language,
        "organisation": organisation,
        "site": site,
    }
    return begin_file(kind=kind, file_name=file_name, data=data, by=by, said=said, rows=rows)


def _count_lines(data: bytes) -> int:
    try:
        count = sum(bool(line.strip()) for line in lines_of(data))
    except UnicodeDecodeError as error:
        raise ValidationError({"file": _("The file is not UTF-8. Save it as UTF-8 and try again.")}) from error
    if not count:
        raise ValidationError({"file": _("There is no line with text in the file.")})
    return count
