"""Finds a number's range by binary search: about a microsecond, where the database needs fifty."""

from bisect import bisect_right

from calls.models import Exclusion


def entry(found) -> int | Exclusion:
    """What a range says of its numbers: the id of their region, or why they are excluded."""
    return Exclusion(found.exclusion) if found.exclusion else found.region_id


class Lookup:
    """What the registry says of numbers; built once of ordered ranges, then only read."""

    def __init__(self, ranges, says=entry):
        self.firsts = [r.first for r in ranges]
        self.lasts = [r.last for r in ranges]
        self.answers = [says(r) for r in ranges]

    def of(self, number: int) -> int | Exclusion | None:
        """The id of the number's region, or why it is excluded, or None: in no range."""
        at = bisect_right(self.firsts, number) - 1
        if at < 0 or number > self.lasts[at]:
            return None
        return self.answers[at]
