import pytest
from django.db import connection

from ognisko.audit.migrations import _append_only_rule


@pytest.fixture(autouse=True)
def _empty_log(db):
    """The world has been noted while it was built; these tests begin with a log of their own."""
    tables = ("audit_removal", "audit_head", "audit_entry")
    rule, vendor = _append_only_rule, connection.vendor
    with connection.cursor() as cursor:
        for statement in [*rule.down(vendor), *(f"DELETE FROM {table}" for table in tables), *rule.up(vendor)]:
            cursor.execute(statement)
