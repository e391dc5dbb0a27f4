"""What is done to the installation itself."""

from ognisko.office.actions.first_run import is_first_run_code, make_first_run_code, set_up

__all__ = ["is_first_run_code", "make_first_run_code", "set_up"]
