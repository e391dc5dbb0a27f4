import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from ognisko.upkeep.doctor.examining import examine, worst
from ognisko.upkeep.doctor.findings import Finding, State

MARKS = {State.WELL: "  well    ", State.NOTICE: "  notice  ", State.BROKEN: "! broken  "}
VERDICT = {
    State.WELL: "All is well.",
    State.NOTICE: "It works; some things want attention.",
    State.BROKEN: "Something is broken.",
}


class Command(BaseCommand):
    help = "Say what is wrong with this installation, and what to do. Leaves with 0: well, 1: notices, 2: broken."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for a program that watches")
        parser.add_argument(
            "--thorough", action="store_true", help="also what takes long: the whole file, the whole log"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            found = examine(is_thorough=options["thorough"])
            state = worst(found)
            if options["json"]:
                self.stdout.write(json.dumps({"state": state.name.lower(), "findings": [_plain(one) for one in found]}))
            else:
                self._tell(found, state)
        sys.exit(int(state))

    def _tell(self, found: list[Finding], state: State) -> None:
        for finding in sorted(found, key=lambda finding: -finding.state):
            self.stdout.write(f"{MARKS[finding.state]}{finding.key}: {finding.words}")
            if finding.hint:
                self.stdout.write(f"{'':10}→ {finding.hint}")
        self.stdout.write(VERDICT[state])


def _plain(finding: Finding) -> dict[str, str]:
    state = finding.state.name.lower()
    return {"look": finding.key, "state": state, "words": str(finding.words), "hint": str(finding.hint)}
