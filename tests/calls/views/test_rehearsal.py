import pytest

from tests.factories import make_caller, make_volunteer

ADDRESS = "/en/call/rehearsal/"


def words(response):
    return b" ".join(response.content.split()).decode()


def test_a_stranger_is_told_what_it_is_and_led_to_the_first_turn(client, rehearsal):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "A first call with nobody on the line" in words(response)
    assert 'href="/en/call/rehearsal/turns/hello/"' in words(response)
    assert ("btn--call" in words(response), "Step 4 of 4" in words(response)) == (False, False)
    assert response.cookies == {}


def test_a_newcomer_is_told_that_it_comes_before_the_first_number(client, newcomer):
    response = client.get(ADDRESS)

    assert "Step 4 of 4" in words(response)
    assert "It comes before the first number." in words(response)


@pytest.mark.parametrize("fields", [{"rehearsed": "tried"}, {"rehearsed": "", "reports": 1}])
def test_whoever_has_tried_or_reported_may_come_again_and_is_not_held_up(client, rehearsal, fields):
    client.force_login(make_caller(**fields))

    response = client.get(ADDRESS)

    assert (response.status_code, "Step 4 of 4" in words(response)) == (200, False)


def test_whoever_has_not_read_may_rehearse_and_is_told_of_no_step(client, rehearsal):
    client.force_login(make_volunteer())

    response = client.get(ADDRESS)

    assert (response.status_code, "Step 4 of 4" in words(response)) == (200, False)


def test_where_no_rehearsal_is_published_the_page_says_so(client, no_rehearsal):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "The rehearsal is being written." in words(response)


def test_the_beginning_asks_as_much_as_it_must(client, newcomer, django_assert_num_queries):
    client.get(ADDRESS)

    # Who it is, the newest edition, and whether it has been read.
    with django_assert_num_queries(3):
        client.get(ADDRESS)
