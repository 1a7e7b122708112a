import re
import uuid

import pytest
from django.test import Client

from calls import pool
from calls.models import Draw, Ending, Outcome, Reason
from guidelines.models import Opener
from tests.factories import expire, make_caller, make_number, move

TAPS = [
    ({"choice": "nobody"}, Outcome.NOBODY),
    ({"choice": "not_connected", "not_connected": "no_such_number"}, Outcome.NO_SUCH),
    ({"choice": "not_connected", "not_connected": "no_calls_from_abroad"}, Outcome.NO_ABROAD),
    ({"choice": "ended"}, Outcome.ENDED),
    ({"choice": "talked"}, Outcome.TALKED),
    ({"choice": "not_again", "not_again": "asked_not_to"}, Outcome.ASKED),
    ({"choice": "not_again", "not_again": "unsuited"}, Outcome.UNSUITED),
]


def report(client, place, *_, **told):
    return client.post(place + "report/", told)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("told", "outcome"), TAPS, ids=[str(outcome) for _, outcome in TAPS])
def test_two_taps_report_the_call(caller, drawn, address, language, told, outcome):
    response = report(caller, address[language], **told)

    drawn.refresh_from_db()
    assert (response.url, drawn.outcome, drawn.version) == (address[language], outcome, 1)


def test_a_talk_may_be_told_more_of(caller, drawn, address):
    opener = drawn.edition.content["ru"]["openers"][0]["id"]

    report(caller, address["en"], choice="talked", length="3-10", felt="warm", opener_used=opener)

    drawn.refresh_from_db()
    assert (drawn.length, drawn.felt, drawn.opener_used_id) == ("3-10", "warm", opener)


def test_an_opener_that_was_deleted_meanwhile_is_no_choice(caller, drawn, address):
    gone = Opener.objects.exclude(pk=drawn.opener_id).first()
    told = {"choice": "talked", "opener_used": gone.pk}
    gone.delete()

    response = report(caller, address["en"], **told)

    assert (response.status_code, Draw.objects.open().get()) == (422, drawn)


def test_of_a_call_that_nobody_answered_there_is_no_more_to_tell(caller, drawn, address):
    report(caller, address["en"], choice="nobody", length="3-10", felt="warm")

    drawn.refresh_from_db()
    assert (drawn.outcome, drawn.length, drawn.felt) == (Outcome.NOBODY, "", "")


def test_a_double_click_and_a_later_word_change_nothing(caller, drawn, address):
    report(caller, address["en"], choice="nobody")

    response = report(caller, address["en"], choice="talked")

    drawn.refresh_from_db()
    assert (response.url, drawn.outcome, drawn.version) == (address["en"], Outcome.NOBODY, 1)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Please choose what came of the call."),
        ({"choice": "not_connected"}, "Please choose one of the two."),
        ({"choice": "not_again"}, "Please choose one of the two."),
        ({"choice": "nonsense"}, "nonsense is not one of the available choices."),
        ({"choice": "talked", "opener_used": "0"}, "0 is not one of the available choices."),
    ],
)
def test_a_report_that_is_not_whole_is_asked_for_once_more(caller, drawn, address, told, words):
    response = report(caller, address["en"], felt="warm", **told)

    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert response.context["form"]["felt"].value() == "warm"
    assert "123-45-67" not in response.content.decode()
    assert Draw.objects.open().get() == drawn


