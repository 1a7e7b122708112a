"""What a machine can see of our style: who imports whom, lengths, thin views, complete settings."""

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("campaign", "calls", "guidelines", "volunteers", "callrussia")  # import rightwards
MODULES = [
    path.relative_to(ROOT)
    for app in FLOORS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
VIEWS = [path for path in MODULES if "views" in path.with_suffix("").parts]
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html"))
TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))

WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
NAMELESS = {"utils", "helpers", "services", "common", "core", "managers", "handlers"}
# A Russian mobile number in any spelling, alone or in a longer text; the group is its code.
NUMBER = re.compile(
    r"(?<![\w.])(?:(?:\+?7|8)[\s(-]*)?(9\d\d)[\s)-]*\d{3}[\s-]?\d\d[\s-]?\d\d(?![\w.]\w|\d)"
)
SILENT_CODES = {"945", "946", "947", "948"}
# The bounds of all mobile numbers, for constraints.
BOUNDS = ("9000000000", "9999999999")
NO_PROSE = {".svg", ".woff2", ".ttf", ".png", ".ico", ".mo", ".gz"}
NOT_OURS = {".git", ".venv", ".local", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}


def tree(path):
    return ast.parse((ROOT / path).read_text())


def nodes(path, *kinds):
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def length(path):
    return len((ROOT / path).read_text().splitlines())


def imported(path):
    """The modules that a file imports, in full."""
    names = {node.module for node in nodes(path, ast.ImportFrom) if node.level == 0}
    return names | {alias.name for node in nodes(path, ast.Import) for alias in node.names}


def views_of(path):
    """The views of a file: its own functions whose first argument is the request."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = [argument.arg for argument in node.args.args]
            if arguments[:1] == ["request"]:
                yield node


def files_of_the_tree():
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in NOT_OURS]
        yield from (Path(folder, name) for name in names if Path(name).suffix not in NO_PROSE)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_one_way(path):
    apps = {name.split(".")[0] for name in imported(path)}

    assert not apps & set(FLOORS[: FLOORS.index(path.parts[0])])


def test_production_does_without_the_local_servers():
    inside = Path("callrussia/local")

    found = [
        str(path)
        for path in MODULES
        if inside not in path.parents
        and any(name.startswith("callrussia.local") for name in imported(path))
    ]

    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_import_hides_in_a_function(path):
    hidden = [
        f"{function.name}, line {node.lineno}"
        for function in nodes(path, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and function.name != "ready"
    ]

    assert hidden == []


@pytest.mark.parametrize("path", MODULES + TESTS, ids=str)
def test_modules_and_functions_are_short(path):
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in nodes(path, ast.FunctionDef)
        if node.end_lineno - node.lineno >= 40
    ]

    assert (length(path) <= 300, long) == (True, [])


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_templates_are_short(path):
    assert length(path) <= 120


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_say_what_they_are_about(path):
    assert not tree(path).body or ast.get_docstring(tree(path))


def test_modules_are_named_after_their_subject():
    assert [str(path) for path in MODULES if path.stem in NAMELESS] == []


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_views_are_short_and_write_nothing(path):
    long = [view.name for view in views_of(path) if view.end_lineno - view.lineno >= 25]
    writes = [
        f"{node.func.attr}, line {node.lineno}"
        for node in nodes(path, ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]

    assert (long, writes) == ([], [])


@pytest.mark.parametrize("path", VIEWS, ids=str)
def test_every_view_has_a_test_file(path):
    folder = ROOT / "tests" / path.parts[0] / "views"

    missing = [
        view.name for view in views_of(path) if not (folder / f"test_{view.name}.py").exists()
    ]

    assert missing == []


def test_every_setting_is_explained():
    read = set()
    for path in (ROOT / "callrussia").glob("*.py"):
        text = path.read_text()
        read |= set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", text))
    compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    lines = (ROOT / ".env.example").read_text()

    explained = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", lines, re.MULTILINE))

    assert explained == read | compose


def test_no_number_in_the_tree_can_ring():
    found = []
    for path in files_of_the_tree():
        if path.name.startswith("requirements") or path.name == "LICENSE":
            continue
        for match in NUMBER.finditer(path.read_text(errors="ignore")):
            if match[1] not in SILENT_CODES and not match[0].endswith(BOUNDS):
                found.append(f"{path.relative_to(ROOT)}: code {match[1]}")

    assert found == []


@pytest.mark.parametrize(
    "text",
    ["+7 {} 123-45-67", "8 ({}) 123 45 67", "7{}1234567", "{}1234567", "tel:+7{}1234567."],
)
def test_a_number_is_known_in_any_spelling(text):
    ringing = "9" + "16"

    assert NUMBER.search(text.format(ringing))[1] == ringing
