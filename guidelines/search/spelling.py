"""What counts as the same letter and as a word, in the texts and in what is looked for."""

import re
import unicodedata

# Those who write ё and those who write е look for the same word.
YO = ("ёЁ", "еЕ")
WORD = re.compile(r"[^\W\d_]+")
# PostgreSQL's way of finding the stem of a word; the Russian one knows Latin words for English.
CONFIGS = {"ru": "russian", "en": "english"}


def fold(text: str) -> str:
    """`text` in small letters, with е for ё."""
    return unicodedata.normalize("NFC", text).lower().translate(str.maketrans(*YO))
