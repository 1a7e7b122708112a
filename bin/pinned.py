"""Says where a requirements*.txt does not fit its .in: something asked for and not pinned."""

import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def lines(file):
    """What stands in the file beside comments, options and hashes."""
    for line in file.read_text().splitlines():
        wanted = line.split(" #")[0].rstrip("\\ ").strip()
        if wanted and wanted[0] not in "#-":
            yield wanted


def problems(asked):
    """Each requirement of the .in file that its .txt does not pin to a version it allows."""
    pinned = {}
    for line in lines(asked.with_suffix(".txt")):
        requirement = Requirement(line)
        (exact,) = requirement.specifier
        pinned[canonicalize_name(requirement.name)] = exact.version
    for line in lines(asked):
        requirement = Requirement(line)
        found = pinned.get(canonicalize_name(requirement.name))
        if found is None or found not in requirement.specifier:
            yield f"{asked.name} asks for {line}; its .txt has {found or 'nothing'}: compile it."


found = [problem for asked in sorted(ROOT.glob("requirements*.in")) for problem in problems(asked)]
sys.exit("\n".join(found) or 0)
