"""The privacy notice in plain words."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_names_who_answers_and_both_ways_out(client, settings, language):
    settings.CONTROLLER = settings.CONTROLLER | {"name": "An association", "email": "law@x.org"}
    settings.OBJECT_EMAIL = "object@x.org"

    page = client.get(f"/{language}/privacy/?fresh").text

    assert '<span lang="">An association</span>' in page
    assert 'href="mailto:law@x.org"' in page
    assert 'href="mailto:object@x.org"' in page
    assert f'href="/{language}/call/do-not-call/"' in page
    assert f'href="/{language}/privacy/law/"' in page


def test_it_asks_the_database_for_nothing_but_the_country(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/en/privacy/")


def test_it_is_read_only(client):
    assert client.post("/en/privacy/").status_code == 405
