import django.db.models.deletion
import volunteers.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(
                        primary_key=True, serialize=False, verbose_name="number"
                    ),
                ),
                (
                    "published_on",
                    models.DateField(
                        db_default=volunteers.models.Today(), verbose_name="published"
                    ),
                ),
                (
                    "must_reread",
                    models.BooleanField(default=True, verbose_name="must be read again"),
                ),
                ("notes", models.TextField(verbose_name="what changed")),
                ("notes_ru", models.TextField(null=True, verbose_name="what changed")),
                ("notes_en", models.TextField(null=True, verbose_name="what changed")),
                ("content", models.JSONField(verbose_name="texts")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ("-number",),
                "permissions": (("publish", "May publish an edition"),),
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="HardSentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("they_say", models.TextField(verbose_name="they say")),
                ("they_say_ru", models.TextField(null=True, verbose_name="they say")),
                ("they_say_en", models.TextField(null=True, verbose_name="they say")),
                ("you_can_say", models.TextField(verbose_name="you can say")),
                ("you_can_say_ru", models.TextField(null=True, verbose_name="you can say")),
                ("you_can_say_en", models.TextField(null=True, verbose_name="you can say")),
            ],
            options={
                "verbose_name": "hard sentence",
                "verbose_name_plural": "hard sentences",
                "ordering": ("order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Opener",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("text", models.TextField(verbose_name="words to begin with")),
                ("text_ru", models.TextField(null=True, verbose_name="words to begin with")),
                ("text_en", models.TextField(null=True, verbose_name="words to begin with")),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
            ],
            options={
                "verbose_name": "opener",
                "verbose_name_plural": "openers",
                "ordering": ("order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True, verbose_name="address")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_ru", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=120, null=True, verbose_name="title")),
                ("body", models.TextField(verbose_name="text")),
                ("body_ru", models.TextField(null=True, verbose_name="text")),
                ("body_en", models.TextField(null=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ("order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("confirmed_on", models.DateField(db_default=volunteers.models.Today())),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guidelines.edition",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("volunteer"), models.F("edition"), name="confirmation_one"
                    )
                ],
            },
        ),
    ]
