"""The command `ognisko`: thin names over the apps' commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, ManagementUtility, get_commands

OVERVIEW = """\
Ognisko, a web platform for communities of practice.

  ognisko serve             prepare what is not ready, then serve web and worker together
  ognisko worker            only tell events, send letters and do what the schedule says
  ognisko prepare           only prepare: tables, languages, static files, the demo the first time

  ognisko check             say what keeps this installation from serving safely
  ognisko migrate           bring the database to this version
  ognisko doctor            say what is wrong with this installation, and what to do; --json, --thorough
  ognisko demo              load the demo into an empty database
  ognisko letter ADDRESS    write a trial letter
  ognisko forget_factor ADDRESS   forget the second factor of who lost it

  ognisko backup FILE       write everything into one file, while people write; --encrypt-to locks it
  ognisko restore FILE      bring a backup into an empty installation; --dry-run only checks the file

  ognisko import units FILE …           organisations and units, from a table
  ognisko import people FILE …          people, from a table
  ognisko import stackexchange DIR …    conversations, from a Stack Exchange dump
  ognisko import documents FILE …       documents, from JSON Lines

  ognisko search WORDS      search as a person does; --json, --as EMAIL, --queries FILE
  ognisko reindex           make the search index anew

  ognisko purge             let go what is kept no longer; --dry-run only says what would go
  ognisko audit verify      say whether the security log is as it was written

  ognisko assets            build styles, scripts, icons and fonts
  ognisko messages          take texts into the catalogues; --check finds what is not translated

Every command explains itself with --help. Settings come from the environment: docs/operating.md.
"""
GROUPS = {"audit", "import"}  # `ognisko import units …` is the command import_units
HELP = {"--help", "-h", "help"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ognisko.settings")
    words = joined(sys.argv[1:])
    if not words or (words[0] in HELP and len(words) == 1):
        sys.stdout.write(OVERVIEW)
        return
    try:
        Commands(["ognisko", *words]).execute()
    except ImproperlyConfigured as error:
        sys.exit(f"ognisko: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


class Commands(ManagementUtility):
    def fetch_command(self, subcommand: str) -> BaseCommand:
        if subcommand not in get_commands():
            sys.exit(f"There is no command `ognisko {subcommand.replace('_', ' ', 1)}`.\n\n{OVERVIEW}")
        return super().fetch_command(subcommand)


def joined(words: list[str]) -> list[str]:
    """A group and what follows it are one command, named with an underscore."""
    if len(words) > 1 and words[0] in GROUPS and not words[1].startswith("-"):
        return [f"{words[0]}_{words[1].replace('-', '_')}", *words[2:]]
    return words
