"""What the frame of every page shows of the office, kept by each process so that a page asks no query for it.

The process in which somebody changes the face looks again at once; every other one, the worker and other nodes
included, looks again when what it keeps is older than LOOKS_AGAIN_AFTER. So a change is everywhere within that time.
"""

from dataclasses import dataclass, field
from time import monotonic

from django.db import Error as DatabaseError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ognisko.office.models import (
    AccessibilityStatement,
    Face,
    FundingBlock,
    HouseRules,
    InformationClause,
    Office,
    Picture,
)
from ognisko.text.markdown import render

LOOKS_AGAIN_AFTER = 20.0  # seconds
LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it."""

    address: str
    width: int
    height: int
    alt: str = ""
    slot: str = ""


@dataclass(frozen=True)
class Funding:
    """The block of the European funds while it is on; `marks` in the order that the rules fix."""

    period: str
    programme: str
    fund: str
    title: str
    sentence: dict[str, str]
    marks: tuple[Shown, ...] = ()
    region: Shown | None = None

    @property
    def is_on_top_at_home(self) -> bool:
        """In 2014–2020 the marks had to be seen on the first page without scrolling."""
        return self.period == FundingBlock.Period.SECOND


@dataclass(frozen=True)
class PublicFace:
    name: str = ""
    short_name: str = ""
    mark: Shown | None = None
    contact_unit: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    contact_address: str = ""
    security_contact: str = ""
    heading: dict[str, str] = field(default_factory=dict)
    text: dict[str, SafeString] = field(default_factory=dict)
    easy_text: dict[str, SafeString] = field(default_factory=dict)
    film: str = ""
    funding: Funding | None = None
    statement_version: int = 0
    clause_version: int = 0
    read_only: str = ""  # what people are told while they only read

    @property
    def has_contact(self) -> bool:
        return bool(self.contact_email or self.contact_phone or self.contact_address)


@dataclass
class _Kept:
    face: PublicFace
    since: float


_kept: list[_Kept] = []  # one or none


def public_face() -> PublicFace:
    for kept in _kept:
        if monotonic() - kept.since < LOOKS_AGAIN_AFTER:
            return kept.face
    return keep(load())


def keep(face: PublicFace) -> PublicFace:
    _kept[:] = [_Kept(face, monotonic())]
    return face


def forget() -> None:
    _kept.clear()


def has_changed() -> None:
    """Called in the transaction of a verb that changes the face: this process looks again now and when it is sure."""
    forget()
    transaction.on_commit(forget)


def load() -> PublicFace:
    try:
        return _load()
    except DatabaseError:  # an error page while the tables are not there yet
        return PublicFace()


def _load() -> PublicFace:
    office = Office.objects.filter(pk=1).first() or Office()
    face = Face.objects.filter(pk=1).first() or Face()
    pictures = {picture.slot: picture for picture in Picture.objects.defer("content")}
    mark = pictures.get(Picture.Slot.OFFICE)
    return PublicFace(
        name=office.name,
        short_name=face.short_name,
        mark=shown(mark, alt="" if face.short_name else office.name) if mark else None,
        contact_unit=face.contact_unit,
        contact_email=face.contact_email,
        contact_phone=face.contact_phone,
        contact_address=face.contact_address,
        security_contact=face.security_contact,
        heading={language: getattr(face, f"home_heading_{language}") for language in LANGUAGES},
        text={language: _html(getattr(face, f"home_text_{language}"), language) for language in LANGUAGES},
        easy_text={language: _html(getattr(face, f"easy_text_{language}"), language) for language in LANGUAGES},
        film=face.sign_language_film,
        funding=_funding(pictures),
        statement_version=_version_of(AccessibilityStatement),
        clause_version=_version_of(InformationClause),
        read_only=_read_only(),
    )


def _read_only() -> str:
    rules = HouseRules.objects.exclude(read_only_since=None).filter(pk=1).first()
    return rules.read_only_words if rules else ""


def shown(picture: Picture, *, alt: str) -> Shown:
    address = reverse("office:mark", args=[f"{picture.digest}.{picture.kind}"])
    return Shown(address, picture.width, picture.height, alt, picture.slot)


def _funding(pictures: dict[str, Picture]) -> Funding | None:
    block = FundingBlock.objects.filter(pk=1, is_on=True).first()
    if block is None:
        return None
    region = pictures.get(Picture.Slot.REGION)
    return Funding(
        period=block.period,
        programme=block.programme,
        fund=block.fund,
        title=block.project_title,
        sentence={"pl": block.sentence_pl, "en": block.sentence_en},
        marks=tuple(shown(pictures[slot], alt=alt) for slot, alt in block.alts().items() if slot in pictures),
        region=shown(region, alt=block.region) if region and block.region else None,
    )


def _version_of(model: type[AccessibilityStatement] | type[InformationClause]) -> int:
    return int(model.objects.aggregate(newest=Max("version"))["newest"] or 0)


def _html(markdown: str, language: str) -> SafeString:
    return mark_safe(render(markdown, lang=language).html) if markdown else SafeString()
