from ognisko.privacy.models.job import Erasure, Export, Job
from ognisko.privacy.models.request import Request
from ognisko.privacy.models.retention import InactivityWarning, Period
from ognisko.privacy.models.traces import Place, StandIn

__all__ = ["Erasure", "Export", "InactivityWarning", "Job", "Period", "Place", "Request", "StandIn"]
