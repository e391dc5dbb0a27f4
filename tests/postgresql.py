"""Run a command with DATABASE_URL set to a PostgreSQL of our own: unprivileged, on a socket, gone afterwards.

    python tests/postgresql.py pytest -m "not browser"

With DATABASE_URL already set the command runs against that. Where PostgreSQL is not installed this says so and
leaves with 0, unless OGNISKO_REQUIRE_ALL=1 (as in CI), which makes it an error.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SPEED = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60"]


def main() -> int:
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(sys.argv[1:])
    programs = _programs()
    if programs is None:
        print("PostgreSQL is not installed here: the tests on PostgreSQL are skipped.")
        return 1 if os.environ.get("OGNISKO_REQUIRE_ALL") == "1" else 0
    folder = Path(tempfile.mkdtemp(prefix="ognisko-pg-", dir="/tmp"))
    owner = _owner()
    try:
        _start(programs, folder, owner)
        url = f"postgres://{owner}@/postgres?host={folder}"
        return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})
    finally:
        _as(owner, [f"{programs}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "-s", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them beside its versions, not on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _owner() -> str:
    """PostgreSQL refuses to run as root, so root lends it to a person without rights."""
    me = pwd.getpwuid(os.getuid()).pw_name
    if me != "root":
        return me
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _start(programs: Path, folder: Path, owner: str) -> None:
    if os.getuid() == 0:
        shutil.chown(folder, owner)
    folder.chmod(0o755)
    data = folder / "data"
    _as(owner, [f"{programs}/initdb", "-D", str(data), "-A", "trust", "-U", owner, "-E", "UTF8", "--locale=C", "-N"])
    settings = " ".join(f"-c {setting}" for setting in [*SPEED, f"unix_socket_directories={folder}"])
    log = str(folder / "log")
    _as(owner, [f"{programs}/pg_ctl", "-D", str(data), "-w", "-s", "-l", log, "-o", settings, "start"])


def _as(owner: str, command: list[str]) -> None:
    demote = {"user": owner} if os.getuid() == 0 else {}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **demote)


if __name__ == "__main__":
    sys.exit(main())
