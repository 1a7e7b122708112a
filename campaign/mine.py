"""All that the database holds of a volunteer, for them to see and to take away."""

from dataclasses import dataclass, replace
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from calls.models import CallerCount, CallerKey, DayOff, Draw, Measured, Review, Void
from calls.models.pool import masked
from guidelines.models import Confirmation
from volunteers.models import Session, Volunteer

UNTIL_DELETED = _("Kept until you delete the account.")
ACCOUNT = {
    "pseudonym": _("Fingerprint by which you are found"),
    "country": _("Country"),
    "time_zone": _("Time zone"),
    "language": _("Language"),
    "joined_on": _("Joined"),
    "code_accepted_on": _("Accepted the code of conduct"),
    "standing": _("Standing"),
    "is_active": _("May sign in"),
    "is_staff": _("May enter the administration"),
    "is_superuser": _("May do everything there"),
    "reports": _("Reported calls"),
    "talks": _("Talks"),
    "checks_passed": _("Calls that were checked"),
    "is_doubted": _("Looked at by the moderators, and doubted"),
    "rehearsed": _("Rehearsed"),
    "active_month": _("Month of your last draw or sign-in"),
    "warned_on": _("Warned that the account goes unused"),
}
DRAW = {
    "drawn_at": _("Drawn"),
    "expires_at": _("Lent until"),
    "closed_at": _("Closed"),
    "ending": _("How it was closed"),
    "reason": _("Why it was given back"),
    "reported_at": _("Reported"),
    "outcome": _("What came of it"),
    "effect": _("What that does to the number"),
    "length": _("Length of the talk"),
    "felt": _("How it felt to you"),
    "opener": _("Number of the opener"),
    "opener_used": _("Number of the opener that you used"),
    "edition": _("Edition of the guidelines"),
    "country": _("Country"),
    "experience": _("Your calls up to then"),
    "is_proven": _("Proven"),
    "has_rehearsed": _("Rehearsed"),
    "delay": _("Time until the report, in bands"),
}


ADDRESS = (
    EmailAddress,
    "user",
    {"email": _("Fingerprint by which you are found"), "verified": _("Confirmed")},
)
CONFIRMATION = (
    Confirmation,
    "volunteer",
    {"edition": _("Edition"), "confirmed_on": _("Confirmed")},
)
CALLER_KEY = (
    CallerKey,
    "volunteer",
    {"week": _("Week of"), "key": _("Key beside its calls")},
)
SESSION = (Session, "volunteer", {"since": _("Signed in since"), "expire_date": _("Ends")})
FACTOR = {"type": _("Kind"), "created_at": _("Set up on")}
DAY_OFF = (DayOff, "volunteer", {"until": _("Until")})
COUNT = {"kind": _("Counted by"), "value": _("Which"), "country": _("Country"), "calls": _("Calls")}
VOID = (Void, "volunteer", {"voided_on": _("Your reports are left out since")})
REVIEW = {
    "raised_on": _("Begun"),
    "reasons": _("Why"),
    "state": _("State"),
    "closed_on": _("Ended"),
}
TOLD = {
    *(Draw, EmailAddress, Confirmation, CallerKey, DayOff, Session, Authenticator, Review, Void),
}


@dataclass(frozen=True)
class Item:
    """`value` is as it is stored; `shown` is what a reader of the page is told."""

    key: str
    label: str
    value: Any
    shown: Any


@dataclass(frozen=True)
class Part:
    """Rows of one kind, and for how long they are kept."""

    key: str
    title: str
    kept: str
    rows: list[list[Item]]


def held(volunteer) -> list[Part]:
    """All that names `volunteer`; parts without a row are left out. No number in full."""
    found = [
        Part("account", _("Your account"), UNTIL_DELETED, [_account(volunteer)]),
        Part(
            "addresses", _("Fingerprint of your address"), UNTIL_DELETED, _rows(volunteer, ADDRESS)
        ),
        Part(
            "draws",
            _("Numbers that you have drawn"),
            _(
                "Within a day of its report a draw loses the number and the times, and within "
                "three days your name. From then on nobody can tell that it was yours."
            ),
            [_draw(drawn) for drawn in Draw.objects.filter(volunteer=volunteer)],
        ),
        _day_off(volunteer),
        Part(
            "confirmations",
            _("Editions of the guidelines that you have read"),
            UNTIL_DELETED,
            _rows(volunteer, CONFIRMATION),
        ),
        *_traces(volunteer),
    ]
    return [part for part in found if part.rows]


