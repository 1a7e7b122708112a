"""`manage.py sign_out`."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
HOME = "/en/account/settings/"


@pytest.fixture
def two():
    """Two volunteers and their devices."""
    volunteers = [make_volunteer(), make_volunteer()]
    clients = [Client(), Client()]
    for client, volunteer in zip(clients, volunteers, strict=True):
        client.force_login(volunteer)
    return volunteers, clients


def test_one_volunteer_is_signed_out_at_the_next_request(two, capsys):
    volunteers, clients = two

    call_command("sign_out", str(volunteers[0].pk))

    assert [client.get(HOME).status_code for client in clients] == [302, 200]
    assert capsys.readouterr().out == "Signed out: 1.\n"


def test_everybody_is_signed_out_in_one_query_and_may_sign_in_again(
    two, capsys, django_assert_num_queries
):
    volunteers, clients = two

    with django_assert_num_queries(1):
        call_command("sign_out", "--all")

    assert [client.get(HOME).status_code for client in clients] == [302, 302]
    assert capsys.readouterr().out == "Signed out: 2.\n"
    volunteers[0].refresh_from_db()
    clients[0].force_login(volunteers[0])
    assert clients[0].get(HOME).status_code == 200


@pytest.mark.parametrize("words", [["999999"], [], ["1", "--all"]])
def test_whoever_is_not_named_rightly_signs_nobody_out(two, words):
    with pytest.raises(CommandError):
        call_command("sign_out", *words)

    assert [client.get(HOME).status_code for client in two[1]] == [200, 200]
