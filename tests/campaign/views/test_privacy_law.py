"""The privacy notice in the words of the law."""

import pytest

from calls.intake import import_pool
from calls.models import Origin
from tests.calls.lists import MOSCOW, load_registry, write

pytestmark = pytest.mark.django_db
WHO = {
    "name": "An association",
    "address": "A street 1, a town",
    "email": "law@x.org",
    "authority": "An authority",
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_names_the_controller_and_the_authority(client, settings, language):
    settings.CONTROLLER, settings.OBJECT_EMAIL = WHO, "object@x.org"

    page = client.get(f"/{language}/privacy/law/?fresh").text

    assert [words for words in WHO.values() if words not in page] == []
    assert 'href="mailto:object@x.org"' in page


def test_a_name_is_shown_as_text(client, settings):
    settings.CONTROLLER = WHO | {"name": "<b>Call</b>"}

    assert "&lt;b&gt;Call&lt;/b&gt;" in client.get("/en/privacy/law/?fresh").text


@pytest.mark.parametrize(
    ("language", "made", "listed"),
    [
        ("en", "are made from", "from directories"),
        ("ru", "Номера составлены", "справочников"),
    ],
)
def test_it_says_where_the_numbers_are_from(client, language, made, listed, tmp_path):
    def says():
        page = client.get(f"/{language}/privacy/law/?fresh").text
        return made in page, listed in page

    load_registry()
    import_pool(write(tmp_path, f"{MOSCOW}\n"), Origin.RANGES)
    before = says()
    import_pool(write(tmp_path, f"{MOSCOW + 1}\n"), Origin.DIRECTORY)

    assert (before, says()) == ((True, False), (False, True))


def test_its_number_of_queries_is_fixed(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/en/privacy/law/")


def test_it_is_read_only(client):
    assert client.post("/en/privacy/law/").status_code == 405
