"""docs/security.md names tests that exist, and no source asks another host."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs/security.md").read_text())
SHEETS = sorted((ROOT / "static").rglob("*.css"))
MAILS = sorted((ROOT / "templates").rglob("email/*"))


def named_in(path):
    return {node.name for node in ast.parse(path.read_text()).body if hasattr(node, "name")}


def test_every_test_that_the_page_on_security_names_exists():
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not (ROOT / path).exists() or (name and name not in named_in(ROOT / path))
    ]

    assert len(NAMED) > 30
    assert missing == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_asks_no_other_host(path):
    asked = re.findall(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^)\"']*)", path.read_text())

    assert asked == []


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_mail_is_plain_text(path):
    assert path.suffix == ".txt"
    assert re.findall(r"<(?:img|link|a|html)\b", path.read_text(), re.I) == []
