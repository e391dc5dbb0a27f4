from ognisko.moderation.models.cautions import CautionCount
from ognisko.moderation.models.measures import Appeal, AppealQuerySet, Measure, MeasureQuerySet
from ognisko.moderation.models.reports import Report, ReportQuerySet

__all__ = ["Appeal", "AppealQuerySet", "CautionCount", "Measure", "MeasureQuerySet", "Report", "ReportQuerySet"]