def test_a_strangers_and_an_unknown_draw_take_no_report(client, drawn, address):
    client.force_login(make_caller())

    answers = [
        report(client, address["en"], choice="talked"),
        report(client, f"/en/call/draws/{uuid.uuid4()}/", choice="talked"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Draw.objects.open().get() == drawn


def test_a_page_left_open_overnight_still_reports(caller, drawn, address):
    move(expire(drawn), hours=12)

    response = report(caller, address["en"], choice="talked")

    drawn.refresh_from_db()
    assert (response.url, drawn.ending) == (address["en"], Ending.REPORTED)


def test_a_number_given_back_may_have_been_called_after_all(caller, drawn, address):
    pool.release(drawn, Reason.NOT_NOW)

    report(caller, address["en"], choice="nobody")

    drawn.refresh_from_db()
    assert drawn.outcome == Outcome.NOBODY


def test_after_three_days_the_page_says_kindly_that_it_is_closed(caller, drawn, address):
    move(expire(drawn), hours=72)

    response = caller.post(address["en"] + "report/", {"choice": "talked"}, follow=True)

    drawn.refresh_from_db()
    assert ("This call is closed" in response.content.decode(), drawn.outcome) == (True, "")


def test_a_report_after_the_session_ended_waits_for_its_volunteer(
    client, volunteer, drawn, address
):
    response = report(client, address["ru"], choice="talked", felt="hard")
    client.force_login(volunteer)
    again = client.get(address["ru"])

    assert response.url == f"/ru/account/login/?next={address['ru']}"
    assert Draw.objects.open().get() == drawn
    form = again.context["form"]
    assert (form["choice"].value(), form["felt"].value()) == ("talked", "hard")

    report(client, address["ru"], choice="talked", felt="hard")

    assert client.get(address["ru"]).templates[0].name == "calls/reported.html"
    assert not [key for key, _ in client.session.items() if key.startswith("told")]


def test_what_is_kept_for_one_volunteer_is_not_shown_to_another(client, drawn, address):
    report(client, address["en"], choice="talked")
    client.force_login(make_caller())

    assert client.get(address["en"]).status_code == 404


def test_nothing_is_kept_of_a_draw_that_never_was(client, db):
    report(client, f"/en/call/draws/{uuid.uuid4()}/", choice="talked")

    assert client.session.keys() == {}.keys()


def test_signing_in_again_in_another_tab_does_not_spoil_the_open_page(volunteer, drawn, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(volunteer)
    client.get(address["en"] + "?ended")
    client.force_login(volunteer)

    response = report(client, address["en"], choice="talked", csrfmiddlewaretoken="of yesterday")

    drawn.refresh_from_db()
    assert (response.url, drawn.outcome) == (address["en"], Outcome.TALKED)


def test_each_choice_says_what_it_does_to_the_number(caller, address):
    response = caller.get(address["en"] + "?ended")

    shown = response.content.decode()
    assert shown.count("The number may be drawn again in one or two weeks.") == 1
    assert shown.count("The number may be drawn once more, in three months.") == 4
    assert shown.count("Nobody calls this number again, ever.") == 1


def test_what_is_said_of_the_number_is_what_happens_to_it(client, db):
    for told, outcome in TAPS:
        make_number()
        volunteer = make_caller(is_proven=True)
        client.force_login(volunteer)
        lent = pool.draw(volunteer)
        form = client.get(f"/en/call/draws/{lent.pk}/?ended").context["form"]
        said = form._effect(outcome)

        report(client, f"/en/call/draws/{lent.pk}/", **told)

        lent.refresh_from_db()
        assert lent.get_effect_display() == said


def test_reporting_asks_a_fixed_number_of_queries(caller, address, django_assert_num_queries):
    caller.get(address["en"])

    # Two of them to begin and to commit.
    with django_assert_num_queries(8):
        report(caller, address["en"], choice="talked")
    with django_assert_num_queries(3):
        caller.get(address["en"])


def test_what_waits_outlives_a_real_sign_in(client, volunteer, drawn, address, mailoutbox):
    report(client, address["en"], choice="not_again", not_again="unsuited")
    client.post(f"/en/account/login/?next={address['en']}", {"login": volunteer.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mailoutbox[0].body, re.MULTILINE)[1]

    response = client.post("/en/account/login/code/confirm/", {"code": code}, follow=True)

    assert response.redirect_chain[-1][0] == address["en"]
    assert response.context["form"]["not_again"].value() == "unsuited"


@pytest.mark.parametrize(("outcome", "is_led"), [(Outcome.TALKED, True), (Outcome.ENDED, False)])
def test_after_a_talk_a_note_may_be_left_that_does_not_know_of_it(
    caller, drawn, address, outcome, is_led
):
    pool.report(drawn, outcome)

    link = '<a class="link" href="/en/guidelines/note/" rel="noreferrer">'
    assert (link in caller.get(address["en"]).content.decode()) == is_led
