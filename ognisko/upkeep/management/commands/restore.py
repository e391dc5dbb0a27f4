from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ognisko.office.management.occupying import occupied
from ognisko.office.management.progress import progress_on
from ognisko.upkeep.inspecting import CannotRestore, Inspected, inspect
from ognisko.upkeep.management.commands.backup import leave_on_sigterm, passphrase_in
from ognisko.upkeep.restoring import restore
from ognisko.upkeep.sealing import Keys, identities_in


class Command(BaseCommand):
    help = "Bring a backup into an empty installation: all of it or nothing. Checked before, counted after."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--identity", type=Path, metavar="FILE", help="private key that opens a locked backup")
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="or the passphrase, on its first line")
        parser.add_argument(
            "--dry-run", action="store_true", help="only read the backup through and say whether it is whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        leave_on_sigterm()
        keys = Keys(_identities(options["identity"]), passphrase_in(options["passphrase_file"]))
        progress = progress_on()
        try:
            if options["dry_run"]:
                self.stdout.write(f"It is whole: {inspect(options['file'], keys, progress).summary()}.")
                return
            with occupied(alone=True):
                inspected = restore(options["file"], keys, self.stdout.write, progress)
        except CannotRestore as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        self._tell(inspected)

    def _tell(self, inspected: Inspected) -> None:
        self.stdout.write(
            f"Restored: {sum(inspected.rows.values())} rows and {inspected.manifest['files']} files, counted."
        )
        if "secret-key" not in inspected.manifest["members"]:
            self.stdout.write(
                "The secret key was not in it. Put yours in place, or second factors and links sent before are void."
            )
        self.stdout.write("Everybody signs in anew. Whoever was erased after the backup must be erased again.")


def _identities(path: Path | None) -> tuple[Any, ...]:
    if path is None:
        return ()
    try:
        return identities_in(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise CommandError(f"{path} holds no private key of age (AGE-SECRET-KEY-1…) or SSH.") from error
