"""People who do not want to be called may write an e-mail, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0026_care_rights")]

    operations = [
        migrations.AlterField(
            model_name="suppressednumber",
            name="source",
            field=models.CharField(
                choices=[
                    ("page", "the do-not-call page"),
                    ("mail", "by e-mail"),
                    ("volunteer", "asked during a call"),
                    ("moderator", "a moderator"),
                    ("key", "proof of the key"),
                ],
                max_length=10,
                verbose_name="source",
            ),
        ),
    ]
