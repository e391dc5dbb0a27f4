import django.db.models.deletion
from django.db import migrations, models

from ognisko.communities.migrations import _consent_rule


class Migration(migrations.Migration):
    dependencies = [("communities", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="consent",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.RESTRICT, related_name="membership", to="communities.consent"
            ),
        ),
        migrations.RunPython(_consent_rule.put_up, _consent_rule.take_down),
    ]
