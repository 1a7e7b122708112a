import pytest

from calls import effects
from calls.models import Effect, Fate, Outcome

LIVE, TRIED, DONE, DEAD, SUPPRESSED = Fate
TODAY = 300


@pytest.mark.parametrize(
    ("outcome", "proven", "unproven", "second"),
    [
        (Outcome.NOBODY, Effect.RETRY, Effect.RETRY, Effect.DONE),
        (Outcome.NO_SUCH, Effect.DEAD, Effect.DOUBTED, Effect.DONE),
        (Outcome.NO_ABROAD, Effect.ABROAD, Effect.ABROAD, Effect.ABROAD),
        (Outcome.ENDED, Effect.DONE, Effect.DOUBTED, Effect.DONE),
        (Outcome.TALKED, Effect.DONE, Effect.DOUBTED, Effect.DONE),
        (Outcome.ASKED, Effect.SUPPRESSED, Effect.SUPPRESSED, Effect.SUPPRESSED),
        (Outcome.UNSUITED, Effect.DONE, Effect.DOUBTED, Effect.DONE),
    ],
)
def test_each_outcome_has_the_effect_of_the_design(outcome, proven, unproven, second):
    assert effects.effect_of(outcome, True, LIVE) == proven
    assert effects.effect_of(outcome, False, LIVE) == unproven
    assert effects.effect_of(outcome, False, TRIED) == second


@pytest.mark.parametrize(
    ("effect", "before", "fate", "days"),
    [
        (Effect.RETRY, LIVE, TRIED, range(7, 14)),
        (Effect.DOUBTED, LIVE, TRIED, range(90, 97)),
        (Effect.ABROAD, LIVE, LIVE, range(180, 187)),
        (Effect.ABROAD, TRIED, TRIED, range(180, 187)),
    ],
)
def test_rests_are_drawn_from_whole_weeks(effect, before, fate, days):
    results = {effects.result(effect, before, TODAY) for _ in range(500)}

    assert results == {(fate, TODAY + day) for day in days}


@pytest.mark.parametrize(
    ("effect", "fate"),
    [(Effect.DONE, DONE), (Effect.DEAD, DEAD), (Effect.SUPPRESSED, SUPPRESSED)],
)
def test_a_finished_number_keeps_no_rest(effect, fate):
    assert effects.result(effect, LIVE, TODAY) == (fate, 0)


def test_the_words_are_those_of_the_effect():
    assert str(effects.words(Outcome.NOBODY, False, LIVE)) == str(Effect.RETRY.label)
    assert str(effects.words(Outcome.NOBODY, False, TRIED)) == str(Effect.DONE.label)
