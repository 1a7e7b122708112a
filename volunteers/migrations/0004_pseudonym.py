"""A pseudonym in place of the address; the next migration fills it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0003_rehearsed")]
    operations = [
        migrations.RemoveConstraint("volunteer", "volunteer_email_in_lower_case"),
        migrations.RenameField("volunteer", "email", "pseudonym"),
        migrations.AlterField(
            "volunteer",
            "pseudonym",
            models.CharField(max_length=254, unique=True, verbose_name="e-mail address"),
        ),
        migrations.AddField(
            "volunteer", "sealed_address", models.BinaryField(null=True, editable=False)
        ),
        migrations.AddField(
            "volunteer",
            "session_mark",
            models.CharField(max_length=22, blank=True, default="", db_default=""),
        ),
    ]
