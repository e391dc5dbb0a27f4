from ognisko.office.forms.face import FaceForm, FundingForm, TextsForm
from ognisko.office.forms.first_run import CodeForm
from ognisko.office.forms.problems import AnswerForm, CloseForm, ExtendForm, ReportForm
from ognisko.office.forms.publications import ClauseForm, PublicationForm, StatementForm
from ognisko.office.forms.rules import EverybodyOutForm, FreeDayForm, ReadOnlyForm, RegistrationForm

__all__ = [
    "AnswerForm",
    "ClauseForm",
    "CloseForm",
    "CodeForm",
    "EverybodyOutForm",
    "ExtendForm",
    "FaceForm",
    "FreeDayForm",
    "FundingForm",
    "PublicationForm",
    "ReadOnlyForm",
    "RegistrationForm",
    "ReportForm",
    "StatementForm",
    "TextsForm",
]
