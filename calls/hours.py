"""When a region may be called. One function of region, time and rules decides it, everywhere."""

import datetime

DAY = datetime.timedelta(days=1)


def is_open(region, at, rules):
    """Whether every zone of `region` is inside calling hours at `at` (aware)."""
    return all(
        _opening(local, rules) <= local.time() < rules.closes for local in clocks(region, at)
    )


def clocks(region, at):
    """The local times of the region's zones at `at`, west to east, without a zone of their own."""
    utc = at.astimezone(datetime.UTC).replace(tzinfo=None)
    return [utc + datetime.timedelta(minutes=offset) for offset in sorted(region.offsets)]


def window(region, at, rules):
    """The calling hours that `at` lies in, from when until when every zone is inside them."""
    local = clocks(region, at)
    opened = max(at + (datetime.datetime.combine(c, _opening(c, rules)) - c) for c in local)
    return opened, min(at + (datetime.datetime.combine(c, rules.closes) - c) for c in local)


def opens_at(region, at, rules):
    """The first moment from `at` on when the region may be called; None if there is none.

    A region can only open at the moment when one of its zones does.
    """
    candidates = sorted(
        at + (datetime.datetime.combine(day, _opening(day, rules)) - local)
        for local in clocks(region, at)
        for day in (local + n * DAY for n in range(4))
    )
    if is_open(region, at, rules):
        return at
    return next(
        (moment for moment in candidates if moment > at and is_open(region, moment, rules)), None
    )


def _opening(day, rules):
    return rules.weekend_opens if day.weekday() >= 5 else rules.opens
