"""From now on the database itself refuses an address in clear, in allauth's table as well."""

from django.db import migrations, models

PATTERN = r"^[0-9a-f]{40}@pseudonym\.invalid$"


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0005_hash_addresses")]
    operations = [
        migrations.AlterField(
            "volunteer",
            "pseudonym",
            models.CharField(max_length=60, unique=True, verbose_name="e-mail address"),
        ),
        migrations.AddConstraint(
            "volunteer",
            models.CheckConstraint(
                name="volunteer_by_pseudonym", condition=models.Q(pseudonym__regex=PATTERN)
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE account_emailaddress ADD CONSTRAINT emailaddress_by_pseudonym "
            f"CHECK (email ~ '{PATTERN}')",
            "ALTER TABLE account_emailaddress DROP CONSTRAINT emailaddress_by_pseudonym",
        ),
    ]
