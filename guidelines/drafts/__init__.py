"""The drafts: all texts as they are now, what keeps them from being published, what they change."""

from guidelines.drafts.changes import changed_keys, changes, word_diff
from guidelines.drafts.kinds import KINDS, LANGUAGES, frozen, kind_of, name_of, row, texts
from guidelines.drafts.problems import Problem, overtaken, problems, stale_by, unexplained

__all__ = [
    "KINDS",
    "LANGUAGES",
    "Problem",
    "changed_keys",
    "changes",
    "frozen",
    "kind_of",
    "name_of",
    "overtaken",
    "problems",
    "row",
    "stale_by",
    "texts",
    "unexplained",
    "word_diff",
]
