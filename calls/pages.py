"""What the page of a draw shows, stage by stage. The number leaves the server here alone."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from calls import clock, dialling, evening, hours
from calls.forms import AmendForm, ReportForm, told_before
from calls.models import Felt, Outcome, Reason
from calls.stage import Stage
from guidelines import library


def show(request, found, status=200):
    """The draw's page: its stage's, or the report that is asked for."""
    told = request.session.get(told_under(found.pk))
    wants_report = told or "ended" in request.GET or found.stage == Stage.LATE
    if found.is_reportable and wants_report:
        return ask(request, found, ReportForm(drawn=found, initial=told), is_kept=bool(told))
    if found.is_amendable and "amend" in request.GET:
        return ask(request, found, AmendForm(drawn=found, initial=told_before(found)))
    if found.stage == Stage.CLOSED:
        return closed(request)

    context = _of_stage(found, request.user)
    context |= {"drawn": found, "back": place_of(found), "place": place_of(found)}
    return render(request, f"calls/{found.stage}.html", context, status=status)


def _of_stage(found, volunteer):
    if found.stage == Stage.OPEN:
        return at_hand(found, volunteer)
    if found.stage != Stage.REPORTED:
        return {}
    context = {"is_hard": _is_hard(found), "evening": evening.lately(volunteer)}
    if context["is_hard"]:
        context["words"] = library.care_after(library.edition(found.edition_id), get_language())
    return context


def _is_hard(found):
    """Whether the call was, as far as the volunteer said; what ended badly is, if they did not."""
    ended_badly = found.outcome in (Outcome.ENDED, Outcome.UNSUITED)
    return found.felt in (Felt.HARD, Felt.HEAVY) or (ended_badly and not found.felt)


def ask(request, found, form, status=200, is_kept=False):
    """The report, or its amendment, to be filled in; without the number."""
    back = place_of(found)
    context = {"drawn": found, "form": form, "is_kept": is_kept, "back": back}
    context["place"] = f"{back}?amend" if found.version else f"{back}?ended"
    return render(request, "calls/report.html", context, status=status)


def closed(request, status=200, **context):
    """The same kind words for a draw that is over, somebody else's, and one that never was."""
    return render(request, "calls/closed.html", context, status=status)


def told_under(pk):
    """The session's key for a report that came after the session had ended."""
    return f"told {pk}"


def place_of(found):
    return reverse("calls:drawn", args=[found.pk])


def at_hand(found, volunteer):
    """All that a call needs, in one place: whom, the number and how to dial it, what to say."""
    number, region = found.number_id, found.number.region
    link = dialling.link(number)
    there = hours.clocks(region, found.now)
    minutes = clock.minutes(found.seconds_left)
    edition = library.edition(found.edition_id)
    return {
        "opener": library.opener(edition, found.opener_id, get_language()),
        "region": region,
        "there_west": there[0],
        "there_east": there[-1],
        "code": dialling.spelled(number)[0],
        "rest": dialling.spelled(number)[1],
        "plain": f"+{number}",
        "link": link,
        "qr": dialling.qr(link),
        "by_hand": dialling.by_hand(number, volunteer.country.code),
        "left": clock.words(minutes, found.expires_at),
        "left_forms": clock.forms(found.expires_at),
        "reasons": Reason.choices,
    }
