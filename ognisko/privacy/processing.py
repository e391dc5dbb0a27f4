"""The register of processing activities (art. 30 of the GDPR), made of the declarations and the table of retention."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from ognisko.office.models import InformationClause
from ognisko.personal import Retention
from ognisko.privacy import retention
from ognisko.privacy.categories import CATEGORIES, Category
from ognisko.privacy.declared import held
from ognisko.ui.filters import language


@dataclass(frozen=True)
class Entry:
    category: Category
    kinds: list[str | Promise]
    periods: list[tuple[Retention, int]]


def entries() -> list[Entry]:
    return list(_entries())


def clause_words() -> dict[str, str]:
    """What the published information clause says of controller, officer and recipients, in the page's language."""
    clause = InformationClause.objects.newest()
    return dict((clause.texts if clause else {}).get(language(), {}))


def _entries() -> Iterator[Entry]:
    table = retention.table()
    for key, category in CATEGORIES.items():
        declared = [one for one in held() if one.category == key]
        kinds = [one.what for one in declared if one.is_told]
        labels = {one.model._meta.app_label for one in declared}
        periods = [(rule, days) for rule, days in table if _is_about(rule, key, labels)]
        if kinds or key == "security":
            yield Entry(category, kinds, periods)


_ABOUT = {
    "account": ("privacy.inactive", "privacy.inactive_warned"),
    "sign_in": ("people.sign_in_links",),
    "duties": ("people.imports",),
    "membership": ("communities.",),
    "contributions": ("discussions.deleted_posts",),
    "reading": ("discussions.read_positions",),
    "drafts": ("discussions.drafts",),
    "letters": ("mail.",),
    "requests": ("privacy.requests", "privacy.exports", "privacy.export_records", "privacy.places"),
    "security": ("audit.",),
}


def _is_about(rule: Retention, category: str, labels: set[str]) -> bool:
    named = _ABOUT.get(category)
    if named is not None:
        return rule.key.startswith(named)
    return rule.key.split(".")[0] in labels - {"people", "privacy", "discussions", "communities"}
