"""The command `ognisko`: thin names over the apps' commands."""

import os
import sys

from django.core.management import execute_from_command_line

GROUPS = {"import"}  # `ognisko import units …` is the command import_units


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ognisko.settings")
    words = sys.argv[1:]
    if len(words) > 1 and words[0] in GROUPS:
        words = [f"{words[0]}_{words[1].replace('-', '_')}", *words[2:]]
    execute_from_command_line(["ognisko", *words])
