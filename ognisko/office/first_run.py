"""The first steps of an empty installation.

This package asks for the one-time code. What follows – the first administrator, the organisation, its units – belongs
to higher packages, which declare it in their `first_run_steps.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

Answers = dict[str, dict[str, Any]]


class StepForm(forms.Form):
    """A form that knows what was answered before: going back loses nothing."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, kept: dict[str, Any]) -> None:
        self.kept = kept
        super().__init__(data, initial=kept)

    def answers(self) -> dict[str, Any]:
        """What stays in the session until the last step: plain values, never a password as it was typed."""
        return dict(self.cleaned_data)


@dataclass(frozen=True)
class Step:
    key: str
    order: int
    title: str | Promise
    lede: str | Promise
    form: type[StepForm]


_steps: list[Step] = []
_finishers: list[Callable[[HttpRequest, Answers], None]] = []


def declare(step: Step) -> None:
    _steps.append(step)
    _steps.sort(key=lambda one: one.order)


def finishes(act: Callable[[HttpRequest, Answers], None]) -> Callable[[HttpRequest, Answers], None]:
    """Declare what makes the installation out of all the answers, and signs its first administrator in."""
    _finishers.append(act)
    return act


def steps() -> list[Step]:
    autodiscover_modules("first_run_steps")
    return _steps


def finish(request: HttpRequest, answers: Answers) -> None:
    for act in _finishers:
        act(request, answers)
