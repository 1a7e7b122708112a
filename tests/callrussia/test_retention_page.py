"""What moderators see of it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callrussia import retention
from callrussia.models import Run
from tests.callrussia.test_retention import make_sessions
from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
PAGE = "/en/admin/callrussia/run/"
OVERDUE = "Overdue:"


def signed_in(group):
    person, client = make_volunteer(is_staff=True), Client()
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    return client


def run_all():
    for name in retention.JOBS:
        retention.run(name)


def test_moderators_see_each_job_with_what_it_did_and_what_is_due():
    make_sessions(1234, ended=True)
    run_all()
    make_sessions(30, ended=True)

    page = signed_in("moderators").get(PAGE).text

    assert [str(job.title) for job in retention.JOBS.values() if str(job.title) not in page] == []
    assert "<td>1,234</td>" in "".join(page.split())
    assert "<td>30</td>" in "".join(page.split())
    assert OVERDUE not in page


def test_few_are_never_told_apart_from_none():
    moderator = signed_in("moderators")
    run_all()
    before = moderator.get(PAGE).text

    make_sessions(19, ended=True)

    assert moderator.get(PAGE).text.count("fewer than 20") == before.count("fewer than 20")


def test_a_worker_that_stopped_is_noticed():
    run_all()
    Run.objects.update(ran_at=timezone.now() - datetime.timedelta(days=2))

    page = signed_in("moderators").get(PAGE).text

    assert OVERDUE in page
    assert page.count("<strong>(overdue)</strong>") == len(retention.JOBS)


def test_it_takes_as_many_queries_as_there_are_jobs_and_some_to_sign_in():
    moderator = signed_in("moderators")
    moderator.get(PAGE)

    with CaptureQueriesContext(connection) as few:
        moderator.get(PAGE)
    run_all()
    make_sessions(30, ended=True)
    with CaptureQueriesContext(connection) as many:
        moderator.get(PAGE)

    asked = [q["sql"] for q in many if "django_session" in q["sql"] or "COUNT" in q["sql"]]
    assert (len(few), len(asked)) == (len(many), len(retention.JOBS))


def test_nobody_else_sees_it():
    assert signed_in("psychologists").get(PAGE).status_code == 403
    assert Client().get(PAGE).url == f"/en/admin/login/?next={PAGE}"


def test_nothing_is_done_from_the_page():
    make_sessions(1, ended=True)

    assert signed_in("moderators").post(PAGE).status_code == 405
    assert Run.objects.count() == 0
