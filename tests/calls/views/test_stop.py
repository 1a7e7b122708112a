import pytest

from calls import care
from calls.models import DayOff, Draw


@pytest.mark.parametrize("language", ["en", "ru"])
def test_enough_for_today_leads_to_what_went_well_and_no_number_is_lent(
    caller, number, volunteer, language
):
    response = caller.post(f"/{language}/call/care/stop/")

    assert response.url == f"/{language}/call/evening/"
    assert caller.post(f"/{language}/call/draw/").status_code == 409
    home = caller.get(f"/{language}/call/")
    assert home.context["refusal"].until == care.resting_until(volunteer)
    assert (f"/{language}/call/care/go-on/" in home.content.decode()) is True
    assert Draw.objects.count() == 0


def test_a_stranger_and_a_link_stop_nothing(client, volunteer):
    assert client.post("/en/call/care/stop/").url == "/en/account/login/?next=/en/call/care/"
    client.force_login(volunteer)
    assert client.get("/en/call/care/stop/").url == "/en/call/care/"
    assert DayOff.objects.count() == 0


def test_a_second_click_changes_nothing(caller, django_assert_num_queries):
    caller.post("/en/call/care/stop/")
    with django_assert_num_queries(2):
        caller.post("/en/call/care/stop/")

    assert DayOff.objects.count() == 1
