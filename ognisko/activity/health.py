"""What /readyz asks of the log and the database."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ognisko.ui.health import asked_when_ready

_known: dict[str, bool] = {}


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


@asked_when_ready
def ready() -> str:
    """Nothing when the database has every table of this version. Asked of the database only until it has."""
    if not _known.get("migrated"):
        _known["migrated"] = not pending_migrations()
    return "" if _known["migrated"] else "The database is older than the program: run `ognisko migrate`."
