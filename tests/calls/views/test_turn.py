import pytest

from tests.factories import make_caller

ADDRESS = "/en/call/rehearsal/turns/hello/"
LOST = "/en/call/rehearsal/?lost"


def words(response):
    return b" ".join(response.content.split()).decode()


def test_a_turn_shows_what_is_heard_and_what_one_may_say(client, rehearsal):
    page = words(client.get(ADDRESS))

    assert '<span class="told">A ringing tone.</span>' in page
    assert '</span>Алло?<span class="gloss" lang="en">Yes?</span>' in page
    assert 'name="said" value="1"' in page
    assert "Почему вы молчите?" in page
    assert "From here to the end it takes 1 to 2 answers" in page
    assert ("It is a reproach." in page, "btn--call" in page) == (False, False)


def test_in_russian_there_is_no_gloss(client, rehearsal, untranslated):
    page = words(client.get(ADDRESS.replace("en", "ru", 1)))
    untranslated.clear()

    assert '<span class="told">Гудок.</span>' in page
    assert ("Алло?" in page, "gloss" in page, "Yes?" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("said", "verdict", "why", "onward"),
    [
        (1, "This helps.", "It is polite.", "/en/call/rehearsal/turns/goodbye/"),
        (2, "This harms.", "It is a reproach.", "/en/call/rehearsal/report/"),
    ],
)
def test_an_answer_is_judged_in_words_and_leads_on(client, rehearsal, said, verdict, why, onward):
    page = words(client.get(f"{ADDRESS}?said={said}"))

    assert f"<b>{verdict}</b> {why}" in page
    assert f'class="btn btn--ink" href="{onward}"' in page
    assert "Try another answer" in page
    assert [f'value="{n}"' in page for n in (1, 2)] == [said != 1, said != 2]


@pytest.mark.parametrize("fields", [{"rehearsed": "tried"}, {"rehearsed": "", "reports": 1}])
def test_who_has_tried_or_reported_may_leave_the_rest_out(client, rehearsal, fields):
    client.force_login(make_caller(**fields))

    assert 'class="link" href="/en/call/">Skip the rest' in words(client.get(f"{ADDRESS}?said=1"))


def test_who_has_not_tried_may_not(client, newcomer):
    assert "Skip the rest" not in words(client.get(ADDRESS))


def test_looking_at_an_answer_marks_nobody(client, newcomer):
    client.get(f"{ADDRESS}?said=1")

    newcomer.refresh_from_db()
    assert newcomer.rehearsed == ""


@pytest.mark.parametrize(
    "address",
    [ADDRESS.replace("hello", "elsewhere"), *(f"{ADDRESS}?said={n}" for n in ("3", "0", "x", ""))],
)
def test_what_is_not_there_leads_kindly_to_the_beginning(client, rehearsal, address):
    answer = client.get(address)

    assert answer.url == LOST
    assert "Here is the beginning." in words(client.get(LOST))


def test_without_a_rehearsal_every_turn_leads_to_the_beginning(client, no_rehearsal):
    assert client.get(ADDRESS).url == LOST


def test_a_turn_asks_who_it_is_and_which_edition(client, newcomer, django_assert_num_queries):
    client.get(ADDRESS)

    for address in (ADDRESS, f"{ADDRESS}?said=1"):
        with django_assert_num_queries(2):
            client.get(address)
