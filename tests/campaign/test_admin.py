"""What moderators see of the requests for help."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from campaign import support
from campaign.models import HelpRequest
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
LIST = "/en/admin/campaign/helprequest/"


def sign_in(client, group):
    member = make_volunteer(is_staff=True)
    member.groups.add(Group.objects.get(name=group))
    client.force_login(member)


def ask(message="I was threatened.", topic="question"):
    return support.ask(topic=topic, message=message, reply_to="", language="en")


def test_threats_stand_before_all_else_that_waits(client):
    ask("A threat.", topic="threat")
    support.finish(HelpRequest.objects.all())
    ask("Another threat.", topic="threat")
    ask("A question.")
    sign_in(client, "moderators")

    rows = client.get(LIST).context["cl"].result_list

    assert [row.message for row in rows] == ["Another threat.", "A question.", ""]


def test_moderators_see_the_list_and_psychologists_do_not(client):
    ask()

    sign_in(client, "moderators")
    assert "I was threatened." in client.get(LIST).content.decode()
    sign_in(client, "psychologists")
    assert client.get(LIST).status_code == 403


def test_a_moderator_marks_as_done(client):
    asked = ask()
    sign_in(client, "moderators")

    client.post(LIST, {"action": "finish", "_selected_action": [asked.pk]})

    done = HelpRequest.objects.get()
    assert (done.is_done, done.message) == (True, "")


def test_nobody_changes_what_was_written(client):
    asked = ask()
    sign_in(client, "moderators")

    client.post(f"{LIST}{asked.pk}/change/", {"message": "Something else.", "is_done": "on"})

    asked.refresh_from_db()
    assert (asked.message, asked.is_done) == ("I was threatened.", False)


def test_the_admin_log_keeps_nothing_of_a_message_that_was_deleted(client):
    asked = ask()
    sign_in(client, "moderators")

    client.post(f"{LIST}{asked.pk}/delete/", {"post": "yes"})

    assert HelpRequest.objects.count() == 0
    assert LogEntry.objects.get().object_repr == f"help request {asked.pk}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_many(
    client, count, django_assert_max_num_queries
):
    for _ in range(count):
        ask()
    sign_in(client, "moderators")
    client.get(LIST)

    with django_assert_max_num_queries(8):
        client.get(LIST)


def test_no_count_of_all_requests_is_made_or_offered(client):
    ask()
    sign_in(client, "moderators")

    page = client.get(LIST)

    assert page.context["cl"].full_result_count is None
    assert "_facets" not in page.content.decode()
