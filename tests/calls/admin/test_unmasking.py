"""Whole numbers in the admin: a few a day, and each is recorded without saying which."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calls import unmasking
from calls.models import Rules, Unmasking
from tests.factories import make_number, make_volunteer
from volunteers import membership

pytestmark = pytest.mark.django_db

NUMBER, WHOLE = 79451234567, "+7 945 123-45-67"
PAGE, RECORD = "/en/admin/calls/phonenumber/", "/en/admin/calls/unmasking/"


def unmask(client):
    found = client.post(PAGE, {"number": NUMBER})
    return client.post(f"{PAGE}unmask/", {"ticket": found.context["ticket"]})


def test_what_is_shown_is_recorded_but_not_which(unmasker):
    make_number(number=NUMBER)

    shown = [WHOLE in unmask(unmasker).text for _ in range(2)]

    assert shown == [True, True]
    kept = Unmasking.objects.get()
    assert (kept.by, kept.numbers) == (unmasker.person, 2)
    fields = {field.name for field in Unmasking._meta.get_fields()}
    assert fields == {"id", "by", "day", "numbers"}


def test_a_day_allows_so_many_and_no_more(unmasker):
    Rules.objects.update(unmaskings=1)
    make_number(number=NUMBER)

    pages = [unmask(unmasker) for _ in range(2)]

    assert [WHOLE in page.text for page in pages] == [True, False]
    assert "You have seen as many whole numbers as one may in a day." in pages[1].text
    assert "+7 945 •••-••-67" in pages[1].text
    assert Unmasking.objects.get().numbers == 1


def test_yesterday_is_not_counted(unmasker):
    Rules.objects.update(unmaskings=1)
    Unmasking.objects.create(by=unmasker.person, day="2026-01-01", numbers=1)

    assert unmasking.unmask(unmasker.person) is True


def test_a_page_that_is_too_old_shows_and_counts_nothing(unmasker):
    page = unmasker.post(f"{PAGE}unmask/", {"ticket": "1"})

    assert "This page was too old." in page.text
    assert Unmasking.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_see_no_more_than_the_day_allows():
    Rules.objects.update(unmaskings=5)
    person = make_volunteer()

    def ask(_n):
        try:
            return unmasking.unmask(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as clients:
        shown = sum(clients.map(ask, range(32)))

    assert (shown, Unmasking.objects.get().numbers) == (5, 5)


def test_a_superuser_reads_the_record_and_a_moderator_does_not(moderator, client):
    owner = make_volunteer(is_staff=True, is_superuser=True)
    Unmasking.objects.create(by=moderator.person, numbers=3)
    client.force_login(owner)

    page = client.get(RECORD)

    assert f"#{moderator.person.pk}" in page.text
    assert moderator.get(RECORD).status_code == 403
    assert client.post(RECORD, {"action": "delete_selected", "_selected_action": "1"}).status_code
    assert Unmasking.objects.count() == 1


def test_the_record_costs_the_same_for_one_day_and_for_many(client):
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))
    counts = []
    for days in (1, 4):
        for day in range(days):
            Unmasking.objects.create(by=make_volunteer(), day=f"2026-0{days}-0{day + 1}")
        with CaptureQueriesContext(connection) as queries:
            client.get(RECORD)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_erased_moderator_leaves_the_day_and_the_count():
    person = make_volunteer()
    person.user_permissions.add(Permission.objects.get(codename="unmask"))
    unmasking.unmask(person)

    membership.erase(person)

    kept = Unmasking.objects.get()
    assert (kept.by, kept.numbers) == (None, 1)
