"""The field of dots."""

from campaign import field


def test_a_dot_is_lit_once_ten_thousand_calls_were_made():
    assert [field.lit(calls) for calls in (0, 9_999, 10_000, 130_412)] == [0, 0, 1, 13]


def test_the_field_is_full_at_forty_million_and_stays_so():
    assert [field.lit(calls) for calls in (40_000_000, 41_000_000)] == [4000, 4000]


def test_every_dot_has_a_place_of_its_own_inside_the_field():
    for _, width, height, centres in field.field(40_000_000)["shapes"]:
        assert len(set(centres)) == 4000
        assert all(0 < x < width and 0 < y < height for x, y in centres)


def test_dots_that_are_lit_stay_lit():
    fewer, more = field.field(130_000)["shapes"], field.field(250_000)["shapes"]

    assert fewer[0][3] == more[0][3][:13]
    assert fewer[1][3] == more[1][3][:13]
