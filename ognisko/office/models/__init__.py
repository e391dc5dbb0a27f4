from ognisko.office.models.face import Face, FundingBlock, Picture
from ognisko.office.models.installation import Office, Throttle
from ognisko.office.models.problems import AccessibilityProblem, ProblemStep
from ognisko.office.models.publications import AccessibilityStatement, InformationClause, Publication, Reading
from ognisko.office.models.rules import FreeDay, HouseRules

__all__ = [
    "AccessibilityProblem",
    "AccessibilityStatement",
    "Face",
    "FreeDay",
    "FundingBlock",
    "HouseRules",
    "InformationClause",
    "Office",
    "Picture",
    "ProblemStep",
    "Publication",
    "Reading",
    "Throttle",
]
