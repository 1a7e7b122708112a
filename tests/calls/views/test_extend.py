from calls import pool
from calls.models import Draw
from tests.factories import expire, make_caller


def test_one_tap_stops_the_clock(caller, drawn, address):
    response = caller.post(address["en"] + "extend/")

    drawn.refresh_from_db()
    assert (response.url, drawn.is_talking) == (address["en"], True)
    assert drawn.expires_at - drawn.drawn_at == pool.lending.TALK


def test_a_second_tap_changes_nothing(caller, drawn, address):
    caller.post(address["ru"] + "extend/")
    first = Draw.objects.get().expires_at

    response = caller.post(address["ru"] + "extend/")

    assert (response.url, Draw.objects.get().expires_at) == (address["ru"], first)


def test_after_its_time_the_number_does_not_come_back(caller, drawn, address):
    expire(drawn)

    response = caller.post(address["en"] + "extend/", follow=True)

    assert "The time for this number is over" in response.content.decode()
    assert "123-45-67" not in response.content.decode()


def test_a_stranger_extends_nothing(client, drawn, address):
    client.force_login(make_caller())

    response = client.post(address["en"] + "extend/")

    assert (response.status_code, Draw.objects.get().is_talking) == (404, False)


def test_a_link_extends_nothing_and_leads_back(caller, drawn, address):
    response = caller.get(address["en"] + "extend/")

    assert (response.url, Draw.objects.get().is_talking) == (address["en"], False)


def test_extending_asks_a_fixed_number_of_queries(caller, address, django_assert_num_queries):
    caller.get(address["en"])

    with django_assert_num_queries(3):
        caller.post(address["en"] + "extend/")
