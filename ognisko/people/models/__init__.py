from ognisko.people.models.person import Person, PersonQuerySet
from ognisko.people.models.roles import InstallationRole
from ognisko.people.models.sign_in_link import SignInLink
from ognisko.people.models.structure import Assignment, Organisation, OrganisationRelation, Unit, UnitRelation

__all__ = [
    "Assignment",
    "InstallationRole",
    "Organisation",
    "OrganisationRelation",
    "Person",
    "PersonQuerySet",
    "SignInLink",
    "Unit",
    "UnitRelation",
]
