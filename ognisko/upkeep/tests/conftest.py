from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from ognisko.upkeep.backing_up import write_backup
from ognisko.upkeep.sealing import Seal

FILES = {"logo.bin": bytes(range(256)) * 5000, "zażółć/gęślą jaźń.txt": "zażółć".encode(), "empty": b""}


@pytest.fixture(scope="session")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some uploaded files."""
    folder = tmp_path_factory.mktemp("uploads")
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def backup(tmp_path_factory, uploads, django_db_setup, django_db_blocker: DjangoDbBlocker) -> Path:
    """The whole world in one file, made by the program outside of any test's transaction."""
    path = tmp_path_factory.mktemp("backup") / "world.backup"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=uploads), path.open("wb") as file:
        write_backup(file, Seal())
    return path
