import datetime

import pytest
from django.utils import timezone, translation

from calls import clock

UNTIL = datetime.datetime(2026, 3, 2, 17, 42, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (1800, 30)])
def test_a_begun_minute_counts(seconds, minutes):
    assert clock.minutes(seconds) == minutes


def test_the_words_are_those_of_the_volunteers_own_clock():
    with timezone.override("Europe/Vilnius"):
        words = clock.words(23, UNTIL)

    assert words == "The number is yours for 23 more minutes. Nobody else will dial it until 19:42."


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_script_finds_the_minutes_first_in_each_form(language):
    with translation.override(language):
        forms = clock.forms(UNTIL)

    found = {rule: int("".join(filter(str.isdigit, words))[:1]) for rule, words in forms.items()}
    assert found == clock.SAMPLES
