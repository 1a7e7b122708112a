import re

import pytest
from django.urls import reverse
from django.utils import translation

from guidelines.models import Passage
from tests.factories import make_caller
from tests.guidelines.texts import make_hard, make_section, publish

pytestmark = pytest.mark.django_db


def search(client, query=None, language="en"):
    with translation.override(language):
        return client.get(reverse("guidelines:search"), query and {"q": query})


def results(page):
    """The addresses that the results lead to."""
    main = page.content.decode().split('<main id="main">')[1].split("</main>")[0]
    return re.findall(r'<a href="([^"]+)"', "".join(main.split('<ul class="rows">')[1:]))


def test_results_lead_to_their_places(client):
    make_section("jam", title_en="Marmalade", body_en="Boil the oranges.")
    hard = make_hard(they_say_en="Is it marmalade?")
    publish()

    page = search(client, "marmalade")

    assert page.status_code == 200
    assert {*results(page)} >= {"/en/guidelines/sections/jam/", f"/en/guidelines/#hard-{hard.pk}"}
    assert "<mark>Marmalade</mark>" in page.content.decode()


def test_every_result_of_a_common_word_leads_to_a_place_that_is_there(client):
    page = search(client, "call talk war")
    read = client.get("/en/guidelines/").content.decode()

    assert len(results(page)) > 5
    for place in results(page):
        path, _, anchor = place.partition("#")
        assert client.get(path).status_code == 200
        assert not anchor or f'id="{anchor}"' in read


def test_a_slip_of_the_finger_is_named(client):
    make_section("jam", title_en="Marmalade")
    publish()

    html = search(client, "marmelade").content.decode()

    assert 'Nothing for “<span lang="en">marmelade</span>”.' in html
    assert 'Shown: “<span lang="en">marmalade</span>”.' in html


def test_nothing_found_helps_on(client):
    page = search(client, "<i>xyzzy</i>")

    html = page.content.decode()
    assert (page.status_code, results(page)) == (200, [])
    assert (
        'Nothing in the guidelines for “<span lang="en">&lt;i&gt;xyzzy&lt;/i&gt;</span>”.' in html
    )
    assert "Try one word instead of several" in html
    assert 'value="&lt;i&gt;xyzzy&lt;/i&gt;"' in html


@pytest.mark.parametrize("query", [None, "", "  "])
def test_an_empty_search_is_a_page_with_a_field(client, query):
    page = search(client, query)

    assert (page.status_code, results(page)) == (200, [])
    assert "A word or two is enough" in page.content.decode()


def test_an_overlong_query_is_cut(client):
    page = search(client, "a" * 5000)

    assert page.context["search"].typed == "a" * 200


def test_readers_of_english_see_russian_marked_as_such(client):
    make_section("jam", title_en="Marmalade", title_ru="Мармелад", body_ru="Сварите апельсины.")
    publish()

    html = search(client, "апельсин").content.decode()

    assert '<a href="/en/guidelines/sections/jam/">Marmalade</a>' in html
    assert '<p lang="ru">Сварите <mark>апельсины</mark>.</p>' in html


def test_a_search_is_kept_by_no_proxy_but_its_page_is(client):
    assert search(client, "call").headers["Cache-Control"] == "private"
    assert "max-age=15" in search(client).headers["Cache-Control"]


@pytest.mark.parametrize(("who", "expected"), [(None, 2), (make_caller, 3)])
def test_any_search_takes_as_many_queries(client, django_assert_num_queries, who, expected):
    if who:
        client.force_login(who())
    search(client, "warm")

    for query in ("call", "cal", "marmalade", "call marmalade"):
        with django_assert_num_queries(expected):
            search(client, query)
    assert Passage.objects.count() > 3
