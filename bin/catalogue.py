"""The Russian catalogue: what the code asks for, what it is answered. Needs no gettext programs."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale/ru/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
# `locale` itself holds the sentences of libraries that have no Russian of their own.
PLACES = ("callrussia", "volunteers", "guidelines", "calls", "campaign", "locale", "templates")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def main():
    catalogue = updated(read(PO), asked())
    write(catalogue)
    waiting = [message for message in catalogue if message.id and not is_whole(message)]
    for message in waiting:
        print(f"{', '.join(file for file, _ in message.locations)}: {message.id!r}")
    print(f"{len(catalogue)} entries, {len(waiting)} of them to be translated.")
    sys.exit(bool(waiting))


def asked():
    """A catalogue, without answers, of all that code and templates ask for."""
    found = Catalog()
    for place in PLACES:
        for file in sorted((ROOT / place).rglob("*")):
            if file.suffix in (".py", ".html", ".txt"):
                name = str(file.relative_to(ROOT))
                for line, text, comments, context in asked_in(file):
                    found.add(text, None, [(name, line)], (), comments, context=context)
    return found


def asked_in(file):
    text = file.read_text()
    if file.suffix != ".py":
        # In brackets the indentation of what looks like Python means nothing.
        text = f"({templatize(text, origin=str(file))}\n)"
    source = io.BytesIO(text.encode())
    options = {"encoding": "utf-8"}
    return extract("python", source, KEYWORDS, ("Translators:",), options, strip_comment_tags=True)


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale="ru")


def updated(catalogue, template):
    """Let `catalogue` ask just what `template` asks; other answers are set aside, none is lost.

    An answer belongs to its very sentence: nothing is guessed from a similar one.
    """
    for message in catalogue.obsolete.values():
        catalogue[message.id] = message
    catalogue.obsolete.clear()
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def texts(message):
    """The Russian of an entry: one text, or one a plural form."""
    return message.string if message.pluralizable else (message.string,)


def is_whole(message):
    return all(texts(message)) and not message.fuzzy


def write(catalogue):
    """Write both files. Without line numbers, so that a change of code seldom changes them."""
    with PO.open("wb") as file:
        write_po(file, catalogue, width=0, sort_by_file=True, include_lineno=False)
    with MO.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    main()
