import re

import pytest
from django.urls import reverse
from django.utils import translation

from guidelines import library
from guidelines.models import Edition, Opener, Section
from tests.factories import make_volunteer
from tests.guidelines.texts import NOTES, make_opener, make_section, publish

pytestmark = pytest.mark.django_db
PAGES = (
    "guidelines_section_changelist",
    "guidelines_section_add",
    "guidelines_opener_changelist",
    "guidelines_hardsentence_changelist",
    "guidelines_fact_changelist",
    "guidelines_fact_add",
    "guidelines_care_changelist",
    "guidelines_voicemail_changelist",
    "guidelines_turn_changelist",
    "guidelines_turn_add",
    "guidelines_question_changelist",
    "guidelines_edition_changelist",
    "guidelines_compare",
    "guidelines_preview",
    "guidelines_publish",
)


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"admin:{name}", args=args)


def test_psychologists_have_the_least_rights(psychologist):
    texts = ("section", "opener", "hardsentence", "fact", "care", "voicemail", "turn")
    texts += ("choice", "question", "helpline")

    assert psychologist.get_all_permissions() == {
        "guidelines.publish",
        "guidelines.view_edition",
        "guidelines.view_note",
        "guidelines.change_note",
        "guidelines.delete_note",
        "calls.view_encounter",
        "calls.view_trial",
        "calls.hold_trial",
        *(
            f"guidelines.{act}_{text}"
            for act in ("add", "change", "delete", "view")
            for text in texts
        ),
    }


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_theirs_opens_in_both_languages(client, psychologist, page, language):
    assert client.get(address(page, language=language)).status_code == 200


def test_texts_and_history_of_one_object_open(client, psychologist):
    section = Section.objects.first()

    pages = [
        client.get(address(f"guidelines_section_{page}", section.pk))
        for page in ("change", "history", "delete")
    ]
    pages.append(client.get(address("guidelines_edition_change", 1)))
    pages.append(client.get(address("guidelines_edition_texts", 1)))

    assert [page.status_code for page in pages] == [200] * 5


def test_pages_of_people_and_calls_are_closed_to_them(client, psychologist):
    found = re.findall(r'href="/en/admin/(\w+)/', client.get(address("index")).content.decode())
    closed = [address("volunteers_volunteer_changelist"), address("calls_draw_changelist")]

    assert set(found) <= {"guidelines", "calls", "logout", "password_change"}
    assert [client.get(page).status_code for page in closed] == [403, 403]


def test_they_never_see_who_else_works_here(client, psychologist):
    other = make_volunteer(is_staff=True, is_superuser=True, email="other@example.org")
    edition = publish(by=other)
    section = make_section("seen")
    client.force_login(other)
    form = client.get(address("guidelines_section_change", section.pk)).context["adminform"].form
    client.post(
        address("guidelines_section_change", section.pk), form.initial | {"title_en": "Seen"}
    )
    own = client.get(address("guidelines_edition_change", edition.pk)).content.decode()

    client.force_login(psychologist)
    pages = [
        client.get(address("guidelines_section_history", section.pk)).content.decode(),
        client.get(address("guidelines_edition_changelist")).content.decode(),
        client.get(address("guidelines_edition_change", edition.pk)).content.decode(),
    ]

    assert "Changed" in pages[0]
    name = re.compile(rf"#{other.pk}\b")
    assert len(name.findall(own)) > len(name.findall(pages[2]))
    assert [name.findall(page) for page in pages] == [[]] * 3


@pytest.mark.parametrize("page", ["guidelines_preview", "guidelines_publish"])
def test_other_staff_may_not_publish(client, page):
    client.force_login(make_volunteer(is_staff=True))
    before = Edition.objects.count()

    assert client.get(address(page)).status_code == 403
    assert client.post(address(page), NOTES | {"after": 1}).status_code == 403
    assert Edition.objects.count() == before


def test_the_preview_shows_the_draft_and_says_so(client, psychologist):
    make_section("kindness", title_en="Kindness")

    html = client.get(address("guidelines_preview")).content.decode()

    assert 'id="kindness"' in html
    assert "This is the draft" in html
    assert 'id="confirm"' not in html


def test_publishing_shows_the_changes_and_makes_the_next_edition(client, psychologist):
    make_section("kindness", title_en="Kindness")
    before = library.live().number

    page = client.get(address("guidelines_publish"))
    answer = client.post(
        address("guidelines_publish"), NOTES | {"after": page.context["form"]["after"].value()}
    )

    edition = library.live()
    assert "<ins>Kindness<br>Text</ins>" in page.content.decode()
    assert answer.status_code == 302
    assert answer.url == address("guidelines_edition_changelist")
    assert (edition.number, edition.must_reread) == (before + 1, False)
    assert edition.published_by == psychologist


def test_what_is_missing_is_named_with_the_way_to_mend_it(client, psychologist):
    section = make_section("half", title_en="Half", body_ru="")
    live = library.live()

    answer = client.post(address("guidelines_publish"), NOTES | {"after": live.number})

    mend = address("guidelines_section_change", section.pk)
    assert answer.status_code == 409
    assert (
        f'<a href="{mend}">Section “Half”: “text” is missing in Russian.</a>'
        in answer.content.decode()
    )
    assert library.live() == live


def test_what_is_missing_altogether_is_named_with_the_list_of_its_kind(client, psychologist):
    Opener.objects.update(is_paused=True)

    page = client.get(address("guidelines_publish")).content.decode()

    there = address("guidelines_opener_changelist")
    assert f'<a href="{there}">There is no opener that is not set aside.</a>' in page


def test_publishing_without_saying_what_changed_is_refused(client, psychologist):
    live = library.live()

    answer = client.post(address("guidelines_publish"), {"after": live.number, "notes_ru": "Новое"})

    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == ["notes_en"]
    assert library.live() == live


def test_a_second_click_publishes_nothing_more(client, psychologist):
    before = library.live().number
    answers = [
        client.post(address("guidelines_publish"), NOTES | {"after": before}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert library.live().number == before + 1


def test_a_published_opener_is_paused_and_never_deleted(client, psychologist):
    published, draft = Opener.objects.first(), make_opener()

    answers = [
        client.post(address("guidelines_opener_delete", opener.pk), {"post": "yes"})
        for opener in (published, draft)
    ]

    assert [answer.status_code for answer in answers] == [403, 302]
    assert [*Opener.objects.filter(pk__in=[published.pk, draft.pk])] == [published]


def test_a_text_needs_both_languages_to_be_saved(client, psychologist):
    answer = client.post(
        address("guidelines_opener_add"), {"order": 9, "text_ru": "Здравствуйте.", "text_en": ""}
    )

    assert answer.status_code == 200
    assert [*answer.context["adminform"].form.errors] == ["text_en"]


def test_an_edition_cannot_be_changed_or_deleted_by_anyone(client):
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))

    pages = [
        client.post(address("guidelines_edition_change", 1), {"notes_en": "Other"}),
        client.post(address("guidelines_edition_delete", 1), {"post": "yes"}),
        client.get(address("guidelines_edition_add")),
    ]

    assert [page.status_code for page in pages] == [403] * 3
