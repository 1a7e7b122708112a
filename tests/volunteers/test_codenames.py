"""Codenames and their phrases: how they are made, and that any way of typing them will do."""

import pytest

from volunteers import codenames, membership
from volunteers.models import Volunteer

ABOUT = {"country": "LT", "time_zone": "Europe/Vilnius", "language": "ru"}


class Request:
    def __init__(self):
        self.session = {}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_all_that_is_made_comes_from_the_language_s_two_thousand_words(language):
    words = codenames.words_of(language)
    request = Request()
    codenames.begin(request, {}, language)

    made = codenames.pending(request)

    assert 2000 < len(words) == len(set(words)) <= 2048
    first, second, digits = made["codename"].split("-")
    assert {first, second, *made["phrase"].split()} <= set(words)
    assert len(made["phrase"].split()) == 6
    assert 100 <= int(digits) <= 999
    assert made["asked"] == sorted(set(made["asked"]) & set(range(1, 7)))


def test_nothing_of_it_can_be_read_in_the_session():
    request = Request()
    codenames.begin(request, {"country": "LT"}, "en")
    made = codenames.pending(request)

    kept = str(request.session)

    assert [word for word in made["phrase"].split() if word in kept] == []
    assert made["codename"] not in kept


def test_what_somebody_else_put_into_the_session_is_nothing():
    request = Request()
    request.session["codename"] = "bm9uc2Vuc2U="

    assert codenames.pending(request) is None


@pytest.mark.parametrize("typed", [" Кедр  родник 417", "кедр–родник-417", "КЕДР-РОДНИК-417"])
def test_a_codename_is_known_however_it_is_typed(typed):
    assert codenames.name_of(typed) == "кедр-родник-417"


def test_a_phrase_is_known_with_a_yo_and_in_capitals():
    assert codenames.phrase_of("Ёлка,  зелёный\nКОВЁР") == "елка зеленый ковер"


@pytest.mark.django_db
def test_the_phrase_opens_its_own_account_and_no_other():
    enrolled = membership.enrol("cedar-spring-417", phrase="a b c d e f", **ABOUT)
    membership.enrol("anna@example.org", **ABOUT)

    assert membership.recognise("cedar-spring-417", "a b c d e f") == enrolled
    assert membership.recognise("cedar-spring-417", "a b c d e g") is None
    assert membership.recognise("cedar-spring-418", "a b c d e f") is None
    assert membership.recognise("anna@example.org", "!") is None
    assert enrolled.has_codename is True


@pytest.mark.django_db
def test_neither_stands_in_the_database():
    membership.enrol("cedar-spring-417", phrase="apple brave cedar delta eagle flame", **ABOUT)

    row = str(Volunteer.objects.values_list().get())

    assert [word for word in ("cedar", "apple", "flame") if word in row] == []


@pytest.mark.django_db
def test_signing_out_everywhere_leaves_the_phrase_as_it_is():
    enrolled = membership.enrol("cedar-spring-417", phrase="a b c d e f", **ABOUT)
    before = enrolled.get_session_auth_hash()

    membership.sign_out_everywhere(enrolled)

    known = membership.recognise("cedar-spring-417", "a b c d e f")
    assert known == enrolled
    assert known.get_session_auth_hash() != before
