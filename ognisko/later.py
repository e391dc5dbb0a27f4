"""A large library that few acts need is read when the first of them comes, not by every process at its start."""

from importlib import import_module
from typing import Any


class Later:
    """`etree = Later("lxml.etree")` stands for the module, and becomes it by the first look at something in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, key: str) -> Any:
        return getattr(import_module(self._name), key)
