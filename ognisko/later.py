"""A large library that few acts need is read when the first of them comes, and of some libraries only a part."""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class Later:
    """`etree = Later("lxml.etree")` stands for the module, and becomes it by the first look at something in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, key: str) -> Any:
        return getattr(import_module(self._name), key)


def part_of(package: str, name: str) -> ModuleType:
    """A module of a package whose own door would read all its neighbours too: 250 countries, thirty languages."""
    if package not in sys.modules:
        spec = find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            raise ModuleNotFoundError(package)
        bare = ModuleType(package)
        bare.__path__ = list(spec.submodule_search_locations)
        sys.modules[package] = bare
    return import_module(f"{package}.{name}")
