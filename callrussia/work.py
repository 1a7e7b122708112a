"""A proof of work (ALTCHA), asked of strangers when moderators want it or a flood is on.

A device tries some hundred keys while its owner fills in the form. Whoever has no JavaScript goes
through another door: they wait, a few times an hour from one network. It asks for nothing that
somebody may not have, be it an e-mail address, sight, hearing or the language.
"""

import secrets
import time

import altcha
from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, TimestampSigner
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from redis import RedisError

from callrussia import buckets, events, limits
from callrussia.buckets import Bucket

# PBKDF2 needs two hashes an iteration: 64…192 tries of 2,000 hashes each, 256,000 on average. A
# phone of 2020 does some 300,000 a second: about a second.
COST, LEAST, MOST = 1000, 64, 192
# A form may be filled in slowly.
SECONDS = 3600
# Without JavaScript.
WAIT = 20
# So many sign-ups a minute, from everywhere, are a load; it lasts for ten minutes.
LOAD, LASTS = Bucket("everybody", 60, 60), 600
ONCE = Bucket("solution", 1, 2 * SECONDS)


class Asked(models.TextChoices):
    NEVER = "never", gettext_lazy("never")
    LOADED = "loaded", gettext_lazy("while many join at once")
    ALWAYS = "always", gettext_lazy("always")


def is_asked() -> bool:
    """Whether strangers are asked for it now. Without Valkey only a rule of "always" counts."""
    asked = import_string(settings.PROOF_OF_WORK)()
    try:
        is_loaded = asked == Asked.LOADED and cache.get("loaded")
    except RedisError:
        is_loaded = False
    return bool(is_loaded or asked == Asked.ALWAYS)


def count_joining():
    """Notice a load: called for everybody who wants to join."""
    try:
        if buckets.take({"joining": LOAD}):
            cache.set("loaded", True, LASTS)
    except RedisError:
        return


def challenge() -> dict:
    """What a device has to solve, as ALTCHA's widgets and static/js/work.js take it."""
    made = altcha.create_challenge(
        "PBKDF2/SHA-256",
        COST,
        counter=LEAST + secrets.randbelow(MOST - LEAST),
        expires_at=int(time.time()) + SECONDS,
        hmac_secret=_secret(),
    )
    return made.to_dict()


def ticket(request) -> str:
    """For the other door: from when it counts. One that was sent before stays in force."""
    sent = request.POST.get("since", "")
    return sent if _is_younger(sent, SECONDS) else _signer().sign(secrets.token_urlsafe(12))


def lack(request) -> str:
    """What to say to whoever still lacks the proof; "" where none is asked, or it is good.

    Each solution and each ticket is good once, whichever process is asked; while Valkey is away,
    once in each process.
    """
    if not is_asked():
        return ""
    if solution := request.POST.get("work", ""):
        found = (
            "" if _is_solved(solution) else _("Your device’s answer was too old. Send it again.")
        )
    else:
        found = _lack_of_waiting(request)
    if found:
        events.note(events.Kind.WORK)
    return found


def _lack_of_waiting(request):
    sent = request.POST.get("since", "")
    if not _is_younger(sent, SECONDS):
        return _("Please send it again: this page was too old.")
    if _is_younger(sent, WAIT):
        return _("Please wait %(seconds)d seconds, then send it again.") % {"seconds": WAIT}
    if limits.take(request, "no proof of work"):
        return _("That was too often without JavaScript. Please wait half an hour, or allow it.")
    return "" if _is_first(sent) else _("Please send it again: this page was used before.")


def _is_solved(solution):
    """Whatever was forged is refused; nothing of it raises."""
    try:
        nonce = altcha.Payload.from_base64(solution).challenge.parameters.nonce
        is_good = altcha.verify_solution(solution, _secret()).verified
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    return is_good and _is_first(nonce)


def _is_first(mark):
    wanted = {f"work:{mark}": ONCE}
    try:
        return not buckets.take(wanted)
    except RedisError:
        return not buckets.take_here(wanted)


def _is_younger(sent, seconds):
    """Whether `sent` is a ticket of ours, made within the last `seconds`."""
    try:
        return bool(_signer().unsign(sent, max_age=seconds))
    except BadSignature:
        return False


def _signer():
    return TimestampSigner(salt="proof of work")


def _secret():
    return salted_hmac("proof of work", "challenge").digest()
