from ognisko.people.models.importing import ImportJob
from ognisko.people.models.merging import Merger
from ognisko.people.models.person import Person, PersonQuerySet
from ognisko.people.models.roles import InstallationRole
from ognisko.people.models.sign_in_link import SignInLink
from ognisko.people.models.structure import (
    Assignment,
    FormerOrganisation,
    FormerUnit,
    Organisation,
    OrganisationRelation,
    Unit,
    UnitRelation,
)

__all__ = [
    "Assignment",
    "FormerOrganisation",
    "FormerUnit",
    "ImportJob",
    "InstallationRole",
    "Merger",
    "Organisation",
    "OrganisationRelation",
    "Person",
    "PersonQuerySet",
    "SignInLink",
    "Unit",
    "UnitRelation",
]
