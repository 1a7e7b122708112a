"""A fact that is out of date is not found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0008_second_edition")]
    operations = [
        migrations.AddField("passage", "valid_until", models.DateField(null=True)),
    ]
