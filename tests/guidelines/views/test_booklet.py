import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from guidelines import booklet, library
from tests.factories import make_volunteer
from tests.guidelines.paper import squeezed, words_of
from tests.guidelines.texts import make_section, publish

pytestmark = pytest.mark.django_db


def address(language="en"):
    with translation.override(language):
        return reverse("guidelines:booklet")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_anyone_gets_the_live_edition_in_their_language(client, language):
    number = library.newest()

    response = client.get(address(language))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content == booklet.pdf(number, language, library.today())


def test_it_is_opened_by_the_browser_and_kept_under_a_name_of_its_own(client):
    name = f"How to talk, edition {library.newest()}.pdf"

    assert client.get(address())["Content-Disposition"] == f'inline; filename="{name}"'


def test_whoever_has_it_is_not_sent_it_again():
    etag = Client().get(address())["ETag"]

    response = Client().get(address(), headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_after_the_first_stranger_the_next_costs_no_query(django_assert_num_queries):
    first = Client().get(address())

    with django_assert_num_queries(0):
        assert Client().get(address()).content == first.content


def test_a_new_edition_takes_its_place(client):
    before = client.get(address())
    make_section("kindness", title_en="Kindness at any price")
    publish()
    client.force_login(make_volunteer())

    after = client.get(address())

    assert squeezed("Kindness at any price") in words_of(after.content)
    assert after.content != before.content


def test_a_volunteer_s_is_theirs_alone(client):
    client.force_login(make_volunteer())

    assert "no-store" in client.get(address())["Cache-Control"]


def test_where_nothing_is_published_there_is_none(client):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE guidelines_edition CASCADE")

    response = client.get(address())

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_it_takes_as_many_queries_for_many_texts_as_for_few(client, django_assert_num_queries):
    client.force_login(make_volunteer())
    client.get(address())
    expected = 3  # volunteer, newest edition, today

    with django_assert_num_queries(expected):
        client.get(address())
    for order in range(3):
        make_section(f"more-{order}")
    publish()
    client.get(address())
    with django_assert_num_queries(expected):
        client.get(address())


def test_it_is_read_only(client):
    assert client.post(address()).status_code == 405


def test_the_reading_page_leads_to_it(client):
    page = client.get(address().replace("booklet.pdf", "")).content.decode()

    assert f'href="{address()}"' in page


def test_staff_print_an_older_edition_as_it_was_on_its_day(client, psychologist):
    publish()

    response = client.get("/en/admin/guidelines/edition/1/booklet.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert response.content == booklet.pdf(1, "en", library.edition(1).published_on)
    links = client.get("/en/admin/guidelines/edition/1/change/").content.decode()
    assert 'href="/en/admin/guidelines/edition/1/booklet.pdf"' in links


def test_no_edition_of_staff_is_for_moderators_or_from_nowhere(client, psychologist):
    missing = client.get("/en/admin/guidelines/edition/99/booklet.pdf").status_code
    client.force_login(make_volunteer(is_staff=True))

    assert (missing, client.get("/en/admin/guidelines/edition/1/booklet.pdf").status_code) == (
        404,
        403,
    )
