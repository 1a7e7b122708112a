"""Helplines as a page shows them."""

from guidelines.models import Helpline


def near(country) -> dict[str, list[Helpline]]:
    """{"own": those of `country` and those for all, "others": the rest}; one query."""
    found = {"own": [], "others": []}
    for line in Helpline.objects.all():
        is_own = line.country.code in (country, "", None)
        found["own" if is_own else "others"].append(line)
    return found
