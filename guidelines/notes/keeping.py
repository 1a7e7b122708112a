"""A note's way: it waits among others, all are shown at once, and one may be answered."""

import hashlib
import secrets

from django.db import connection, transaction
from django.db.models import Max

from guidelines import library
from guidelines.models import HardSentence, Note
from guidelines.notes.cleaning import clean

# So many are shown together at least.
CROWD = 5
# Against other writers and sweeps; whoever reads is not kept waiting.
LOCK = "LOCK TABLE guidelines_note IN SHARE ROW EXCLUSIVE MODE"
# Bytes of chance in a token.
CHANCE = 24


@transaction.atomic
def leave(about, language, text, once=""):
    """Keep a note, cleaned, and return the token by which its writer's device knows it.

    A second call with the same words and the same random `once` keeps nothing more. There is no
    volunteer, no draw and no time in the row, and none around it: all notes that wait are stored
    anew with each that comes, so their places and transactions tell of none of them when it came.
    Of the token the row has the SHA-256.
    """
    words = clean(text)
    token = _token(about, language, words, once or secrets.token_urlsafe(CHANCE))
    waiting = _lock()
    if not _has(token):
        note = Note(about=about, language=language, text=words, token_hash=hash_of(token))
        _store_anew([*waiting, note])
    return token


def is_left(about, language, text, once):
    """Whether a note with these words and this `once` is kept already."""
    return bool(once) and _has(_token(about, language, clean(text), once))


@transaction.atomic
def stir():
    """Store all notes that wait anew, so that they belong to this minute.

    The last one came in a transaction beside those of its writer's other requests, and would be
    known by its neighbours.
    """
    _store_anew(_lock())


@transaction.atomic
def show_waiting():
    """Show all notes that wait to the psychologists, once they are a crowd; return how many.

    Called once a day, and never by whoever leaves the fifth: psychologists could tell by the clock
    when that one was written, and so by whom. Safe to repeat, and beside another run, which waits
    for this one.
    """
    waiting = _lock()
    is_crowd = len(waiting) >= CROWD
    for note in waiting:
        note.is_shown = is_crowd
    _store_anew(waiting)
    return len(waiting) if is_crowd else 0


@transaction.atomic
def answer(note, by):
    """Make `note` the beginning of a hard sentence, a draft of `by`'s, and return that.

    What they say is the note, in its own language; all else is still to be written. A second call
    makes nothing new and returns the same one. A note that still waits raises Note.DoesNotExist.
    """
    # Its answer is not joined here: whoever waited for the lock would find none.
    asked = Note.objects.filter(is_shown=True).select_for_update().get(pk=note.pk)
    if asked.answer:
        return asked.answer
    last = HardSentence.objects.aggregate(last=Max("order"))["last"] or 0
    fields = dict.fromkeys(("they_say_ru", "they_say_en", "you_can_say_ru", "you_can_say_en"), "")
    fields[f"they_say_{asked.language}"] = asked.text
    made = HardSentence.objects.create(order=last + 1, edited_by=by, **fields)
    Note.objects.filter(pk=asked.pk).update(answer=made)
    return made


def thank(tokens, among=None):
    """The ids of hard sentences that answer the notes of `tokens`; one query.

    Of those in the live edition, or `among` the ids that a page of an edition prints.
    """
    if among is None:
        among = _published()
    hashes = [hash_of(token) for token in tokens]
    answered = Note.objects.filter(token_hash__in=hashes, answer__in=among)
    return set(answered.values_list("answer", flat=True))


def _token(about, language, words, once):
    secret = "\0".join((once, about, language, words))
    return hashlib.blake2b(secret.encode(), digest_size=CHANCE).hexdigest()


def _has(token):
    return Note.objects.filter(token_hash=hash_of(token)).exists()


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _lock():
    """All notes that wait; none comes or goes until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    return list(Note.objects.filter(is_shown=False))


def _store_anew(notes):
    """Store all of them in this transaction, in the order of their random ids."""
    Note.objects.filter(pk__in=[note.pk for note in notes]).delete()
    Note.objects.bulk_create(sorted(notes, key=lambda note: note.pk), batch_size=1000)


def _published():
    live = library.live()
    return [sentence["id"] for sentence in live.content["ru"]["hard"]] if live else []
