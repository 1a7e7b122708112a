"""How many numbers ring nobody."""

from calls import canaries
from calls.models import Range
from tests.factories import make_region, make_volunteer

PAGE = "/en/admin/calls/canary/"


def test_a_superuser_sees_how_many_there_are_and_no_number(client, moderator):
    Range.objects.create(first=79450000000, last=79459999999, region=make_region(), territory="")
    client.force_login(make_volunteer(is_staff=True, is_superuser=True))
    without = client.get(PAGE).text
    canaries.add([79470000000, 79470000001])

    page = client.get(PAGE).text

    assert "There is none yet" in without
    words = ("gaps of the registry", "In use: 2.", "947")
    assert [word in page for word in words] == [True, True, False]
    assert moderator.get(PAGE).status_code == 403
