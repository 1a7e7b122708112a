import pytest

from calls.models import Encounter
from tests.factories import make_caller


def tell(client, kind, language="en"):
    return client.post(f"/{language}/call/care/met/", {"kind": kind})


def amounts():
    return dict(Encounter.objects.values_list("kind", "amount"))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", ["child", "distress"])
def test_one_is_counted_and_the_page_says_what_one_can_do(caller, kind, language):
    response = tell(caller, kind, language)

    assert response.url == f"/{language}/call/care/?met={kind}#met"
    assert amounts() == {kind: 1}


def test_a_stranger_and_a_link_count_nothing(client, volunteer):
    assert tell(client, "child").url == "/en/account/login/?next=/en/call/care/"
    client.force_login(volunteer)
    assert client.get("/en/call/care/met/").url == "/en/call/care/"
    assert amounts() == {}


@pytest.mark.parametrize("kind", ["", "nonsense"])
def test_anything_else_is_led_back_to_the_choice(caller, kind):
    assert (tell(caller, kind).url, amounts()) == ("/en/call/care/#met", {})


def test_nobody_meets_more_than_ten_a_day(client, caller):
    answers = {tell(caller, "child").url for _ in range(11)}
    client.force_login(make_caller())
    tell(client, "child")

    assert (answers, amounts()) == ({"/en/call/care/?met=child#met"}, {"child": 11})


def test_counting_asks_a_fixed_number_of_queries(caller, django_assert_num_queries):
    tell(caller, "child")
    with django_assert_num_queries(2):
        tell(caller, "child")
