"""Whether the time of an answer tells who volunteers: known and unknown addresses, side by side."""

import random

from django.core import mail
from django.core.cache import cache
from django.test.utils import override_settings

from bench.harness import Bar, Report, median, p95
from bench.pages import TOKEN, Visitor
from volunteers import membership

TRIES, TRIES_SMALL = 200, 5
# Of the 95th percentiles, in milliseconds.
APART = 5
ABOUT = {"country": "LT", "time_zone": "Europe/Vilnius", "language": "en"}
ANSWERS = ABOUT | {
    "where_now": "elsewhere",
    "speaks_russian": "yes",
    "accepts_code": "on",
    "is_adult": "on",
}
KNOWN, CODENAME = "known@example.org", "cedar-spring-417"


def run(stage) -> Report:
    random.seed(stage.seed)
    membership.enrol(KNOWN, is_kept=True, **ABOUT)
    membership.enrol(CODENAME, phrase="a b c d e f", **ABOUT)
    report = Report()
    tries = TRIES_SMALL if stage.is_small else TRIES
    # What a mail takes is the mail server's; its text is made either way.
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        for act in (sign_in, join, by_codename):
            taken = compare(act, tries)
            apart = abs(p95(taken["known"]) - p95(taken["unknown"]))
            name = f"{act.__doc__}: p95 of known and unknown apart"
            # Five tries have no 95th percentile worth a verdict.
            report.bars.append(Bar(name, apart, 10_000 if stage.is_small else APART, "ms"))
            report.raw[act.__name__] = taken
    return report


def compare(act, tries: int) -> dict[str, list[float]]:
    """Milliseconds of each try, in an order of chance; the first of each is not counted."""
    taken = {"known": [], "unknown": []}
    for n in range(tries + 1):
        for kind in random.sample(list(taken), 2):
            # Nobody is kept out for trying too often: that is measured elsewhere.
            cache.clear()
            visitor = Visitor()
            visitor.cookies["csrftoken"] = TOKEN
            act(visitor, kind, n)
            if n:
                taken[kind].append(visitor.taken)
    for kind, times in taken.items():
        print(
            f"  {act.__name__:<14}{kind:<9}median {median(times):.1f} ms, p95 {p95(times):.1f} ms"
        )
    return taken


def sign_in(visitor, kind, n):
    """sign-in"""
    address = KNOWN if kind == "known" else f"unknown{n}@example.org"
    expect(visitor.post("/en/account/login/", {"login": address}), 302)


def join(visitor, kind, n):
    """sign-up"""
    address = KNOWN if kind == "known" else f"new{n}@example.org"
    expect(visitor.post("/en/account/join/", ANSWERS | {"email": address}), 302)


def by_codename(visitor, kind, n):
    """sign-in by codename"""
    codename = CODENAME if kind == "known" else f"cedar-{n}"
    typed = {"codename": codename, "phrase": "f e d c b a"}
    expect(visitor.post("/en/account/login/codename/", typed), 422)


def expect(answer, status: int):
    if answer.status_code != status:
        raise SystemExit(f"Answered with {answer.status_code}, not with {status}.")
