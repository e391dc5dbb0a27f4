"""What the builders of the world share."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ognisko.communities.models import Community
from ognisko.discussions.models import Thread
from ognisko.people.models import Organisation, Person, Unit

FOLDER = Path(__file__).parent.parent / "world"
WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=WARSAW)  # when the tests happen


@dataclass
class World:
    now: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)  # by title


@dataclass(order=True)
class Step:
    """One thing that somebody does, and when; steps of all communities are lived in the order of time."""

    at: datetime
    rank: int
    act: Callable[[], object] = field(compare=False)


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def before(world: World, days: float) -> datetime:
    return world.now - timedelta(days=days)
