"""The page on retention names every table of ours with every column, and no other."""

import re
from pathlib import Path

from django.apps import apps

from callrussia import retention
from tests.test_house import FLOORS, ROOT

PAGE = (ROOT / "docs" / "retention.md").read_text()
ROW = re.compile(r"^\| `(\w+\.\w+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def test_every_column_of_ours_is_in_it_and_no_other():
    ours = {
        model._meta.label: {field.name for field in model._meta.concrete_fields}
        for app in FLOORS
        for model in apps.get_app_config(app).get_models()
    }
    named = {model: set(re.findall(r"`(\w+)`", columns)) for model, columns, _ in ROW.findall(PAGE)}

    assert named == ours


def test_every_table_of_ours_stands_there_once_and_says_for_how_long():
    rows = ROW.findall(PAGE)

    assert len({model for model, *_ in rows}) == len(rows)
    assert [model for model, _, kept in rows if not kept.strip()] == []


def test_the_jobs_that_it_names_are_those_that_run():
    named = set(re.findall(r"jobs? \*([\w -]+)\*", PAGE))

    assert named == set(retention.JOBS) - {"warnings"}


def test_the_tests_that_it_names_are_there():
    named = re.findall(r"`(tests/[\w/]+\.py)`", PAGE)

    assert [name for name in named if not Path(ROOT, name).exists()] == []
    assert len(named) == 2
