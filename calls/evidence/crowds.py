"""Which counts may be shown, so that no two of them can be subtracted to a few calls.

Whoever looks keeps what they saw. So each count stands still until a crowd has come to it, and what
a table leaves out is a crowd together. All of it follows from the calls of weeks that are closed,
in the order of the weeks: counted anew, with the cache lost, the same counts stand still.
"""

from typing import NamedTuple

import numpy as np

from calls.pool.batches import CROWD


class Step(NamedTuple):
    """After the week at this place, the counts of the openers at these places are renewed."""

    at: int
    places: tuple[int, ...]


def steps(calls: np.ndarray, answered: np.ndarray) -> list[Step]:
    """When counts are renewed; both arrays are (weeks, openers), each week by itself.

    An opener's counts are renewed once a crowd has answered since it was last. Openers that were
    given are waited for, so that they are compared over the same weeks; one that was given to
    nobody all the week is not: it may be set aside.
    """
    found, waiting = [], np.zeros(calls.shape[1:], int)
    for at, given in enumerate(calls):
        waiting = waiting + answered[at]
        is_ready = waiting >= CROWD
        if is_ready.any() and not (~is_ready & (given > 0)).any():
            found.append(Step(at, tuple(int(place) for place in np.flatnonzero(is_ready))))
            waiting[is_ready] = 0
    return found


def renewed(sizes: dict, at: list[int]) -> tuple[set, int | None]:
    """The groups that are shown, and by the end of which week; their sum is shown `at` these weeks.

    `sizes` are the calls of each group by the end of each week. The groups of a table are renewed
    together, once a crowd or nothing has come to each of them, and to all together that are hidden.
    Each by itself would not do: the sum less those that are renewed would tell of the others.
    """
    shown, last = set(), None
    for week in at:
        now = {group: calls[week] for group, calls in sizes.items()}
        come = {group: now[group] - (0 if last is None else sizes[group][last]) for group in now}
        rest = sum(come[group] for group in come.keys() - shown)
        visible = now.keys() - hidden(now)
        is_few = any(0 < calls < CROWD for calls in (rest, *(come[group] for group in shown)))
        if shown <= visible and not is_few:
            shown, last = visible, week
    return shown, last


def hidden(sizes: dict) -> set:
    """The groups that must stay hidden, of groups with `sizes` calls whose sum is shown.

    All that are smaller than a crowd; and, the smallest first, so many more that what is hidden is
    together a crowd. Else the sum would tell of them what they don't.
    """
    found, calls = set(), 0
    for group in sorted(sizes, key=sizes.get):
        if sizes[group] < CROWD or 0 < calls < CROWD:
            found.add(group)
            calls += sizes[group]
    return found
