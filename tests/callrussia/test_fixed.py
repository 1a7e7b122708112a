"""Parts of a page that are rendered once: for whom, and what they may see."""

import pytest
from django.template import engines
from django.utils import translation

from callrussia.templatetags.fixed import MOST


class Voice:
    """Counts how often it is heard."""

    heard = 0

    def __str__(self):
        Voice.heard += 1
        return "said"

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Voice)


@pytest.fixture
def page():
    """A fixed part that has its own variable, and asks for others."""
    Voice.heard = 0
    source = "{% fixed voice here %}{{ here }}{{ voice }}{{ user }}{{ csrf_token }}{% endfixed %}"
    return engines["django"].from_string("{% load fixed %}" + source)


def show(page, request, language="en", here=""):
    with translation.override(language):
        return page.render({"voice": Voice(), "here": here, "user": "Anna"}, request)


def test_it_is_rendered_once_for_each_language_and_value(page, rf):
    shown = [
        show(page, rf.get("/"), language, here)
        for _ in range(2)
        for language in ("en", "ru")
        for here in ("home", "read")
    ]

    assert shown == ["homesaid", "readsaid"] * 4
    assert Voice.heard == 4


def test_it_sees_nothing_of_a_visitor(page, rf):
    assert show(page, rf.get("/")) == "said"


def test_made_up_values_do_not_fill_the_memory(page, rf):
    for n in range(MOST + 2):
        show(page, rf.get("/"), here=n)

    (part,) = (node for node in page.template.nodelist if hasattr(node, "kept"))
    assert len(part.kept) == 2


def test_it_may_be_known_by_something_else_and_without_it_nothing_is_kept(rf):
    Voice.heard = 0
    source = "{% load fixed %}{% fixed voice by key %}{{ voice }}{% endfixed %}"
    page = engines["django"].from_string(source)

    shown = [
        page.render({"voice": Voice(), "key": key}, rf.get("/")) for key in (1, 1, 2, None, None)
    ]

    assert shown == ["said"] * 5
    assert Voice.heard == 4
