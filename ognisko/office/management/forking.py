"""Children of one process that has read the whole program once: they start at once and share its memory."""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable

from django.core.management.base import CommandError

PR_SET_PDEATHSIG = 1
M_ARENA_MAX = -8
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def fork(main: Callable[[], object]) -> int:
    """Run a function in a child with a session of its own, so that Ctrl-C reaches only the parent; the child's id."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        die_with(parent)
        main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except CommandError as error:
        print(error, file=sys.stderr)  # noqa: T201
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def keep_few_arenas() -> None:
    """glibc gives each thread a heap of its own, which only the interpreter's lock would let it use: one is enough."""
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(M_ARENA_MAX, 1)  # type: ignore[union-attr]


def give_memory_back() -> None:
    """What reading the program needed and no longer holds goes back, before children share the rest."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)  # type: ignore[union-attr]


def die_with(parent: int) -> None:
    """Ask the kernel to stop this process when its parent is killed, so that no orphan keeps the port."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
