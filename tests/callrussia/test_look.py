"""The tags that templates draw with, and how a form field looks."""

import datetime
from contextlib import suppress

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import engines
from django.urls import Resolver404, resolve
from django.utils import translation

from callrussia import voice

NOW = datetime.datetime(2026, 11, 24, 13, 20, tzinfo=datetime.UTC)
ZONES = voice.zones(NOW, datetime.time(10), datetime.time(11), datetime.time(20))
NIGHT = voice.zones(NOW.replace(hour=18), datetime.time(10), datetime.time(11), datetime.time(20))


class Sample(forms.Form):
    place = forms.CharField(
        label="Where?", help_text="A town.", widget=forms.TextInput({"class": "own"})
    )
    code = forms.CharField(widget=forms.TextInput({"autocomplete": "one-time-code"}))
    country = forms.ChoiceField(choices=[("LT", "Lithuania")])
    accepts = forms.BooleanField(label="I accept", help_text="All of it.")
    felt = forms.ChoiceField(choices=[("calm", "calm")], widget=forms.RadioSelect)


def render(source, request, **context):
    template = engines["django"].from_string("{% load look %}" + source)
    with translation.override("en"):
        return template.render({"country_now": ZONES, **context}, request)


@pytest.fixture
def request_to(rf):
    """Makes requests as a view gets them, found by their address if they are."""

    def made(path):
        request = rf.get(path)
        with suppress(Resolver404):
            request.resolver_match = resolve(request.path)
        return request

    return made


def test_the_large_voice_names_every_zone_hour_and_state(request_to):
    drawn = render('{% voice "large" %}', request_to("/en/"))

    assert drawn.count("<li") == 11
    assert drawn.count('<li class="on">') == 5
    assert "<b>15<span>:20</span></b>" in drawn
    assert drawn.count("may be called") == 5
    assert drawn.count("not now") == 6


def test_the_zones_of_the_drawn_region_are_boxed(request_to):
    assert render('{% voice "small" 7 %}', request_to("/en/")).count(" here") == 1
    assert render('{% voice "small" 9 11 %}', request_to("/en/")).count(" here") == 3


def test_in_words_it_says_from_where_to_where(request_to):
    said = " ".join(render("{% open_now %}", request_to("/en/")).split())

    assert said == (
        "<p> 5 time zones of eleven may be called now: from Kaliningrad to Omsk. "
        "Further east, people are going to bed. </p>"
    )


def test_in_words_it_says_that_nobody_may_be_called(request_to):
    said = render("{% open_now %}", request_to("/en/"), country_now=NIGHT)

    assert "Nobody may be called now" in said
    assert "Further" not in said


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [
        ("/en/about/", "ru", "/ru/about/"),
        ("/en/help/?a=1", "ru", "/ru/help/?a=1"),
        ("/en/about/", "en", "/en/about/"),
        ("/en/nowhere-at-all/", "ru", "/ru/"),
    ],
)
def test_the_other_language_is_the_same_page(request_to, path, language, other):
    found = render("{% same_page language %}", request_to(path), language=language)

    assert found == other


def test_a_view_may_say_which_page_the_other_language_opens(request_to):
    found = render('{% same_page "ru" %}', request_to("/en/help/"), place="/en/about/")

    assert found == "/ru/about/"


def test_alternates_are_full_addresses_in_both_languages(request_to):
    found = render(
        "{% alternates as all %}{% for code, url in all %}{{ code }} {{ url }};{% endfor %}",
        request_to("/en/about/"),
    )

    assert found == "ru http://testserver/ru/about/;en http://testserver/en/about/;"


def test_a_line_is_dressed_and_keeps_its_own_class():
    drawn = str(Sample()["place"].as_field_group())

    assert 'class="own inp"' in drawn
    assert '<label class="field-l" for="id_place">Where?</label>' in drawn
    assert 'aria-describedby="id_place_helptext"' in drawn
    assert '<span class="hint" id="id_place_helptext">A town.</span>' in drawn


def test_a_code_is_drawn_in_large_digits_and_a_choice_in_its_frame():
    assert 'class="inp inp--code"' in str(Sample()["code"].as_field_group())
    assert '<span class="sel"><select' in str(Sample()["country"].as_field_group())


def test_a_box_to_tick_stands_before_its_words():
    drawn = str(Sample()["accepts"].as_field_group())

    assert drawn.index("<input") < drawn.index("<span>I accept</span>")
    assert 'id="id_accepts_helptext"' in drawn


def test_choices_are_one_group_with_a_name():
    drawn = str(Sample()["felt"].as_field_group())

    assert '<legend class="field-l">Felt</legend>' in drawn
    assert '<label class="pick"><input type="radio"' in drawn


def test_every_error_is_tied_to_its_field():
    form = Sample({})

    for name in ("place", "code", "country", "accepts"):
        drawn = str(form[name].as_field_group())
        assert f'id="id_{name}_error"' in drawn
        assert 'aria-invalid="true"' in drawn
        assert f"id_{name}_error" in drawn.split('aria-describedby="')[1].split('"')[0]


def test_a_select_says_what_django_s_own_would():
    groups = [("", "—"), ("A & B", [("a&b", "<A>"), ("c", "C")])]
    widget = forms.Select({"class": "inp", "disabled": True, "hidden": False}, groups)
    widget.option_inherits_attrs = True

    ours, theirs = (
        widget.render("zone", "c", renderer=renderer())
        for renderer in (TemplatesSetting, DjangoTemplates)
    )

    assert ours.split() == theirs.split()
    assert "selected" in ours
