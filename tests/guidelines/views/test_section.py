import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from guidelines import library
from guidelines.models import Section
from tests.factories import make_caller
from tests.guidelines.texts import make_section, publish

pytestmark = pytest.mark.django_db


def address(slug, language="en"):
    with translation.override(language):
        return reverse("guidelines:section", args=[slug])


def slugs():
    return [section["slug"] for section in library.live().content["en"]["sections"]]


def turns(html):
    """The addresses of "back" and "next"."""
    return re.findall(r'href="([^"]+)"', html.split('<nav class="turn"')[1].split("</nav>")[0])


def test_a_section_has_a_page_with_its_neighbours_and_its_place_among_all(client):
    before, slug, after = slugs()[:3]

    page = client.get(address(slug))

    html, text = page.content.decode(), library.live().content["en"]["sections"][1]
    assert (page.status_code, f"<h1>{text['title']}</h1>" in html) == (200, True)
    assert turns(html) == [address(before), address(after)]
    assert re.findall(r'href="([^"]+)"\s+aria-current="page"', html) == [address(slug)] * 2
    assert f"Section 2 of {len(slugs())}. All sections" in html


def test_first_and_last_lead_to_the_whole_and_to_what_is_at_hand(client):
    first, last = (client.get(address(slugs()[n])).content.decode() for n in (0, -1))

    assert turns(first) == ["/en/guidelines/", address(slugs()[1])]
    assert turns(last) == [address(slugs()[-2]), "/en/guidelines/at-hand/"]


def test_links_to_other_places_of_the_text_lead_to_the_page_that_has_them(client):
    make_section("kindness", body_en='See [there](#hard); `<a href="#x` is no link.')
    publish()

    html = client.get(address("kindness")).content.decode()

    assert '<a href="/en/guidelines/#hard"' in html
    assert '&lt;a href="#x' in html


@pytest.mark.parametrize("slug", ["nowhere", "hard", "Prepare"])
def test_an_address_that_no_section_has_is_not_found(client, slug):
    page = client.get(address(slug))

    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()


def test_a_draft_and_a_section_set_aside_are_not_found(client):
    make_section("kindness")
    draft = client.get(address("kindness")).status_code
    publish()
    live = client.get(address("kindness"), {"fresh": 1}).status_code
    Section.objects.filter(slug="kindness").update(is_paused=True)
    publish()

    gone = client.get(address("kindness"), {"fresh": 2}).status_code

    assert (draft, live, gone) == (404, 200, 404)


def test_a_site_without_an_edition_has_no_section(client):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE guidelines_edition CASCADE")

    pages = [client.get(address("prepare")), client.get("/en/guidelines/at-hand/")]

    assert [page.status_code for page in pages] == [404, 200]
    assert "Until they are published, nobody is called." in pages[1].content.decode()


def test_what_is_new_says_so(client):
    client.force_login(make_caller())
    make_section("kindness", title_en="Kindness")
    publish(must_reread=False)

    new, old = (client.get(address(slug)).content.decode() for slug in ("kindness", slugs()[0]))

    assert re.search(r'<h1>Kindness\s+<span class="new">new</span>\s*</h1>', new)
    assert '<span class="new">' not in old.split("<article>")[1]
    assert '<span class="new">' in old.split("<article>")[0]


def test_strangers_keep_the_page_and_no_cookie(client):
    page = client.get(address(slugs()[0]))

    assert "max-age=15" in page.headers["Cache-Control"]
    assert not page.cookies


@pytest.mark.parametrize(("who", "expected"), [(None, 2), (make_caller, 4)])
def test_a_page_takes_as_many_queries_for_many_sections_as_for_few(
    client, django_assert_num_queries, who, expected
):
    slug = slugs()[0]
    if who:
        client.force_login(who())
    client.get(address(slug) + "?")

    for more in range(2):
        with django_assert_num_queries(expected):
            client.get(address(slug), {"fresh": more})
        make_section(f"more-{more}")
        publish()
        client.get(address(slug), {"warm": more})
