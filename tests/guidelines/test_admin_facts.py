"""Facts that are out of date ask for renewal."""

import datetime

import pytest
from django.urls import reverse

from guidelines.models import Fact
from tests.guidelines.texts import make_fact

pytestmark = pytest.mark.django_db
LIST = reverse("admin:guidelines_fact_changelist")
ASKED = "Renew them or set them aside"


@pytest.fixture
def facts():
    """A fact for each day on which something changes, and one that is set aside."""
    Fact.objects.all().delete()
    today = datetime.date.today()
    made = {
        days: make_fact(
            statement_en=f"In {days}",
            dated=today - datetime.timedelta(30),
            valid_until=today + datetime.timedelta(days),
        )
        for days in (-2, -1, 0, 6, 7)
    }
    make_fact(is_paused=True, dated=today, valid_until=today).save()
    return made


def words(response):
    return " ".join(response.content.decode().split())


def test_each_page_of_the_admin_says_how_many_ask_for_it(client, psychologist, facts):
    page = words(client.get(reverse("admin:index")))

    said = "2 facts are out of date and shown to nobody. 2 facts will be out of date within a week."
    assert said in page
    assert f'<a href="{LIST}?renewal=7">{ASKED}</a>' in page


def test_where_none_does_nothing_is_said(client, psychologist, facts):
    Fact.objects.update(valid_until=datetime.date.today() + datetime.timedelta(7))

    assert ASKED not in words(client.get(reverse("admin:index")))


@pytest.mark.parametrize(
    ("asked", "days"), [("0", [-2, -1]), ("7", [-2, -1, 0, 6]), ("x", [-2, -1, 0, 6, 7, None])]
)
def test_the_list_is_filtered_by_it(client, psychologist, facts, asked, days):
    page = client.get(f"{LIST}?renewal={asked}")

    found = {fact.pk: days for days, fact in facts.items()}
    assert [found.get(fact.pk) for fact in page.context["cl"].result_list] == days


def test_moderators_are_not_asked(client, psychologist, facts):
    psychologist.groups.clear()

    assert ASKED not in words(client.get(reverse("admin:index")))
