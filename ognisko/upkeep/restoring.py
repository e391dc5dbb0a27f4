"""Restores a backup into an empty installation: all of it, or nothing."""

from collections.abc import Callable
from pathlib import Path

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from ognisko.audit.log import note
from ognisko.search.reindexing import reindex
from ognisko.search.terms import count_anew
from ognisko.upkeep.backing_up import Progress
from ognisko.upkeep.inspecting import CannotRestore, Inspected, inspect
from ognisko.upkeep.loading import load
from ognisko.upkeep.places import Uploads, lock_people, new_database, refuse_people, refuse_what_is_not_empty
from ognisko.upkeep.sealing import Keys

Say = Callable[[str], object]
OTHER_TABLES = (
    "The database has tables of another version than the backup. Give it an empty one: `dropdb`, then `createdb`."
)


def restore(path: Path, keys: Keys, say: Say, progress: Progress | None = None) -> Inspected:
    """Nobody else may work in the data folder meanwhile (office.management.occupying)."""
    say("Reading the backup …")
    inspected = inspect(path, keys, progress)
    say(f"  It is whole: {inspected.summary()}.")
    uploads = Uploads()
    refuse_what_is_not_empty(uploads)
    uploads.begin()
    with new_database():
        say("Making the tables …")
        apps = _tables_of(inspected)
        say("Filling them …")
        with transaction.atomic():
            lock_people()
            refuse_people()
            load(inspected, apps, uploads, progress)
            if connection.vendor == "postgresql":
                uploads.put_in_place()  # undone by whoever tries again, if the commit does not come
        _bring_up_to_date(inspected, say, progress)
        if connection.vendor == "sqlite":
            uploads.put_in_place()  # the last step but the renaming of the database
    uploads.end()
    return inspected


def _tables_of(inspected: Inspected) -> Apps:
    """The database gets the tables of the version that made the backup; the models of that version."""
    executor = MigrationExecutor(connection)
    there = {key for key in executor.loader.applied_migrations if key in executor.loader.disk_migrations}
    if there - inspected.migrations:
        raise CannotRestore(OTHER_TABLES)
    ends = _ends(executor.loader, inspected.migrations)
    executor.migrate(ends)
    if set(executor.loader.graph.leaf_nodes()) == set(ends):
        return current_apps
    return executor.loader.project_state(ends).apps


def _ends(loader: MigrationLoader, names: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last ones of each app."""
    nodes = loader.graph.node_map
    followed = {
        parent.key
        for name in names
        for parent in nodes[name].parents
        if parent.key in names and parent.key[0] == name[0]
    }
    return sorted(names - followed)


def _bring_up_to_date(inspected: Inspected, say: Say, progress: Progress | None) -> None:
    """What an upgrade would do, a line in the security log, and the index of the search, which no backup holds."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        made = inspected.header["made_at"]
        note("restored", made_at=made, version=inspected.header["ognisko"], rows=sum(inspected.rows.values()))
    say("Making the search index …")
    with transaction.atomic():
        reindex(progress)
        count_anew()
