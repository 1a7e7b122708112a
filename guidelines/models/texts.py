"""The drafts: each kind of text that an edition is made of."""

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from volunteers.models import Today

# Days before a fact is out of date in which its renewal is asked for.
SOON = 7


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved")


def beginning(text):
    """What `text` is called in lists: its first words."""
    return Truncator(text or "").chars(80)


def person():
    """Who did something to a text; nobody any more once their account is erased."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )


class TextQuerySet(models.QuerySet):
    def in_next_edition(self):
        return self.filter(is_paused=False)


class Text(models.Model):
    """One piece of the draft. `version` counts its changes, so that none is overwritten unseen."""

    order = models.PositiveSmallIntegerField(_("order"), default=0, db_default=0)
    status = models.CharField(
        _("state"), max_length=8, choices=Status, default=Status.DRAFT, editable=False
    )
    is_paused = models.BooleanField(
        _("set aside"),
        default=False,
        db_default=False,
        help_text=_("Stays here, but not in the next edition."),
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    edited_by = person()
    approved_by = person()

    objects = TextQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("order", "pk")
        constraints = (
            # Where an account was erased, nobody can be compared.
            models.CheckConstraint(
                name="%(class)s_approved_by_second",
                condition=~Q(status=Status.APPROVED) | ~Q(approved_by=F("edited_by")),
            ),
        )


class Section(Text):
    """One chapter, in Markdown."""

    slug = models.SlugField(_("address"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))

    class Meta(Text.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.title or self.slug


class Opener(Text):
    """One way to begin the talk; each draw is given one at random. A paused one to nobody."""

    text = models.TextField(_("words to begin with"))

    class Meta(Text.Meta):
        verbose_name = _("opener")
        verbose_name_plural = _("openers")

    def __str__(self):
        return beginning(self.text)


class HardSentence(Text):
    """They say …, you can say …"""

    they_say = models.TextField(_("they say"))
    you_can_say = models.TextField(_("you can say"))

    class Meta(Text.Meta):
        verbose_name = _("hard sentence")
        verbose_name_plural = _("hard sentences")

    def __str__(self):
        return beginning(self.they_say)


class FactQuerySet(TextQuerySet):
    def over(self, days=0):
        """Those of the next edition that are out of date in `days` days, by the database."""
        that_day = ExpressionWrapper(Today() + days, models.DateField())
        return self.in_next_edition().filter(valid_until__lt=that_day)


class Fact(Text):
    """What people ask for, as it was known on a day. After `valid_until` it is shown to nobody."""

    statement = models.TextField(_("statement"))
    source = models.CharField(_("source"), max_length=200)
    address = models.URLField(_("address of the source"), max_length=500)
    dated = models.DateField(_("as of"))
    valid_until = models.DateField(_("valid until"))

    objects = FactQuerySet.as_manager()

    class Meta(Text.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = (
            *Text.Meta.constraints,
            models.CheckConstraint(
                name="fact_valid_after_its_date", condition=Q(valid_until__gte=F("dated"))
            ),
        )

    def __str__(self):
        return beginning(self.statement)


class Moment(models.TextChoices):
    BEFORE = "before", _("before the call")
    DURING = "during", _("during the call")
    AFTER = "after", _("after the call")


class Care(Text):
    """A word to callers about themselves."""

    moment = models.CharField(_("when"), max_length=6, choices=Moment)
    text = models.TextField(_("text"))

    class Meta(Text.Meta):
        verbose_name = _("care for yourself")
        verbose_name_plural = _("care for yourself")

    def __str__(self):
        return beginning(self.text)


class Voicemail(Text):
    """Words for an answering machine."""

    text = models.TextField(_("words for voicemail"))

    class Meta(Text.Meta):
        verbose_name = _("words for voicemail")
        verbose_name_plural = _("words for voicemail")

    def __str__(self):
        return beginning(self.text)


class Turn(Text):
    """What is heard in the rehearsal. It begins with the first turn by order."""

    slug = models.SlugField(_("address"), unique=True)
    they = models.TextField(_("what is heard"))

    class Meta(Text.Meta):
        verbose_name = _("turn of the rehearsal")
        verbose_name_plural = _("turns of the rehearsal")

    def __str__(self):
        return beginning(self.they) or self.slug


class Choice(models.Model):
    """What one may say at a turn of the rehearsal; without `next` the talk ends with it."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="choices")
    order = models.PositiveSmallIntegerField(_("order"), default=0, db_default=0)
    say = models.TextField(_("what one can say or do"))
    helps = models.BooleanField(_("helps"), default=False)
    why = models.TextField(_("why it helps or harms"))
    # A turn to which others lead is not deleted: they would end there, and still count as approved.
    next = models.ForeignKey(
        Turn,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads to"),
        help_text=_("Empty: here the talk is over."),
    )

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ("order", "pk")

    def __str__(self):
        return beginning(self.say)


class Question(Text):
    """A kind question at the end of the rehearsal, and what is said to whatever one answered."""

    ask = models.TextField(_("question"))
    kind = models.TextField(_("what is said to any answer"))

    class Meta(Text.Meta):
        verbose_name = _("kind question")
        verbose_name_plural = _("kind questions")

    def __str__(self):
        return beginning(self.ask)
