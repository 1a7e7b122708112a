"""The first texts, and edition 1 made of them: a site without an edition can lend no number."""

import tomllib
from pathlib import Path

from django.db import migrations

SOURCE = Path(__file__).parent.parent / "first_edition.toml"
LANGUAGES = ("ru", "en")
# Kind in the file and in the edition: its model, and its translated fields.
TEXTS = {
    "sections": ("Section", ("title", "body")),
    "openers": ("Opener", ("text",)),
    "hard": ("HardSentence", ("they_say", "you_can_say")),
}


def both(row, fields):
    """Columns of `fields` in each language; the bare column repeats the default language."""
    columns = {f"{field}_{language}": row[f"{field}_{language}"].strip() for field in fields
               for language in LANGUAGES}
    return columns | {field: columns[f"{field}_en"] for field in fields}


def publish(apps, schema_editor):
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    content = {language: {kind: [] for kind in TEXTS} for language in LANGUAGES}
    for kind, (name, fields) in TEXTS.items():
        for order, row in enumerate(source[kind], start=1):
            columns = both(row, fields)
            slug = {"slug": row["slug"]} if kind == "sections" else {}
            made = apps.get_model("guidelines", name).objects.create(order=order, **slug, **columns)
            for language in LANGUAGES:
                texts = {field: columns[f"{field}_{language}"] for field in fields}
                content[language][kind].append((slug or {"id": made.pk}) | texts)
    apps.get_model("guidelines", "Edition").objects.create(
        number=1, must_reread=True, content=content, **both(source, ("notes",))
    )


def withdraw(apps, schema_editor):
    for name in ("Edition", "Section", "Opener", "HardSentence"):
        apps.get_model("guidelines", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0001_initial")]
    operations = [migrations.RunPython(publish, withdraw)]
