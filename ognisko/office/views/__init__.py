from ognisko.office.views.first_run import first_run, first_run_step
from ognisko.office.views.privacy import privacy

__all__ = ["first_run", "first_run_step", "privacy"]
