import pytest

from tests.factories import make_caller

ADDRESS = "/en/call/rehearsal/end/"


def words(response):
    return b" ".join(response.content.split()).decode()


@pytest.mark.parametrize(
    ("outcome", "is_proven", "effect"),
    [
        ("talked", False, "The number may be drawn once more, in three months."),
        ("talked", True, "The number is not called again."),
        ("asked_not_to", False, "Nobody calls this number again, ever."),
    ],
)
def test_the_end_says_what_the_report_would_have_done(
    client, rehearsal, outcome, is_proven, effect
):
    client.force_login(make_caller(is_proven=is_proven))

    page = words(client.get(f"{ADDRESS}?outcome={outcome}"))

    assert f"<p>{effect}</p>" in page


@pytest.mark.parametrize("query", ["", "?outcome=", "?outcome=elsewhere"])
def test_without_a_report_it_says_nothing_of_one(client, rehearsal, query):
    answer = client.get(ADDRESS + query)

    assert answer.status_code == 200
    assert "What your report would have done" not in words(answer)


def test_each_question_opens_on_something_kind_and_has_nothing_to_fill_in(client, rehearsal):
    page = words(client.get(ADDRESS))

    assert "<summary><b>Who is near?</b></summary>" in page
    assert "<p>Call them.</p>" in page
    assert ("<input" in page, "<textarea" in page) == (False, False)


def test_a_volunteer_ends_it_and_a_stranger_is_shown_the_way_to_sign_up(client, newcomer):
    own = words(client.get(ADDRESS))
    client.logout()
    strangers = words(client.get(ADDRESS))

    assert 'action="/en/call/rehearsal/rehearse/"' in own
    assert ("/rehearse/" in strangers, "/en/account/join/" in strangers) == (False, True)
    assert (own.count("btn--call"), strangers.count("btn--call")) == (1, 1)


def test_looking_at_the_end_marks_nobody(client, newcomer):
    client.get(ADDRESS)

    newcomer.refresh_from_db()
    assert newcomer.rehearsed == ""


def test_the_end_asks_who_it_is_and_which_edition(client, newcomer, django_assert_num_queries):
    client.get(ADDRESS)

    with django_assert_num_queries(2):
        client.get(f"{ADDRESS}?outcome=talked")


def test_without_a_rehearsal_there_is_no_end_of_it(client, no_rehearsal):
    assert client.get(ADDRESS).url == "/en/call/rehearsal/?lost"
