"""What is done to the installation itself."""

from ognisko.office.actions.face import Incomplete, change_face, change_funding, remove_picture, set_picture
from ognisko.office.actions.first_run import is_first_run_code, make_first_run_code, set_up
from ognisko.office.actions.problems import (
    TooLate,
    answer_problem,
    close_problem,
    extend_problem,
    report_problem,
    warn_of_problems,
)
from ognisko.office.actions.publications import (
    confirm_reading,
    publish_clause,
    publish_statement,
    save_clause,
    save_statement,
)
from ognisko.office.actions.rules import (
    add_free_day,
    begin_read_only,
    change_registration,
    end_read_only,
    remove_free_day,
    sign_everybody_out,
)

__all__ = [
    "Incomplete",
    "TooLate",
    "add_free_day",
    "answer_problem",
    "begin_read_only",
    "change_face",
    "change_funding",
    "change_registration",
    "close_problem",
    "confirm_reading",
    "end_read_only",
    "extend_problem",
    "is_first_run_code",
    "make_first_run_code",
    "publish_clause",
    "publish_statement",
    "remove_free_day",
    "remove_picture",
    "report_problem",
    "save_clause",
    "save_statement",
    "set_picture",
    "set_up",
    "sign_everybody_out",
    "warn_of_problems",
]
