import errno
import gc
import importlib
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import get_resolver
from django.utils.translation.reloader import translation_file_changed

from ognisko.office.management import greeting
from ognisko.office.management.forking import fork, give_memory_back, keep_few_arenas
from ognisko.office.management.occupying import occupied
from ognisko.office.management.preparing import is_fresh
from ognisko.office.management.supervising import Supervisor
from ognisko.office.management.web import serve_web
from ognisko.office.management.working import work
from ognisko.search.analysis.lemmas import analyser_version


class Command(BaseCommand):
    help = "Prepare what is not ready, then serve web and worker together until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-worker", action="store_true", help="web only; run `ognisko worker` elsewhere")
        parser.add_argument("--no-web", action="store_true", help="worker only")

    def handle(self, *args: Any, **options: Any) -> None:
        with occupied():
            self._serve(options)

    def _serve(self, options: dict[str, Any]) -> None:
        """The program is read once, here; the children are forked from it, before any connection or thread exists."""
        is_web, is_worker = not options["no_web"], not options["no_worker"]
        if is_web:
            check_port_is_free()
        supervisor = Supervisor()
        supervisor.stop_on_signals()
        is_quick = not settings.PRODUCTION and is_fresh()
        if is_quick:
            self.check(tags=["ognisko"])  # outside production no check asks the database
        elif code := supervisor.once(prepare):
            sys.exit(code)
        if supervisor.stopping.is_set():
            supervisor.stop()
            return
        read_program()
        if is_web:
            supervisor.keep("The web process", serve_web)
        if is_worker:
            supervisor.keep("The worker", work)
        last = fork(lambda: welcome(is_web=is_web, is_prepared=not is_quick))
        sys.exit(supervisor.run(beside=last))


def prepare() -> None:
    call_command("prepare", skip_checks=False)


def welcome(*, is_web: bool, is_prepared: bool) -> None:
    """Whoever started it sees where it is. What looked prepared is looked into now, so that the web answers first."""
    is_up = is_web and greeting.wait_for_port()
    if not is_prepared:
        prepare()
    if is_up:
        print("\n".join(greeting.lines()))


def read_program() -> None:
    """Read what the children need, so that it is in memory once; the dictionary of Polish is the largest.

    Catalogues that were read before they were made are forgotten.
    """
    keep_few_arenas()
    translation_file_changed(None, Path("django.mo"))
    importlib.import_module("ognisko.wsgi")
    importlib.import_module("granian.server")
    _ = get_resolver().url_patterns
    analyser_version()
    gc.collect()
    gc.freeze()
    give_memory_back()


def check_port_is_free() -> None:
    host = settings.HOST.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, settings.PORT))
        except OSError as error:
            raise CommandError(_why(error, host)) from error


def _why(error: OSError, host: str) -> str:
    if error.errno == errno.EADDRINUSE:
        other = f"PORT={settings.PORT + 1}"
        return f"Port {settings.PORT} is taken. Stop what listens there, or choose another: {other} ognisko serve"
    if error.errno == errno.EACCES:
        return f"Port {settings.PORT} needs rights that we do not have. Choose one above 1023, for example PORT=8000."
    return f"HOST={host} is not an address of this machine ({error.strerror})."
