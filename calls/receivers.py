"""News from below: volunteers suspended or erased, a database migrated."""

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from calls import pool
from calls.models import SuppressedNumber
from calls.pool.suppression import PROOF, kept_proofs, proof_of_key
from volunteers.signals import erased, suspended


@receiver([suspended, erased])
def take_back(volunteer, **kwargs):
    pool.take_back(volunteer)


@receiver(post_migrate, sender=apps.get_app_config("calls"))
def keep_proof_of_key(using, **kwargs):
    """Once, by the first migration: later keys are held against this proof (calls/checks.py)."""
    if not kept_proofs().using(using).exists():
        SuppressedNumber.objects.using(using).create(
            hash=proof_of_key(), source=SuppressedNumber.Source.KEY, batch=PROOF
        )