def _traces(volunteer):
    """What is kept beside what they told us."""
    return [
        Part(
            "caller_keys",
            _("Weeks in which you called"),
            _(
                "Until 30 days after the week’s end we can tell which calls of a week were one "
                "person’s, so that what somebody made up can be taken out. It tells of no number."
            ),
            _rows(volunteer, CALLER_KEY),
        ),
        *_looked_at(volunteer),
        Part(
            "sessions",
            _("Devices on which you are signed in"),
            _("Until you sign out there, or for two weeks."),
            _rows(volunteer, SESSION),
        ),
        Part(
            "factors",
            _("Passkeys and second factors"),
            _("Until you remove them."),
            [_factor(one) for one in Authenticator.objects.filter(user=volunteer)],
        ),
        Part(
            "work",
            _("What you did as a member of the team"),
            UNTIL_DELETED,
            [*_work(volunteer)],
        ),
    ]


def _looked_at(volunteer):
    """What is known of how they report, and what came of it."""
    return [
        Part(
            "counts",
            _("What was counted of your calls"),
            _("As long as the week’s key. None of it tells of a number, or of what was said."),
            [
                _told(row, COUNT, value=row.label)
                for row in CallerCount.objects.filter(caller_key__volunteer=volunteer)
            ],
        ),
        Part(
            "reviews",
            _("Looks that we took at your reports"),
            _("Forgotten 37 days after they ended. By itself none of them changes anything."),
            [
                _told(row, REVIEW, reasons=", ".join(str(Measured(r).label) for r in row.reasons))
                for row in Review.objects.filter(volunteer=volunteer)
            ],
        ),
        Part(
            "void",
            _("Reports that are left out of our figures"),
            UNTIL_DELETED,
            _rows(volunteer, VOID),
        ),
    ]


def as_json(parts) -> dict:
    """{key of a part: [{key: value}]}, as it is stored."""
    return {
        part.key: [{item.key: item.value for item in row} for row in part.rows] for part in parts
    }


def _day_off(volunteer):
    kept = _("Deleted in the night after it.")
    return Part("day_off", _("The day that you took off"), kept, _rows(volunteer, DAY_OFF))


def _account(volunteer):
    groups = [group.name for group in volunteer.groups.all()]
    items = _items(volunteer, ACCOUNT)
    if address := volunteer.address:
        items.append(Item("address", _("E-mail address, kept to write to you"), address, address))
    return [*items, Item("groups", _("Groups"), groups, ", ".join(groups))] if groups else items


def _draw(drawn):
    items = _items(drawn, DRAW)
    if drawn.number_id is None:
        return items
    number = masked(drawn.number_id)
    return [Item("number", _("Number"), number, number), *items]


def _items(row, labels):
    """One item of each field that has a value."""
    found = []
    for name, label in labels.items():
        field = row._meta.get_field(name)
        value = getattr(row, field.attname)
        shown = getattr(row, f"get_{name}_display")() if field.choices else value
        if value not in (None, ""):
            found.append(Item(name, label, getattr(value, "code", value), shown))
    return found


def _told(row, labels, **shown):
    """As `_items`, where some values are `shown` by other words."""
    return [replace(item, shown=shown.get(item.key, item.shown)) for item in _items(row, labels)]


def _rows(volunteer, told):
    model, by, labels = told
    return [_items(row, labels) for row in model.objects.filter(**{by: volunteer})]


def _factor(authenticator):
    name = str(authenticator)
    return [Item("name", _("Name"), name, name), *_items(authenticator, FACTOR)]


def _work(volunteer):
    """Whatever else points to them, now or in versions to come."""
    for field in Volunteer._meta.get_fields(include_hidden=True):
        model = field.related_model
        is_pointing = field.auto_created and not field.concrete and not model._meta.auto_created
        if is_pointing and model not in TOLD:
            name = f"{model._meta.model_name}.{field.field.name}"
            for row in model._base_manager.filter(**{field.field.name: volunteer}):
                yield [Item(name, name, str(row), str(row))]
