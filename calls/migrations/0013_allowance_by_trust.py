"""How much may be drawn, and after how long a pause, by level of trust; and what makes the levels.

The one allowance for everybody goes: back again, it is what it was at first.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models
from django.db.models import F, Q

FIELDS = (
    ("allowance_small", 6, 1, 500, "draws in 24 hours, new and without an address"),
    ("allowance_new", 12, 1, 500, "draws in 24 hours, new"),
    ("allowance_known", 25, 1, 500, "draws in 24 hours, known"),
    ("allowance_proven", 40, 1, 500, "draws in 24 hours, proven"),
    ("pause_new", 60, 0, 900, "seconds between two draws, new"),
    ("pause_known", 30, 0, 900, "seconds between two draws, known"),
    ("pause_proven", 15, 0, 900, "seconds between two draws, proven"),
    ("known_reports", 3, 1, 1000, "known from so many reports"),
    ("known_days", 1, 0, 365, "known from so many days after joining"),
    ("proven_reports", 10, 1, 1000, "proven from so many reports"),
    ("proven_days", 7, 0, 365, "proven from so many days after joining"),
    ("proven_talks", 1, 0, 1000, "proven from so many talks"),
    ("proven_checks", 1, 0, 1000, "proven from so many checks passed"),
)
HELP = {"proven_checks": {"help_text": "Only where there are numbers to check by."}}
CONSTRAINTS = {
    "rules_trust_allows_more": Q(allowance_small__gte=1, allowance_small__lte=F("allowance_new"))
    & Q(allowance_new__lte=F("allowance_known"))
    & Q(allowance_known__lte=F("allowance_proven")),
    "rules_trust_pauses_less": Q(pause_new__lte=900, pause_new__gte=F("pause_known"))
    & Q(pause_known__gte=F("pause_proven")),
    "rules_trust_grows": Q(known_reports__gte=1, known_reports__lte=F("proven_reports"))
    & Q(known_days__lte=F("proven_days")),
}


def field(name, default, least, most, words):
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    about = {"default": default, "validators": limits, "verbose_name": words}
    return models.PositiveSmallIntegerField(**about | HELP.get(name, {}))


class Migration(migrations.Migration):
    dependencies = [("calls", "0012_trial_rights")]
    operations = [
        migrations.RemoveField("rules", "allowance"),
        *(migrations.AddField("rules", row[0], field(*row)) for row in FIELDS),
        *(
            migrations.AddConstraint(
                "rules", models.CheckConstraint(name=name, condition=condition)
            )
            for name, condition in CONSTRAINTS.items()
        ),
    ]
