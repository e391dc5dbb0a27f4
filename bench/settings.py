"""The product's own settings, with two more addresses."""

from pathlib import Path

from ognisko.settings import *  # noqa: F403
from ognisko.settings import TEMPLATES

ROOT_URLCONF = "bench.reference"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")  # type: ignore[attr-defined]
