from django.db import migrations

from ognisko.audit.migrations import _append_only_rule


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(_append_only_rule.put_up, _append_only_rule.take_down),
    ]
