"""A small campaign in mid-flight, of which every page has something to show."""

import datetime
import re
import time
import uuid

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from callrussia.models import SecurityEvent
from calls import care, outlook, pool
from calls.models import (
    Call,
    Draw,
    Encounter,
    Outcome,
    Range,
    Region,
    Review,
    Rules,
    SuppressedNumber,
)
from campaign.models import HelpRequest
from guidelines import library
from guidelines.models import Note, Opener, Section
from tests.calls.evidence.held import make_calls, make_talks, make_trial
from tests.calls.fabricators import QUICK, make_counts, make_everybody
from tests.factories import expire, make_caller, make_number, make_region, make_volunteer, move
from tests.guidelines.helplines import make_helpline
from tests.guidelines.texts import publish_rehearsal

ONE_ROW = ("_change", "_delete", "_history", "_texts", "_anew", "_end")
ONE_ROW += ("_fine", "_void", "_undo")
LATELY = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
JOINING = {
    "email": "joining@example.org",
    "country": "LT",
    "time_zone": "",
    "where_now": "elsewhere",
    "speaks_russian": "yes",
    "accepts_code": "on",
    "is_adult": "on",
}


class World:
    """`people` are clients by name, `keys` what stands in addresses."""

    def __init__(self, language):
        self.language = language
        publish_rehearsal()
        self.region = make_region()
        for _ in range(12):
            make_number(self.region)
        self.keys = {"nobody's": uuid.uuid4(), "elsewhere": "elsewhere", "hello": "hello"}
        self.keys |= {"protect-them": "protect-them", "nowhere": "nowhere"}
        self.people = {}
        self._make_guests()
        self._make_callers()
        self._make_staff()
        self._make_rows()
        self._make_trial()
        self._make_review()

    def address(self, name, key=""):
        """Where the page is; a page of the admin about one row takes the first of its model."""
        name, _, app = name.partition(" ")
        with translation.override(self.language):
            if key or app:
                return reverse(name, args=[app or self.keys[key]])
            if name.startswith("admin:") and name.endswith(ONE_ROW):
                return reverse(name, args=[self.row_of(name)])
            return reverse(name)

    def row_of(self, name):
        """The row that the page of the admin called `name` is about."""
        app, model = name.removeprefix("admin:").split("_")[:2]
        rows = apps.get_model(app, model)._base_manager
        return self.keys.get(model) or rows.values_list("pk", flat=True).first()

    def _sign_in(self, who, volunteer):
        self.people[who] = Client()
        self.people[who].force_login(volunteer)
        return volunteer

    def _make_guests(self):
        """One from the street, one who waits for the code to join, one for the code to sign in."""
        names = ("guest", "joining", "returning", "naming")
        self.people |= {name: Client() for name in names}
        known = make_volunteer(language=self.language)
        self.people["returning"].post(self.address("account_login"), {"login": known.email})
        answers = JOINING | {"language": self.language}
        self.people["joining"].post(self.address("volunteers:join"), answers)
        self.people["naming"].post(self.address("volunteers:join_codename"), answers)

    def _make_callers(self):
        self._sign_in("newcomer", make_volunteer(language=self.language))
        named = make_volunteer(language=self.language, password=make_password("a b c d e f"))
        self._sign_in("codenamed", named)
        self._sign_in("reader", make_caller(language=self.language, rehearsed=""))
        rested = self._sign_in("rested", make_caller(language=self.language))
        # On another device, too.
        Client().force_login(rested)
        self._make_draws(self._sign_in("holder", make_caller()))
        wearied = self._sign_in("wearied", make_caller(language=self.language))
        pool.report(pool.draw(wearied), Outcome.TALKED)
        care.stop(wearied)
        talker = self._sign_in("talker", make_caller())
        self.keys["talking"] = pool.draw(talker).pk
        pool.extend(Draw.objects.get(pk=self.keys["talking"]))
        tired = self._sign_in("tired", make_caller())
        while not pool.refusal(tired):
            pool.release(pool.draw(tired), "not_now")
        breathing = self._sign_in("breathing", make_caller())
        pool.release(pool.draw(breathing), "not_now")
        # Nobody else draws after this.
        Rules.objects.update(pause_new=900)
        outlook.forget()

    def _make_draws(self, holder):
        """One draw of every stage."""
        forgotten, late, taken, released, reported = (self._past(holder, n) for n in range(5))
        self.keys |= {"forgotten": forgotten, "late": late, "taken": taken}
        self.keys |= {"released": released, "reported": reported}
        heavy = pool.draw(holder)
        pool.report(heavy, Outcome.UNSUITED)
        self.keys |= {"heavy": heavy.pk, "open": pool.draw(holder).pk}

    def _past(self, holder, stage):
        drawn = pool.draw(holder)
        if stage == 0:
            pool.report(drawn, Outcome.NOBODY)
            move(drawn, hours=24)
            pool.forget()
        elif stage == 1:
            expire(drawn)
            pool.reclaim()
        elif stage == 2:
            pool.take_back(holder)
        elif stage == 3:
            pool.release(drawn, "known")
        else:
            pool.report(drawn, Outcome.TALKED, {"length": "1-3", "felt": "calm"})
        return drawn.pk

    def _make_staff(self):
        for group in ("moderators", "psychologists"):
            member = make_volunteer(is_staff=True, language=self.language)
            member.groups.add(Group.objects.get(name=group))
            self._sign_in(group.removesuffix("s"), member)
        self._sign_in("owner", make_volunteer(is_staff=True, is_superuser=True))
        self._make_factors()

    def _make_factors(self):
        """Staff with an app: one who has yet to show it, one who did lately, one who did not."""
        for who in ("halfway", "guarded", "idle"):
            member = make_volunteer(is_staff=True, language=self.language)
            TOTP.activate(member, "JBSWY3DPEHPK3PXP")
            RecoveryCodes.activate(member)
            if who == "halfway":
                self._begin_to_sign_in(who, member)
            else:
                self._sign_in(who, member)
        session = self.people["guarded"].session
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        shown = {"method": "mfa", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [shown]
        session.save()

    def _begin_to_sign_in(self, who, member):
        """As far as the code of the mail."""
        client = self.people[who] = Client()
        waiting = client.post(self.address("account_login"), {"login": member.email})
        code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
        client.post(waiting.headers["Location"], {"code": code})

    def _make_rows(self):
        HelpRequest.objects.create(
            message={"ru": "Не приходит код.", "en": "No code comes."}[self.language],
            reply_to="anna@example.org",
            language=self.language,
        )
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        SecurityEvent.objects.create(kind=SecurityEvent.Kind.LIMIT, at=hour, count=7)
        Encounter.objects.create(week=LATELY.date(), kind="child", amount=2)
        make_helpline({"ru": "Линия", "en": "Line"}[self.language], country="LT")
        make_helpline({"ru": "Вторая", "en": "Second"}[self.language], country="LV")
        pool.suppress(79460000001, SuppressedNumber.Source.PAGE, "2026")
        Range.objects.create(
            first=79450000000, last=79459999999, region=self.region, territory="Область"
        )
        # An opener that was never published can be deleted.
        fields = {"text_ru": "Здравствуйте.", "text_en": "Hello.", "order": 99}
        self.keys["opener"] = Opener.objects.create(**fields).pk
        Note.objects.create(
            about=Note.About.NO_ANSWER,
            language=self.language,
            text={"ru": "А где вы были восемь лет?", "en": "Where were you?"}[self.language],
            is_shown=True,
        )
        Call.objects.create(
            caller_key=uuid.uuid4(),
            week=(LATELY - datetime.timedelta(days=7)).date(),
            outcome=Outcome.TALKED,
            edition=library.live(),
            experience="1",
            is_proven=False,
        )

    def _make_trial(self):
        """One that began long ago, of two openers, in which enough was told for every part."""
        trial = make_trial()
        for opener in trial.openers:
            make_talks(30, opener, felt="warm", opener_used_id=opener)
            make_calls(40, opener, experience="2-5")
            make_calls(5, opener, experience="6-20", has_rehearsed=True)

    def _make_review(self):
        """One that is open, of somebody who stands out in two ways."""
        make_everybody()
        Review.objects.create(volunteer=make_counts(**QUICK), reasons=["delays", "quick"])

    def pause(self):
        Rules.objects.update(is_paused=True)
        outlook.forget()

    def publish_anew(self):
        """Change a section, in an edition that need not be read again."""
        Opener.objects.filter(pk=self.keys["opener"]).update(is_paused=True)
        changed = {"title_ru": "Берегите собеседника", "title_en": "Protect whom you call"}
        Section.objects.filter(slug="protect-them").update(**changed)
        notes = {"notes_ru": "Новое", "notes_en": "New"}
        library.publish(None, must_reread=False, **notes)

    def fall_asleep(self):
        """Make it midnight in the only region that has numbers."""
        now = timezone.now()
        self._change_region(offsets=[-now.hour * 60 - now.minute])

    def run_dry(self):
        self._change_region(dry_until=timezone.now() + datetime.timedelta(minutes=9))

    def ask_for_work(self):
        Rules.objects.update(proof_of_work="always")
        outlook.forget()

    def wear_out_patience(self):
        """One network has given in as many numbers as it may; the next drips in minutes later."""
        for n in range(30):
            Client().post(self.address("calls:do_not_call"), {"number": f"+7948000{n:04}"})

    def _change_region(self, **fields):
        Region.objects.filter(pk=self.region.pk).update(**fields)
        outlook.forget()
