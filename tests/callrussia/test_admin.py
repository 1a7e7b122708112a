"""The page of security events in the admin."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from callrussia.models import SecurityEvent
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
PAGE = "/en/admin/callrussia/securityevent/"
Kind = SecurityEvent.Kind


def signed_in(group):
    person, client = make_volunteer(is_staff=True), Client()
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    return client


def happen(days_ago, hours_ago, kind, count):
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    at = noon - datetime.timedelta(days=days_ago, hours=hours_ago)
    SecurityEvent.objects.create(kind=kind, at=at, count=count)
    return at.date()


def test_moderators_see_them_by_day_and_kind():
    newer = happen(1, 0, Kind.LIMIT, 7)
    happen(1, 2, Kind.LIMIT, 5)
    happen(1, 2, Kind.FORGED, 2)
    older = happen(3, 0, Kind.CODE, 1)
    happen(15, 0, Kind.CODE, 9)

    days = signed_in("moderators").get(PAGE).context["days"]

    assert [(day.date(), counts) for day, counts in days] == [
        (newer, [12, 0, 0, 2, 0, 0]),
        (older, [0, 1, 0, 0, 0, 0]),
    ]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_the_page_asks_the_same_for_any_number_of_days(rows, django_assert_num_queries):
    client = signed_in("moderators")
    client.get(PAGE)
    for days in range(rows):
        happen(days, 0, Kind.LIMIT, 1)

    with django_assert_num_queries(5):
        page = client.get(PAGE)

    assert len(page.context["days"]) == rows


def test_nobody_else_sees_them():
    volunteer = Client()
    volunteer.force_login(make_volunteer())

    statuses = [
        who.get(PAGE, follow=True).status_code for who in (signed_in("psychologists"), volunteer)
    ]

    assert statuses == [403, 403]
    assert Client().get(PAGE).status_code == 302
