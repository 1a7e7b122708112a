import re

import pytest
from django.urls import reverse
from django.utils import translation

from guidelines import library
from guidelines.models import HardSentence, Passage, Section
from tests.factories import make_caller, make_volunteer
from tests.guidelines.texts import LIVE, make_hard, make_section, publish

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
    assert html.count('<details id="hard-') == len(texts["hard"])
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

    assert page.context["form"].initial == {"edition": LIVE}
    assert "my own number will be seen" in page.content.decode()


def test_a_volunteer_who_has_confirmed_sees_since_when(client):
    client.force_login(make_caller())
    publish(must_reread=False)

    page = client.get(address())

    assert "form" not in page.context
    assert page.context["confirmation"].edition.number == LIVE
    assert f"You confirmed edition {LIVE} on" in page.content.decode()


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
    # Volunteer, newest edition, the day, what they confirmed, anything to confirm? An edition's
    # texts once.
    expected = 5

    with django_assert_num_queries(expected):
        client.get(address())
    for order in range(3):
        make_section(f"more-{order}")
    publish()
    client.get(address())
    with django_assert_num_queries(expected):
        client.get(address())


def test_a_reader_is_led_to_a_section_to_what_is_at_hand_and_to_the_search(client):
    html = client.get(address()).content.decode()

    first = library.live().content["en"]["sections"][0]["slug"]
    places = (f"sections/{first}/", "at-hand/", "search/")
    assert [place for place in places if f'"/en/guidelines/{place}"' not in html] == []


def test_every_text_can_be_linked_to(client):
    html = client.get(address()).content.decode()

    assert [
        anchor
        for anchor in Passage.objects.filter(language="en").values_list("anchor", flat=True)
        if f'id="{anchor}"' not in html
    ] == []


def test_a_volunteer_sees_what_is_new_since_the_edition_that_they_confirmed(client):
    client.force_login(make_caller())
    make_section("kindness", title_en="Kindness")
    Section.objects.filter(slug="protect-them").update(body_en="Protect them well.")
    hard = make_hard(they_say_en="Who is there?")
    publish(must_reread=False)

    html = client.get(address()).content.decode()

    assert news_of(html) == {
        "headings": ["kindness", "protect-them"],
        "contents": ["hard", "kindness", "protect-them"],
        "hard": [f"hard-{hard.pk}"],
    }
    assert "What has changed since is marked as new." in html


def test_words_said_aloud_are_new_in_english_too_where_only_the_russian_changed(client):
    client.force_login(make_caller())
    hard = HardSentence.objects.order_by("order").first()
    HardSentence.objects.filter(pk=hard.pk).update(you_can_say_ru="Никто, правда.")
    publish(must_reread=False)

    html = client.get(address()).content.decode()

    assert news_of(html) == {"headings": [], "contents": ["hard"], "hard": [f"hard-{hard.pk}"]}


@pytest.mark.parametrize("who", [None, make_volunteer, make_caller])
def test_nothing_is_new_to_strangers_to_newcomers_and_to_who_read_it_all(client, who):
    make_section("kindness", title_en="Kindness")
    publish()
    if who:
        client.force_login(who())

    html = client.get(address()).content.decode()

    assert news_of(html) == {"headings": [], "contents": [], "hard": []}
    assert reverse("guidelines:catch_up").replace("/ru/", "/en/") not in html


def test_what_must_be_read_again_shows_what_is_new_and_asks_for_the_whole_word_on_it(client):
    client.force_login(make_caller())
    make_section("kindness", title_en="Kindness")
    number = publish().number

    page = client.get(address())

    assert news_of(page.content.decode())["headings"] == ["kindness"]
    assert page.context["form"].initial == {"edition": number}
    assert "catch_up" not in page.context


@pytest.mark.parametrize("language", ["ru", "en"])
def test_who_reads_again_is_told_what_changed_in_each_edition_since(
    client, language, django_assert_num_queries
):
    client.force_login(make_caller())
    make_section("kindness", title_en="Kindness")
    publish(notes_ru="О доброте.", notes_en="About kindness.")
    publish(must_reread=False, notes_ru="Опечатка.", notes_en="A slip of the pen.")
    client.get(address(language))

    # One more than without news: the editions since.
    with django_assert_num_queries(6):
        page = client.get(address(language))

    html = page.content.decode()
    notes = {"ru": ["Опечатка.", "О доброте."], "en": ["A slip of the pen.", "About kindness."]}
    assert re.findall(r"</p>\s*<p>([^<]*)</p>\s*</div>", html) == notes[language]
    assert 'href="#confirm"' in html
    library.confirm(page.wsgi_request.user, library.live())
    assert notes[language][0] not in client.get(address(language)).content.decode()


def test_a_newcomer_is_told_of_no_change(client):
    client.force_login(make_volunteer())
    publish(notes_ru="О доброте.", notes_en="About kindness.")

    assert "About kindness." not in client.get(address()).content.decode()


def test_strangers_keep_the_page(client):
    page = client.get(address())

    assert "max-age=15" in page.headers["Cache-Control"]
    assert client.get(address(), headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


def news_of(html):
    """Where the word "new" stands."""
    new = '<span class="new">new</span>'
    headings = re.findall(r'<section class="prose" id="([\w-]+)">\s*<h2>(.*?)</h2>', html, re.S)
    contents = re.findall(r'<a href="#([\w-]+)"[^>]*><span class="num">(.*?)</a>', html, re.S)
    hard = re.findall(r'<details id="([\w-]+)"(.*?)</summary>', html, re.S)
    found = {"headings": headings, "contents": contents, "hard": hard}
    return {
        part: sorted({key for key, text in texts if new in text}) for part, texts in found.items()
    }
