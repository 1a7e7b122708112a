"""The same to take away."""

import pytest

from tests.volunteers.views.joining import JOIN, begin

pytestmark = pytest.mark.django_db
FILE = "/en/account/codename/words.txt"


def test_the_file_holds_the_seven_words_and_does_not_say_what_for(client):
    made = begin(client)

    file = client.get(FILE)

    assert file.content.decode() == f"{made['codename']}\n{made['phrase']}\n"
    assert file.headers["Content-Disposition"] == 'attachment; filename="words.txt"'
    assert "no-store" in file.headers["Cache-Control"]


def test_a_stranger_gets_no_file(client):
    assert client.get(FILE).headers["Location"] == JOIN
