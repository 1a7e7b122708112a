"""The page on what this is and what is kept."""

import datetime

import pytest

from calls.intake import fill_demo, import_pool
from calls.models import Origin, Registry
from tests.calls.lists import MOSCOW, load_registry, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_names_the_source_of_the_numbers_and_the_way_out(
    client, language, django_assert_num_queries
):
    with django_assert_num_queries(3):
        response = client.get(f"/{language}/about/")

    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="https://opendata.digital.gov.ru/"' in page
    assert f'<a href="/{language}/call/do-not-call/">' in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The registry was last loaded on 5 September 2026."),
        ("ru", "Последний раз реестр загружен 5 сентября 2026\u00a0года."),
    ],
)
def test_it_says_when_the_registry_was_last_loaded(client, language, sentence):
    Registry.objects.create(version=1, loaded_on=datetime.date(2026, 9, 5))

    assert sentence in client.get(f"/{language}/about/").content.decode()


def test_a_demos_own_ranges_are_no_registry(client, settings):
    settings.DEMO = True
    fill_demo(10)
    settings.DEMO = False

    assert "was last loaded" not in client.get("/en/about/").content.decode()


@pytest.mark.parametrize(
    ("language", "some", "none"),
    [
        ("en", "Such a number is personal data", "There is none among ours."),
        ("ru", "Такой номер — персональные данные", "Среди наших таких нет."),
    ],
)
def test_it_says_whether_there_are_numbers_from_directories(client, language, some, none, tmp_path):
    def says():
        page = client.get(f"/{language}/about/?fresh").content.decode()
        return some in page, none in page

    load_registry()
    import_pool(write(tmp_path, f"{MOSCOW}\n"), Origin.RANGES)
    import_pool(write(tmp_path, f"{MOSCOW}\n"), Origin.DIRECTORY)
    before = says()
    import_pool(write(tmp_path, f"{MOSCOW + 1}\n"), Origin.DIRECTORY)

    assert (before, says()) == ((False, True), (True, False))


def test_it_is_read_only(client):
    assert client.post("/en/about/").status_code == 405
