"""What a request for help is about; threats come first."""

from django.db import migrations, models
from django.db.models import Case, When


class Migration(migrations.Migration):
    dependencies = [("campaign", "0002_moderators")]
    operations = [
        migrations.AddField(
            model_name="helprequest",
            name="topic",
            field=models.CharField(
                choices=[
                    ("question", "A question, or something else"),
                    ("threat", "Somebody threatens me"),
                    ("distress", "Somebody I called is in distress"),
                    ("technical", "Something does not work"),
                    ("data", "What you hold of me"),
                ],
                db_default="question",
                default="question",
                max_length=9,
                verbose_name="topic",
            ),
        ),
        migrations.AlterModelOptions(
            name="helprequest",
            options={
                "default_permissions": ("view", "change", "delete"),
                "ordering": ("is_done", Case(When(topic="threat", then=0), default=1), "-id"),
                "verbose_name": "help request",
                "verbose_name_plural": "help requests",
            },
        ),
    ]
