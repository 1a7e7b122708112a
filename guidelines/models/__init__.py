"""What to say: drafts that psychologists edit, editions that never change, notes from calls."""

from guidelines.models.editions import Confirmation, Edition, Plan
from guidelines.models.helplines import Helpline
from guidelines.models.notes import Note
from guidelines.models.search import Passage, Word
from guidelines.models.texts import (
    Care,
    Choice,
    Fact,
    HardSentence,
    Opener,
    Question,
    Section,
    Status,
    Turn,
    Voicemail,
)
from guidelines.models.workshop import Comment, Typed

__all__ = [
    "Care",
    "Choice",
    "Comment",
    "Confirmation",
    "Edition",
    "Fact",
    "HardSentence",
    "Helpline",
    "Note",
    "Opener",
    "Passage",
    "Plan",
    "Question",
    "Section",
    "Status",
    "Turn",
    "Typed",
    "Voicemail",
    "Word",
]
