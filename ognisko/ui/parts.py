"""Parts that one package shows on the page of a lower one.

A page of `communities` may show threads although `discussions` stands above it: the higher package declares, in its
`parts.py`, what it shows at a named place, and the view of the page collects it. The lower package imports nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Part:
    template: str
    inputs: dict[str, Any] = field(default_factory=dict)

    def __html__(self) -> SafeString:
        return mark_safe(render_to_string(self.template, self.inputs, using="jinja2"))


Maker = Callable[..., Part | None]
_makers: dict[str, list[tuple[int, Maker]]] = {}


def shown_at(place: str, *, order: int) -> Callable[[Maker], Maker]:
    """Declare that a function makes a part for a place, such as "communities:show"; it may return None for nothing."""

    def declare(maker: Maker) -> Maker:
        makers = _makers.setdefault(place, [])
        makers.append((order, maker))
        makers.sort(key=lambda pair: pair[0])
        return maker

    return declare


def parts_at(place: str, **inputs: object) -> list[Part]:
    """The parts of a place in their order, made now: all queries happen here, in the view, none in the template."""
    made = (maker(**inputs) for _order, maker in _makers.get(place, []))
    return [part for part in made if part is not None]
