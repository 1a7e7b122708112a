"""What a report does to the number: decided here, and told to the volunteer from here."""

import datetime
import random

from calls.models import Effect, Fate, Outcome

# `PhoneNumber.rest` counts days from here.
EPOCH = datetime.date(2026, 1, 1)

# Days of rest, both ends included: whole weeks, so that a rest never tells the day of its call.
REST = {Effect.RETRY: (7, 13), Effect.ABROAD: (180, 186), Effect.DOUBTED: (90, 96)}
FATES = {Effect.DONE: Fate.DONE, Effect.DEAD: Fate.DEAD, Effect.SUPPRESSED: Fate.SUPPRESSED}
EFFECTS = {fate: effect for effect, fate in FATES.items()}

BY_OUTCOME = {
    Outcome.NOBODY: Effect.RETRY,
    Outcome.NO_SUCH: Effect.DEAD,
    Outcome.NO_ABROAD: Effect.ABROAD,
    Outcome.ENDED: Effect.DONE,
    Outcome.TALKED: Effect.DONE,
    Outcome.ASKED: Effect.SUPPRESSED,
    Outcome.UNSUITED: Effect.DONE,
}


def effect_of(outcome, is_proven, fate):
    """The effect of `outcome` on a number of `fate`.

    The word of a volunteer who is not proven retires no number alone: it counts as an attempt,
    and the second attempt finishes the number. Whoever asks not to be called is always believed.
    """
    effect = BY_OUTCOME[outcome]
    if not is_proven and effect in (Effect.DONE, Effect.DEAD):
        effect = Effect.DOUBTED
    if effect in (Effect.RETRY, Effect.DOUBTED) and fate != Fate.LIVE:
        effect = Effect.DONE
    return effect


def result(effect, fate, today):
    """The (fate, rest) that `effect` gives a number of `fate`; `today` is a day since EPOCH."""
    if effect in FATES:
        return FATES[effect], 0
    return (fate if effect == Effect.ABROAD else Fate.TRIED), today + rest_days(effect)


def rest_of_canary(today):
    """Whatever is said of it: it is soon drawn again, though not by whoever comes next."""
    return today + random.randint(1, 3)


def rest_days(effect):
    return random.randint(*REST[effect])


def words(outcome, is_proven, fate):
    """What reporting `outcome` will do to the number, as a sentence for the volunteer."""
    return effect_of(outcome, is_proven, fate).label


def day_of(moment):
    """The day since EPOCH, in UTC, of an aware datetime."""
    return (moment.astimezone(datetime.UTC).date() - EPOCH).days
