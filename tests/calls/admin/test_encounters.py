"""How often children and people in distress were reached, as psychologists see it."""

import datetime

from calls import care
from calls.models import Encounter

LIST = "/en/admin/calls/encounter/"
MONDAY = datetime.date(2026, 3, 2)


def test_psychologists_see_weeks_that_are_over(psychologist):
    past = Encounter.objects.create(week=MONDAY, kind="child", amount=2)
    care.count("child")

    assert [*psychologist.get(LIST).context["cl"].result_list] == [past]


def test_moderators_and_strangers_do_not(moderator, client):
    assert moderator.get(LIST).status_code == 403
    assert client.get(LIST).url == f"/en/admin/login/?next={LIST}"


def test_nobody_changes_them(psychologist):
    Encounter.objects.create(week=MONDAY, kind="child", amount=2)

    assert psychologist.get(f"{LIST}add/").status_code == 404
    assert "<input" not in psychologist.get(LIST).text.split("result_list")[1]
