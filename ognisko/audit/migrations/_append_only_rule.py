"""The database's own rule that the security log is only added to, for both engines. Tried with raw SQL in `audit/tests/`.

An entry may be linked into the chain once and otherwise never changes; it is deleted only where a row of `Removal` lets
its whole day go, and such a row is taken only for days that are old enough. The head only goes forward.

SQLite loses the triggers of a table that a migration rebuilds: a later migration that alters one of these tables runs
`take_down` before and `put_up` after its operations.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the security log is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION audit_entry_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.number IS NOT NULL OR NEW.number IS NULL OR
     (NEW.id, NEW.at, NEW.event, NEW.actor_id, NEW.target_kind, NEW.target_id, NEW.result, NEW.address,
      NEW.request_id, NEW.facts) IS DISTINCT FROM
     (OLD.id, OLD.at, OLD.event, OLD.actor_id, OLD.target_kind, OLD.target_id, OLD.result, OLD.address,
      OLD.request_id, OLD.facts) THEN
    RAISE EXCEPTION 'the security log is only added to' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_keeps BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_keeps();

CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_removal WHERE before > OLD.day) THEN
    RAISE EXCEPTION 'the security log is only added to' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER entry_stays BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_stays();
CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();

CREATE FUNCTION audit_removal_is_old() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.days < 730 AND NOT NEW.is_shorter) OR NEW.days < 1
     OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE day >= NEW.before + NEW.days) THEN
    RAISE EXCEPTION 'these days are not old enough' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER removal_is_old BEFORE INSERT ON audit_removal FOR EACH ROW EXECUTE FUNCTION audit_removal_is_old();
CREATE TRIGGER removal_keeps BEFORE UPDATE OR DELETE ON audit_removal FOR EACH ROW EXECUTE FUNCTION audit_refuses();
CREATE TRIGGER removal_is_not_emptied BEFORE TRUNCATE ON audit_removal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();

CREATE FUNCTION audit_head_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.number <= OLD.number OR NEW.day < OLD.day THEN
    RAISE EXCEPTION 'the head of the log goes forward' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER head_goes_forward BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_head_goes_forward();
CREATE TRIGGER head_stays BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refuses();
CREATE TRIGGER head_is_not_emptied BEFORE TRUNCATE ON audit_head FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses();
"""

POSTGRESQL_AWAY = """
DROP TRIGGER head_is_not_emptied ON audit_head;
DROP TRIGGER head_stays ON audit_head;
DROP TRIGGER head_goes_forward ON audit_head;
DROP FUNCTION audit_head_goes_forward();
DROP TRIGGER removal_is_not_emptied ON audit_removal;
DROP TRIGGER removal_keeps ON audit_removal;
DROP TRIGGER removal_is_old ON audit_removal;
DROP FUNCTION audit_removal_is_old();
DROP TRIGGER entry_is_not_emptied ON audit_entry;
DROP TRIGGER entry_stays ON audit_entry;
DROP FUNCTION audit_entry_stays();
DROP TRIGGER entry_keeps ON audit_entry;
DROP FUNCTION audit_entry_keeps();
DROP FUNCTION audit_refuses();
"""

# An INSERT OR REPLACE deletes what it replaces without a trigger for deleting, so inserting looks first.
SQLITE = {
    "entry_replaces_none": """
      BEFORE INSERT ON audit_entry
      WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
    "entry_keeps": """
      BEFORE UPDATE ON audit_entry
      WHEN OLD.number IS NOT NULL OR NEW.number IS NULL OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at
        OR NEW.event IS NOT OLD.event OR NEW.actor_id IS NOT OLD.actor_id OR NEW.target_kind IS NOT OLD.target_kind
        OR NEW.target_id IS NOT OLD.target_id OR NEW.result IS NOT OLD.result OR NEW.address IS NOT OLD.address
        OR NEW.request_id IS NOT OLD.request_id OR NEW.facts IS NOT OLD.facts
        OR EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
    "entry_stays": """
      BEFORE DELETE ON audit_entry
      WHEN NOT EXISTS (SELECT 1 FROM audit_removal WHERE before > OLD.day)
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
    "removal_is_old": """
      BEFORE INSERT ON audit_removal
      WHEN (NEW.days < 730 AND NOT NEW.is_shorter) OR NEW.days < 1
        OR EXISTS (SELECT 1 FROM audit_removal WHERE id = NEW.id)
        OR NOT EXISTS (SELECT 1 FROM audit_entry WHERE day >= date(NEW.before, '+' || NEW.days || ' days'))
      BEGIN SELECT RAISE(ABORT, 'these days are not old enough'); END""",
    "removal_keeps": """
      BEFORE UPDATE ON audit_removal
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
    "removal_stays": """
      BEFORE DELETE ON audit_removal
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
    "head_replaces_none": """
      BEFORE INSERT ON audit_head
      WHEN EXISTS (SELECT 1 FROM audit_head WHERE id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'the head of the log goes forward'); END""",
    "head_goes_forward": """
      BEFORE UPDATE ON audit_head
      WHEN NEW.id IS NOT OLD.id OR NEW.number <= OLD.number OR NEW.day < OLD.day
      BEGIN SELECT RAISE(ABORT, 'the head of the log goes forward'); END""",
    "head_stays": """
      BEFORE DELETE ON audit_head
      BEGIN SELECT RAISE(ABORT, 'the security log is only added to'); END""",
}


def up(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [POSTGRESQL]
    return [f"CREATE TRIGGER audit_{name} {rule}" for name, rule in SQLITE.items()]


def down(vendor: str) -> list[str]:
    return [POSTGRESQL_AWAY] if vendor == "postgresql" else [f"DROP TRIGGER audit_{name}" for name in SQLITE]


def put_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in up(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def take_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in down(schema_editor.connection.vendor):
        schema_editor.execute(statement)
