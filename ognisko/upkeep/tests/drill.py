"""The commands as whoever keeps the machine runs them, each in a data folder and a database of its own."""

import json
import os
import secrets
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

ROOT = Path(__file__).parents[3]
CHANGED_BY_RESTORING = ("tables/audit_",)  # that it was restored is written into the security log


@dataclass
class Place:
    var: Path
    database_url: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0  # that its restore took

    def start(self, *words: object, **environment: str) -> "subprocess.Popen[str]":
        left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "OGNISKO_SECRET_KEY", "OGNISKO_BACKUP_DIR"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        ours = {"OGNISKO_VAR": str(self.var), "DEMO": "0", "OGNISKO_AUDIT_LINES": "0", "PYTHONUNBUFFERED": "1"}
        url = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return subprocess.Popen(
            [sys.executable, *(("-m", "ognisko") if words[0] != "-c" else ()), *map(str, words)],
            cwd=ROOT,
            env={**kept, **ours, **url, **self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *words: object, **environment: str) -> tuple[int, str]:
        process = self.start(*words, **environment)
        said, _nothing = process.communicate(timeout=300)
        return process.returncode, said

    def does(self, *words: object, **environment: str) -> str:
        code, said = self.run(*words, **environment)
        assert code == 0, said
        return said


def engines() -> list[str]:
    """Both where a PostgreSQL is given, so that one moves from each to the other."""
    return ["sqlite", "postgresql"] if os.environ.get("DATABASE_URL") else ["sqlite"]


def new_place(folder: Path, engine: str) -> Place:
    if engine == "sqlite":
        return Place(folder / "var")
    url = os.environ["DATABASE_URL"]
    name = f"drill_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    before, mark, query = url.partition("?")
    return Place(folder / "var", f"{before.rpartition('/')[0]}/{name}{mark}{query}")


def notes(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and manifest of a backup that is not locked."""
    with tarfile.open(path) as tar:
        found = {name: json.load(tar.extractfile(name)) for name in ("ognisko.json", "manifest.json")}
    return found["ognisko.json"], found["manifest.json"]


def contents(path: Path) -> dict[str, Any]:
    """What two backups of the same installation share, whatever database each is of."""
    manifest = notes(path)[1]
    members = {name: facts for name, facts in manifest["members"].items() if name != "ognisko.json"}
    return {name: facts for name, facts in members.items() if not name.startswith(CHANGED_BY_RESTORING)}


def highest_ids(path: Path) -> dict[str, int]:
    found = notes(path)[1]["highest_ids"]
    return {table: number for table, number in found.items() if not table.startswith("audit_")}


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"
