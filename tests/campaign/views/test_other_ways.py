"""What to do for whoever does not speak Russian."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_offers_ways_that_lead_somewhere(client, language, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(f"/{language}/other-ways/")

    page = response.content.decode()
    assert response.status_code == 200
    assert f'href="/{language}/help/"' in page
    assert f'href="/{language}/guidelines/"' in page


def test_it_is_read_only(client):
    assert client.post("/en/other-ways/").status_code == 405
