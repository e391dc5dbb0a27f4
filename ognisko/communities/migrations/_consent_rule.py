"""The database's own rule that a membership stands on its person's consent, for both engines.

PostgreSQL: a composite foreign key, and triggers for what a key cannot say. SQLite: triggers for all of it.

SQLite loses the triggers of a table that a migration rebuilds, and refuses to rebuild one that other triggers name: a
later migration that alters `Membership` or `Consent` runs `take_down` before and `put_up` after its operations.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
ALTER TABLE communities_membership
  ADD CONSTRAINT membership_stands_on_consent
  FOREIGN KEY (consent_id, person_id, community_id, door, joined_at)
  REFERENCES communities_consent (id, person_id, community_id, door, given_at);

CREATE FUNCTION communities_membership_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.consent_id, NEW.person_id, NEW.community_id, NEW.door, NEW.joined_at)
     IS DISTINCT FROM (OLD.id, OLD.consent_id, OLD.person_id, OLD.community_id, OLD.door, OLD.joined_at) THEN
    RAISE EXCEPTION 'a membership stays with its consent' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.ended_as) IS DISTINCT FROM (OLD.ended_at, OLD.ended_as) THEN
    RAISE EXCEPTION 'an ended membership stays ended' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER membership_keeps BEFORE UPDATE ON communities_membership
  FOR EACH ROW EXECUTE FUNCTION communities_membership_keeps();

CREATE FUNCTION communities_consent_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a consent is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER consent_keeps BEFORE UPDATE ON communities_consent
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION communities_consent_keeps();
"""

POSTGRESQL_AWAY = """
DROP TRIGGER consent_keeps ON communities_consent;
DROP FUNCTION communities_consent_keeps();
DROP TRIGGER membership_keeps ON communities_membership;
DROP FUNCTION communities_membership_keeps();
ALTER TABLE communities_membership DROP CONSTRAINT membership_stands_on_consent;
"""

# A consent that a membership names cannot be deleted: its foreign key says so when the transaction ends, and the
# trigger says so to a connection that left foreign keys off.
SQLITE = {
    "membership_stands_on_consent": """
      BEFORE INSERT ON communities_membership
      WHEN NOT EXISTS (
        SELECT 1 FROM communities_consent
        WHERE id = NEW.consent_id AND person_id = NEW.person_id AND community_id = NEW.community_id
          AND door = NEW.door AND given_at = NEW.joined_at)
      BEGIN SELECT RAISE(ABORT, 'membership_stands_on_consent'); END""",
    "membership_replaces_none": """
      BEFORE INSERT ON communities_membership
      WHEN EXISTS (SELECT 1 FROM communities_membership WHERE id = NEW.id OR consent_id = NEW.consent_id)
      BEGIN SELECT RAISE(ABORT, 'a consent carries one membership'); END""",
    "membership_keeps_consent": """
      BEFORE UPDATE ON communities_membership
      WHEN NEW.id IS NOT OLD.id OR NEW.consent_id IS NOT OLD.consent_id OR NEW.person_id IS NOT OLD.person_id
        OR NEW.community_id IS NOT OLD.community_id OR NEW.door IS NOT OLD.door OR NEW.joined_at IS NOT OLD.joined_at
      BEGIN SELECT RAISE(ABORT, 'a membership stays with its consent'); END""",
    "membership_stays_ended": """
      BEFORE UPDATE ON communities_membership
      WHEN OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.ended_as IS NOT OLD.ended_as)
      BEGIN SELECT RAISE(ABORT, 'an ended membership stays ended'); END""",
    "consent_keeps": """
      BEFORE UPDATE ON communities_consent
      WHEN NEW.id IS NOT OLD.id OR NEW.person_id IS NOT OLD.person_id OR NEW.community_id IS NOT OLD.community_id
        OR NEW.door IS NOT OLD.door OR NEW.given_at IS NOT OLD.given_at
      BEGIN SELECT RAISE(ABORT, 'a consent is never changed'); END""",
    "consent_replaces_none": """
      BEFORE INSERT ON communities_consent
      WHEN EXISTS (SELECT 1 FROM communities_membership WHERE consent_id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'a consent is never changed'); END""",
    "consent_stays_while_named": """
      BEFORE DELETE ON communities_consent
      WHEN (SELECT foreign_keys FROM pragma_foreign_keys) = 0
        AND EXISTS (SELECT 1 FROM communities_membership WHERE consent_id = OLD.id)
      BEGIN SELECT RAISE(ABORT, 'a membership stands on this consent'); END""",
}


def put_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for name, rule in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER communities_{name} {rule}")


def take_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_AWAY)
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER communities_{name}")
