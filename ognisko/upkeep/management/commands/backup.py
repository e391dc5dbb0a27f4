import os
import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ognisko.office.management.progress import progress_on
from ognisko.upkeep import actions
from ognisko.upkeep.backing_up import CannotBackUp, Contents, applied_migrations
from ognisko.upkeep.models import Backup
from ognisko.upkeep.sealing import Seal, recipient
from ognisko.upkeep.thinning import MOST_WEEKS, Rule


class Command(BaseCommand):
    help = (
        "Write everything into one file, while people write: tables, uploaded files and, where the file is locked, "
        "the secret key. A folder gets a file with a name of its time, and its old backups are thinned out."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="a file that is not there yet, a folder, or -")
        lock = parser.add_mutually_exclusive_group()
        lock.add_argument("--encrypt-to", action="append", metavar="KEY", help="a public key of age or SSH; repeatable")
        lock.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line locks the backup")
        parser.add_argument("--keep-daily", type=int, metavar="N", help="in a folder: one for each of the last N days")
        parser.add_argument("--keep-weekly", type=int, metavar="N", help="… and of the last N weeks, 4 at most")
        parser.add_argument("--nightly", action="store_true", help="as the schedule does it, into OGNISKO_BACKUP_DIR")
        parser.add_argument("--asked", type=int, help="the one that the page of backups asked for")

    def handle(self, *args: Any, **options: Any) -> None:
        leave_on_sigterm()
        seal = _seal(options)
        try:
            applied_migrations()  # before any table is asked
            if options["nightly"] or options["asked"]:
                _into_folder_of_settings(options["asked"])
            elif not options["file"]:
                raise CommandError("Name a file, a folder, or - for the standard output.")
            elif options["file"] == "-":
                _to_standard_output(seal)
            else:
                self._by_hand(Path(options["file"]), seal, options)
        except CannotBackUp as error:
            raise CommandError(str(error)) from error

    def _by_hand(self, path: Path, seal: Seal, options: dict[str, Any]) -> None:
        backup = Backup(occasion=Backup.Occasion.COMMAND)
        if path.is_dir():
            rule = actions.rule_of_settings()
            chosen = (options["keep_daily"] or rule.daily, min(options["keep_weekly"] or rule.weekly, MOST_WEEKS))
            gone = actions.make_backup_into(path, backup, seal, Rule(*chosen))
            self.stdout.write(f"Thinned out: {len(gone)}.")
        else:
            contents = actions.make_backup(backup, path.absolute(), seal, progress_on(self.stdout))  # type: ignore[arg-type]
            self._tell_of_gone(contents)
        self.stdout.write(f"{Path(backup.folder) / backup.file}: {backup.rows} rows, {backup.files} files, ", ending="")
        self.stdout.write(f"{backup.size / 1e6:.1f} MB, SHA-256 {backup.digest}.")
        if not seal:
            self.stdout.write("It is not locked: whoever has it reads everything. --encrypt-to locks it.")
            if not settings.SECRET_KEY_IS_GIVEN:
                self.stdout.write(f"Keep a copy of {settings.VAR / 'secret-key'} apart: only a locked backup holds it.")

    def _tell_of_gone(self, contents: Contents) -> None:
        for name in contents.gone:
            self.stderr.write(f"The file {name} went while the backup was made, and is not in it.")


def _into_folder_of_settings(asked: int | None) -> None:
    waiting = Backup.objects.under_way().filter(pk=asked).first() if asked else Backup(occasion=Backup.Occasion.NIGHT)
    if waiting is None:
        raise CommandError("No such backup waits.")
    folder = settings.BACKUP_DIR or settings.VAR / "backups"
    actions.make_backup_into(folder, waiting, actions.seal_of_settings(), actions.rule_of_settings())


def _to_standard_output(seal: Seal) -> None:
    """Whatever else would be said there, as the lines of the security log, goes to standard error."""
    sys.stdout.flush()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as file:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            actions.make_backup_stream(file, Backup(occasion=Backup.Occasion.COMMAND, file="-"), seal)
        except BrokenPipeError as error:
            raise CannotBackUp("Whoever read the backup went away.") from error


def _seal(options: dict[str, Any]) -> Seal:
    for text in options["encrypt_to"] or ():
        try:
            recipient(text)
        except ValueError as error:
            raise CommandError(f"--encrypt-to {text}: write a key as age1… or ssh-ed25519 ….") from error
    return Seal(tuple(options["encrypt_to"] or ()), passphrase_in(options["passphrase_file"]))


def leave_on_sigterm() -> None:
    """As an exception, so that nothing unfinished is left behind."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def passphrase_in(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        words = path.read_text().partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {getattr(error, 'strerror', None) or 'it is not text'}") from error
    if not words:
        raise CommandError(f"{path}: its first line is empty.")
    return words
