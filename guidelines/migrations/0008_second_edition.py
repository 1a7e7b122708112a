"""The second edition: more sections and hard sentences, facts, care, voicemail and a rehearsal.

Only where the first one is still the newest and nobody has written on: elsewhere psychologists have
texts of their own, which stay as they are.
"""

import tomllib
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent.parent
LANGUAGES = ("ru", "en")
# Kind in the files and in the edition: its model, its translated fields, and those alike in both.
TEXTS = {
    "sections": ("Section", ("title", "body"), ()),
    "openers": ("Opener", ("text",), ()),
    "hard": ("HardSentence", ("they_say", "you_can_say"), ()),
    "facts": ("Fact", ("statement", "source"), ("address", "dated", "valid_until")),
    "care": ("Care", ("text",), ("moment",)),
    "voicemail": ("Voicemail", ("text",), ()),
    "turns": ("Turn", ("they",), ()),
    "questions": ("Question", ("ask", "kind"), ()),
}
CHOICE = ("say", "why")
FIRST = ("sections", "openers", "hard")
GUARD = "ALTER TABLE guidelines_edition {} TRIGGER guidelines_edition_stays"


def read():
    """The texts by kind, and the notes, of both files."""
    found = {}
    for name in ("second_edition", "rehearsal"):
        found |= tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for turn in found["turns"]:
        turn["slug"] = turn["id"]
        turn.setdefault("choices", [])
    return found


def columns(row, fields):
    """Columns of `fields` in each language; the bare column repeats the default language."""
    both = {
        f"{field}_{language}": row[f"{field}_{language}"].strip()
        for field in fields
        for language in LANGUAGES
    }
    return both | {field: both[f"{field}_en"] for field in fields}


def keep(model, order, row, fields, plain):
    """The text as a row of the draft: the one that began with the same words, or a new one."""
    values = columns(row, fields) | {name: row[name] for name in plain}
    values |= {"order": order, "status": "approved"}
    if "slug" in row:
        key = {"slug": row["slug"]}
    else:
        key = {f"{fields[0]}_ru": values[f"{fields[0]}_ru"]}
    return model.objects.update_or_create(defaults=values, create_defaults=values | key, **key)[0]


def as_json(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def frozen(text, row, fields, plain, language):
    key = {"slug": row["slug"]} if "slug" in row else {"id": text.pk}
    alike = {name: as_json(row[name]) for name in plain}
    made = key | alike | {name: getattr(text, f"{name}_{language}") for name in fields}
    if "choices" in row:
        made["choices"] = [
            {"helps": choice["helps"], "next": choice.get("next")}
            | {name: choice[f"{name}_{language}"].strip() for name in CHOICE}
            for choice in row["choices"]
        ]
    return made


def keep_choices(apps, turns, rows):
    found = {turn.slug: turn for turn in turns}
    for row in rows:
        for order, choice in enumerate(row["choices"], start=1):
            apps.get_model("guidelines", "Choice").objects.create(
                turn=found[row["slug"]],
                order=order,
                helps=choice["helps"],
                next=found.get(choice.get("next")),
                **columns(choice, CHOICE),
            )


def is_untouched(apps):
    """Whether the drafts are those of edition 1, which is the only one."""
    editions = list(apps.get_model("guidelines", "Edition").objects.all())
    if [(edition.number, edition.published_by_id) for edition in editions] != [(1, None)]:
        return False
    for kind in FIRST:
        name, fields, _ = TEXTS[kind]
        rows = list(apps.get_model("guidelines", name).objects.order_by("order", "pk"))
        for language in LANGUAGES:
            published = [
                [text[field] for field in fields] for text in editions[0].content[language][kind]
            ]
            if published != [[getattr(r, f"{f}_{language}") for f in fields] for r in rows]:
                return False
    return True


def publish(apps, schema_editor):
    if not is_untouched(apps):
        return
    source, content = read(), {language: {} for language in LANGUAGES}
    for kind, (name, fields, plain) in TEXTS.items():
        model = apps.get_model("guidelines", name)
        texts = [
            keep(model, order, row, fields, plain)
            for order, row in enumerate(source[kind], start=1)
        ]
        model.objects.exclude(pk__in=[text.pk for text in texts]).update(is_paused=True)
        if kind == "turns":
            keep_choices(apps, texts, source[kind])
        for language in LANGUAGES:
            content[language][kind] = [
                frozen(text, row, fields, plain, language)
                for text, row in zip(texts, source[kind], strict=True)
            ]
    apps.get_model("guidelines", "Edition").objects.create(
        number=2, must_reread=True, content=content, **columns(source, ("notes",))
    )


def withdraw(apps, schema_editor):
    """Take edition 2 back where it is this one and no call was made with it."""
    editions = apps.get_model("guidelines", "Edition").objects
    if not editions.filter(number=2, published_by=None).exists():
        return
    schema_editor.execute(GUARD.format("DISABLE"))
    schema_editor.execute("DELETE FROM guidelines_edition WHERE number = 2")
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(GUARD.format("ENABLE"))
    for name in ("choice", "turn", "fact", "care", "voicemail", "question"):
        schema_editor.execute(f"DELETE FROM guidelines_{name}")
    for kind in FIRST:
        restore(apps, schema_editor, kind, editions.get(pk=1).content)


def restore(apps, schema_editor, kind, content):
    """Make the drafts what edition 1 published."""
    name, fields, _ = TEXTS[kind]
    model, kept = apps.get_model("guidelines", name), []
    for order, both in enumerate(zip(content["ru"][kind], content["en"][kind], strict=True), 1):
        values = {f"{f}_{code}": text[f] for code, text in zip(LANGUAGES, both) for f in fields}
        values |= {field: both[1][field] for field in fields} | {"order": order}
        key = {name: both[0][name] for name in ("slug", "id") if name in both[0]}
        model.objects.filter(**key).update(**values)
        kept += model.objects.filter(**key).values_list("pk", flat=True)
    schema_editor.execute(f"DELETE FROM {model._meta.db_table} WHERE NOT id = ANY(%s)", [kept])


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0007_psychologists")]
    operations = [migrations.RunPython(publish, withdraw)]
