import pytest
from django.apps import apps

from calls.models import Outcome
from guidelines.models import Opener
from tests.factories import make_caller

ADDRESS = "/en/call/rehearsal/report/"
END = "/en/call/rehearsal/end/"
REPORTS = {
    "nobody": ({"choice": "nobody"}, Outcome.NOBODY),
    "dead": ({"choice": "not_connected", "not_connected": "no_such_number"}, Outcome.NO_SUCH),
    "not again": ({"choice": "not_again", "not_again": "asked_not_to"}, Outcome.ASKED),
    "a talk": ({"choice": "talked", "length": "1-3", "felt": "calm"}, Outcome.TALKED),
}


def words(response):
    return b" ".join(response.content.split()).decode()


def rows():
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}


def test_the_report_is_that_of_a_call_and_says_that_it_goes_nowhere(client, rehearsal):
    page = words(client.get(ADDRESS))

    assert page.count('name="choice"') == 5
    assert "This report goes nowhere" in page
    assert "The number may be drawn once more, in three months." in page
    assert "btn--call" not in page


def test_a_proven_volunteer_sees_the_effects_of_their_word(client, rehearsal):
    client.force_login(make_caller(is_proven=True))

    page = words(client.get(ADDRESS))

    assert "The number is marked as not existing." in page


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_leads_on_and_writes_no_row(client, newcomer, name):
    sent, outcome = REPORTS[name]
    before = rows()

    answer = client.post(ADDRESS, sent | {"opener_used": Opener.objects.first().pk})

    assert answer.url == f"{END}?outcome={outcome}"
    assert rows() == before


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "choice"), ({"choice": "x"}, "choice"), ({"choice": "not_again"}, "not_again")],
)
def test_what_is_missing_is_asked_for(client, rehearsal, sent, field):
    answer = client.post(ADDRESS, sent)

    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [field]


def test_without_a_rehearsal_there_is_no_report_of_it(client, no_rehearsal):
    assert client.get(ADDRESS).url == "/en/call/rehearsal/?lost"


def test_the_report_asks_who_it_is_and_which_edition(client, newcomer, django_assert_num_queries):
    client.get(ADDRESS)

    with django_assert_num_queries(2):
        client.get(ADDRESS)
    with django_assert_num_queries(2):
        client.post(ADDRESS, {"choice": "nobody"})
