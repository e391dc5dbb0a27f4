from ognisko.office.views.clause import clause, clause_preview, confirm_reading, edit_clause
from ognisko.office.views.face import face, funding, texts
from ognisko.office.views.first_run import first_run, first_run_step
from ognisko.office.views.privacy import privacy
from ognisko.office.views.problems import (
    answer_problem,
    close_problem,
    extend_problem,
    problem,
    problem_reported,
    problems,
    report_problem,
)
from ognisko.office.views.public import about, licences, mark, project, security_txt
from ognisko.office.views.statement import accessibility, statement, statement_preview

__all__ = [
    "about",
    "accessibility",
    "answer_problem",
    "clause",
    "clause_preview",
    "close_problem",
    "confirm_reading",
    "edit_clause",
    "extend_problem",
    "face",
    "first_run",
    "first_run_step",
    "funding",
    "licences",
    "mark",
    "privacy",
    "problem",
    "problem_reported",
    "problems",
    "project",
    "report_problem",
    "security_txt",
    "statement",
    "statement_preview",
    "texts",
]
