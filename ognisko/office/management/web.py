import os

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from ognisko.office.management.forking import die_with


def serve_web() -> None:
    """One process that answers, with a few threads; Granian keeps it in a child of its own."""
    os.register_at_fork(after_in_child=lambda: die_with(os.getppid()))
    Server(
        "ognisko.wsgi:application",
        address=settings.HOST.strip("[]"),
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.THREADS,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
