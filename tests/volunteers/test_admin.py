"""What moderators may do with volunteers, and what only superusers may."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from callrussia.paging import UncountedPaginator
from tests.factories import make_volunteer
from volunteers.models import Standing, Volunteer

pytestmark = pytest.mark.django_db

LIST = "/en/admin/volunteers/volunteer/"


@pytest.fixture
def moderator(client):
    found = make_volunteer(is_staff=True)
    found.groups.add(Group.objects.get(name="moderators"))
    client.force_login(found)
    return found


@pytest.fixture
def owner(client):
    found = make_volunteer(is_staff=True, is_superuser=True)
    client.force_login(found)
    return found


def page_of(volunteer):
    return f"{LIST}{volunteer.pk}/change/"


def act(client, name, *volunteers, **more):
    chosen = {"action": name, "_selected_action": [volunteer.pk for volunteer in volunteers]}
    return client.post(LIST, chosen | more)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_list_costs_the_same_for_one_and_for_many(
    client, moderator, language, django_assert_num_queries
):
    counts = []
    for _ in range(2):
        with django_assert_num_queries(6):
            response = client.get(f"/{language}/admin/volunteers/volunteer/")
        counts.append((response.status_code, response.context["cl"].result_count))
        for _ in range(3):
            make_volunteer()

    assert counts == [(200, 1), (200, 4)]


def test_a_list_is_counted_up_to_a_bound(monkeypatch):
    for _ in range(3):
        make_volunteer()
    monkeypatch.setattr(UncountedPaginator, "MOST", 2)

    paginator = UncountedPaginator(Volunteer.objects.order_by("pk"), 1)

    assert (paginator.count, paginator.num_pages) == (2, 2)


def test_a_volunteer_is_found_by_the_whole_address_alone(client, moderator):
    volunteer = make_volunteer(email="anna@example.org")

    whole = client.get(LIST, {"q": " Anna@example.org "}).context["cl"]
    part = client.get(LIST, {"q": "anna"}).context["cl"]

    assert list(whole.result_list) == [volunteer]
    assert list(part.result_list) == []


@pytest.mark.parametrize(
    ("action", "standing"), [("pause", Standing.PAUSED), ("ban", Standing.BANNED)]
)
def test_suspending_asks_first_and_leaves_a_note(client, moderator, action, standing):
    volunteer = make_volunteer()

    asked = act(client, action, volunteer)
    volunteer.refresh_from_db()
    before = volunteer.standing
    act(client, action, volunteer, confirmed="1")

    volunteer.refresh_from_db()
    assert asked.status_code == 200
    assert list(asked.context["volunteers"]) == [volunteer]
    assert (before, volunteer.standing) == (Standing.ACTIVE, standing)
    note = LogEntry.objects.get()
    assert (note.user, note.object_repr) == (moderator, f"#{volunteer.pk}")


def test_reinstating_asks_first_too(client, moderator):
    volunteer = make_volunteer(standing=Standing.BANNED, is_active=False)

    act(client, "reinstate", volunteer)
    volunteer.refresh_from_db()
    before = volunteer.standing
    act(client, "reinstate", volunteer, confirmed="1")

    volunteer.refresh_from_db()
    assert (before, volunteer.standing) == (Standing.BANNED, Standing.ACTIVE)


def test_a_moderator_cannot_ban_staff_or_themselves(client, moderator):
    other = make_volunteer(is_staff=True)

    act(client, "ban", other, moderator, confirmed="1")

    standings = Volunteer.objects.values_list("standing", flat=True)
    assert list(standings) == [Standing.ACTIVE, Standing.ACTIVE]
    assert LogEntry.objects.count() == 0


def test_a_moderator_ticks_doubted_and_nothing_else(client, moderator):
    volunteer = make_volunteer()
    form = client.get(page_of(volunteer)).context["adminform"].form

    group = Group.objects.get(name="moderators").pk
    changed = {
        "is_doubted": "on",
        "is_staff": "on",
        "groups": [group],
        "pseudonym": "x@example.org",
    }
    client.post(page_of(volunteer), changed)

    volunteer.refresh_from_db()
    assert list(form.fields) == ["is_doubted"]
    assert volunteer.is_doubted is True
    assert (volunteer.is_staff, volunteer.groups.count()) == (False, 0)
    assert volunteer.pseudonym != "x@example.org"


def test_a_page_opened_before_a_ban_does_not_undo_it(client, owner):
    volunteer = make_volunteer()
    Volunteer.objects.filter(pk=volunteer.pk).update(standing=Standing.BANNED, is_active=False)

    admin.site.get_model_admin(Volunteer).save_model(
        None, volunteer, type("Form", (), {"changed_data": ["is_doubted", "groups"]}), change=True
    )

    volunteer.refresh_from_db()
    assert volunteer.standing == Standing.BANNED


def test_only_a_superuser_makes_staff(client, owner):
    volunteer = make_volunteer()
    moderators = Group.objects.get(name="moderators")

    client.post(page_of(volunteer), {"is_staff": "on", "groups": [moderators.pk]})

    volunteer.refresh_from_db()
    assert volunteer.is_staff is True
    assert list(volunteer.groups.all()) == [moderators]


def test_nobody_adds_or_deletes_volunteers_by_hand(client, owner):
    volunteer = make_volunteer()

    statuses = [
        client.get(f"{LIST}add/").status_code,
        client.post(f"{LIST}{volunteer.pk}/delete/", {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403]
    assert Volunteer.objects.count() == 2


def test_moderators_hold_these_rights_over_volunteers_and_none_over_accounts():
    rights = Group.objects.get(name="moderators").permissions.filter(
        content_type__app_label__in=("volunteers", "auth", "account")
    )

    assert sorted(rights.values_list("codename", flat=True)) == [
        "change_inactivity",
        "doubt",
        "suspend",
        "view_inactivity",
        "view_volunteer",
    ]


def test_psychologists_see_no_volunteers(client):
    psychologist = make_volunteer(is_staff=True)
    psychologist.groups.add(Group.objects.get(name="psychologists"))
    client.force_login(psychologist)

    assert client.get(LIST).status_code == 403
    assert act(client, "ban", make_volunteer(), confirmed="1").status_code == 403


def test_addresses_have_no_admin_page_of_their_own(client, owner):
    assert client.get("/en/admin/account/emailaddress/").status_code == 404
