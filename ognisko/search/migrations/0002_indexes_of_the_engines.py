from django.db import migrations

from ognisko.search.engines import postgresql, sqlite


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql.NARROW)
        schema_editor.execute(postgresql.CREATE)
    else:
        schema_editor.execute(sqlite.CREATE)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(postgresql.DROP if is_postgresql else sqlite.DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
