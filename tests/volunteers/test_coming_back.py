"""Somebody who was warned comes back; and moderators set after how many months that is."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from tests.factories import make_volunteer
from tests.volunteers.test_inactivity import TODAY, make_unused
from volunteers import inactivity
from volunteers.models import Inactivity

pytestmark = pytest.mark.django_db
PAGE = "/en/admin/volunteers/inactivity/1/change/"
WORDS = {"en": "Now it stays.", "ru": "Теперь она останется."}


def sign_in(volunteer):
    """Sign in by a code and return the first page."""
    client = Client()
    client.post("/en/account/login/", {"login": volunteer.email})
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    page = client.post("/en/account/login/code/confirm/", {"code": code}, follow=True)
    assert page.context["user"] == volunteer
    return page.text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_whoever_signs_in_after_a_warning_is_told_on_the_first_page_and_stays(language):
    volunteer = make_unused(7, 20, language=language)

    page = sign_in(volunteer)

    volunteer.refresh_from_db()
    assert WORDS[language] in page
    assert (volunteer.active_month, volunteer.warned_on) == (TODAY.replace(day=1), None)
    assert inactivity.erase() == 0


def test_others_are_told_nothing():
    unwarned = make_unused(3)

    pages = sign_in(make_volunteer()), sign_in(unwarned)

    unwarned.refresh_from_db()
    assert [WORDS["en"] in page for page in pages] == [False, False]
    assert unwarned.active_month == TODAY.replace(day=1)


def signed_in(group):
    person, client = make_volunteer(is_staff=True), Client()
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    return client


def test_a_moderator_changes_the_months():
    moderator = signed_in("moderators")

    moderator.post(PAGE, {"warn_months": "3", "erase_months": "4"})

    rule = Inactivity.objects.get()
    assert (rule.warn_months, rule.erase_months) == (3, 4)
    assert moderator.get("/en/admin/volunteers/inactivity/").url == PAGE


@pytest.mark.parametrize(
    ("warn", "erase", "said"),
    [
        ("6", "6", "The warning must come before the erasing."),
        ("0", "6", "Ensure this value is greater than or equal to 1."),
        ("5", "99", "Ensure this value is less than or equal to 36."),
        ("", "6", "This field is required."),
    ],
)
def test_months_that_can_not_be_are_refused_and_nothing_typed_is_lost(warn, erase, said):
    page = signed_in("moderators").post(PAGE, {"warn_months": warn, "erase_months": erase}).text

    assert said in page
    assert f'name="erase_months" value="{erase}"' in page
    assert Inactivity.objects.get().erase_months == 6


def test_psychologists_may_not():
    assert signed_in("psychologists").get(PAGE).status_code == 403


def test_its_page_takes_few_queries(django_assert_num_queries):
    moderator = signed_in("moderators")
    moderator.get(PAGE)

    with django_assert_num_queries(5):
        moderator.get(PAGE)
