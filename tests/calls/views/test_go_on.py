from calls import care
from calls.models import DayOff


def test_the_day_off_is_taken_back(caller, number, volunteer):
    care.stop(volunteer)

    response = caller.post("/en/call/care/go-on/")

    assert (response.url, DayOff.objects.count()) == ("/en/call/", 0)
    assert "Show me a number" in caller.get("/en/call/").content.decode()


def test_a_stranger_and_a_link_change_nothing(client, volunteer):
    care.stop(volunteer)

    assert client.post("/en/call/care/go-on/").url == "/en/account/login/?next=/en/call/care/"
    client.force_login(volunteer)
    assert client.get("/en/call/care/go-on/").url == "/en/call/care/"
    assert DayOff.objects.get().volunteer == volunteer


def test_where_there_was_none_nothing_happens(caller, django_assert_num_queries):
    caller.post("/en/call/care/go-on/")
    with django_assert_num_queries(2):
        assert caller.post("/en/call/care/go-on/").url == "/en/call/"
