import pytest
from django.urls import reverse
from django.utils import translation

from guidelines import library
from guidelines.models import Section
from tests.factories import make_caller, make_volunteer
from tests.guidelines.texts import make_section, publish

pytestmark = pytest.mark.django_db


def address(language="en"):
    with translation.override(language):
        return reverse("guidelines:read")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_anyone_reads_every_text_in_their_language(client, language):
    page = client.get(address(language))

    texts = library.live().content[language]
    html = page.content.decode()
    assert page.status_code == 200
    assert [text["slug"] for text in texts["sections"] if f'id="{text["slug"]}"' not in html] == []
    assert [text["title"] for text in texts["sections"] if text["title"] not in html] == []
    assert html.count("<details>") == len(texts["hard"])
    assert '<form class="form"' not in html


def test_the_spoken_line_is_russian_on_both_pages_and_the_gloss_only_on_the_english(client):
    section = Section.objects.get(slug="protect-them")
    line = next(line for line in section.body_ru.splitlines() if line.startswith("> "))[2:]

    russian, english = (client.get(address(code)).content.decode() for code in ("ru", "en"))

    assert f'lang="ru"><span class="d">—</span>{line}</p>' in english
    assert f'lang="ru"><span class="d">—</span>{line}</p>' in russian
    assert 'class="gloss"' in english
    assert 'class="gloss"' not in russian


def test_a_stranger_is_shown_the_way_to_sign_up(client):
    page = client.get(address())

    assert f'href="{reverse("volunteers:join")}"'.replace("/ru/", "/en/") in page.content.decode()
    assert "form" not in page.context


def test_a_volunteer_who_has_not_confirmed_is_asked_to(client):
    client.force_login(make_volunteer())

    page = client.get(address())

    assert page.context["form"].initial == {"edition": 1}
    assert "my own number will be seen" in page.content.decode()


def test_a_volunteer_who_has_confirmed_sees_since_when(client):
    client.force_login(make_caller())
    publish(must_reread=False)

    page = client.get(address())

    assert "form" not in page.context
    assert page.context["confirmation"].edition.number == 1
    assert "You confirmed edition 1 on" in page.content.decode()


def test_a_draft_is_seen_by_readers_only_once_it_is_published(client):
    client.force_login(make_volunteer())
    make_section("kindness", title_en="Kindness at any price")

    before = client.get(address()).content.decode()
    publish()
    after = client.get(address()).content.decode()

    assert "Kindness at any price" not in before
    assert "Kindness at any price" in after


def test_reading_takes_as_many_queries_for_many_texts_as_for_few(client, django_assert_num_queries):
    client.force_login(make_volunteer())
    client.get(address())
    expected = 3  # volunteer, newest edition, anything to confirm? An edition's texts once.

    with django_assert_num_queries(expected):
        client.get(address())
    for order in range(3):
        make_section(f"more-{order}")
    publish()
    client.get(address())
    with django_assert_num_queries(expected):
        client.get(address())
