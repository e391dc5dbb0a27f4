from ognisko.office.forms.first_run import CodeForm

__all__ = ["CodeForm"]
