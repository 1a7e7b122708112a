import pytest
from django.urls import reverse
from django.utils import translation

from guidelines import library
from tests.factories import make_caller
from tests.guidelines.texts import make_hard, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    with translation.override("en"):
        return reverse("guidelines:at_hand")


def test_all_that_one_needs_while_talking_is_on_one_page(client, address):
    page = client.get(address)

    html, texts = page.content.decode(), library.live().content["en"]
    assert page.status_code == 200
    assert html.count("data-find") == sum(
        len(texts[kind]) for kind in ("openers", "hard", "facts", "voicemail")
    ) + html.count("data-finder")
    assert texts["sections"][0]["body"][:40] not in html


def test_without_a_script_the_field_leads_to_the_search(client, address):
    html = client.get(address).content.decode()

    assert 'role="search" method="get" action="/en/guidelines/search/"' in html
    assert 'data-one="1 left"' in html
    assert 'data-other="5 left"' in html


def test_what_is_new_says_so_to_a_volunteer_alone(client, address):
    volunteer = make_caller()
    hard = make_hard()
    publish(must_reread=False)
    stranger = client.get(address).content.decode()
    client.force_login(volunteer)

    html = client.get(address).content.decode()

    row = html.split(f'id="hard-{hard.pk}"')[1].split("</summary>")[0]
    assert (stranger.count('class="new"'), html.count('class="new"')) == (0, 1)
    assert '<span class="new">new</span>' in row


def test_strangers_keep_the_page(client, address):
    page = client.get(address)

    assert "max-age=15" in page.headers["Cache-Control"]
    assert not page.cookies


@pytest.mark.parametrize(("who", "expected"), [(None, 2), (make_caller, 4)])
def test_it_takes_as_many_queries_for_many_texts_as_for_few(
    client, address, django_assert_num_queries, who, expected
):
    if who:
        client.force_login(who())
    client.get(address)

    for more in range(2):
        with django_assert_num_queries(expected):
            client.get(address, {"fresh": more})
        make_hard()
        publish()
        client.get(address, {"warm": more})
