"""What differs between two sets of texts, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from guidelines.drafts.kinds import CHOICE_FIELDS, KINDS, LANGUAGES

# A word with the space behind it; a paragraph's end stands alone.
WORD = re.compile(r"\n+|[^\s]+[^\S\n]*|[^\S\n]+")
# Unchanged words that are shown around a change.
AROUND = 12


@dataclass(frozen=True)
class Change:
    """How one text differs in one language; `parts` are what `word_diff` finds."""

    kind: str
    name: str
    language: str
    parts: list[tuple[str, str]]


def changes(before, after):
    """What `after` changes in `before`, both as an edition keeps texts; nothing may be before."""
    before = before or {}
    return [
        change
        for language in LANGUAGES
        for kind in KINDS
        for change in _changes(
            before.get(language, {}).get(kind, []), after[language].get(kind, []), kind, language
        )
    ]


def changed_keys(before, after):
    """{kind: keys of the texts that are new or differ}, of one language of two editions."""
    found = {}
    for kind in KINDS:
        old, new = _by_key(before.get(kind, [])), _by_key(after.get(kind, []))
        found[kind] = {key for key, row in new.items() if old.get(key) != row}
    return found


def word_diff(before, after):
    """`after` against `before` as pairs of a sign (+, - or space) and words."""
    old, new = WORD.findall(before), WORD.findall(after)
    parts = []
    for act, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            parts.append((" ", "".join(old[i:j])))
            continue
        if i < j:
            parts.append(("-", "".join(old[i:j])))
        if k < m:
            parts.append(("+", "".join(new[k:m])))
    return parts


def _changes(before, after, kind, language):
    old, new = _by_key(before), _by_key(after)
    label, first = KINDS[kind].label, KINDS[kind].fields[0]
    for key in [*new, *(key for key in old if key not in new)]:
        parts = word_diff(_words(old.get(key), kind), _words(new.get(key), kind))
        if any(sign != " " for sign, words in parts):
            name = (new.get(key) or old[key])[first]
            yield Change(label, name, language, _shortened(parts))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        names = ("\n".join(row[first] for row in rows) for rows in (before, after))
        yield Change(label, _("Order"), language, word_diff(*names))


def _by_key(rows):
    return {row.get("slug") or row["id"]: row for row in rows}


def _words(row, kind):
    """All that `row` says, one field a paragraph; of no row, nothing."""
    if row is None:
        return ""
    fields = [str(row[name]) for name in (*KINDS[kind].fields, *KINDS[kind].plain)]
    for choice in row.get("choices", ()):
        sign = "+" if choice["helps"] else "−"
        fields += [f"{sign} {choice['say']} → {choice['next'] or '∎'}"]
        fields += [choice[name] for name in CHOICE_FIELDS[1:]]
    return "\n".join(fields)


def _shortened(parts):
    """`parts` with long unchanged stretches cut down to the words around a change."""
    return [(sign, _cut(words) if sign == " " else words) for sign, words in parts]


def _cut(words):
    found = WORD.findall(words)
    if len(found) <= 2 * AROUND + 4:
        return words
    return "".join(found[:AROUND]) + " … " + "".join(found[-AROUND:])
