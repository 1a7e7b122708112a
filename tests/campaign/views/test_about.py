"""The page on what this is and what is kept."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_names_the_source_of_the_numbers_and_the_way_out(
    client, language, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(f"/{language}/about/")

    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="https://opendata.digital.gov.ru/"' in page
    assert f'<a href="/{language}/call/do-not-call/">' in page


def test_it_is_read_only(client):
    assert client.post("/en/about/").status_code == 405
