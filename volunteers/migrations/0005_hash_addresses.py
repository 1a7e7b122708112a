"""Replace every address by its pseudonym, and keep it sealed: whoever joined so far gave it for
mails, and can have it forgotten.

Back again, whoever had theirs forgotten, and whoever joined since without having it kept, keeps the
pseudonym and has to join anew.
"""

from django.db import migrations

from callrussia.sealed import seal, unseal
from volunteers.addresses import pseudonym

BATCH = 1000


def rewrite(apps, changed):
    volunteers = apps.get_model("volunteers", "Volunteer").objects
    addresses = apps.get_model("account", "EmailAddress").objects
    batch = []
    for volunteer in volunteers.order_by("pk").iterator(chunk_size=BATCH):
        changed(volunteer)
        addresses.filter(user_id=volunteer.pk).update(email=volunteer.pseudonym)
        batch.append(volunteer)
        if len(batch) == BATCH:
            volunteers.bulk_update(batch, ("pseudonym", "sealed_address"))
            batch = []
    volunteers.bulk_update(batch, ("pseudonym", "sealed_address"))


def hide(volunteer):
    volunteer.sealed_address = seal(volunteer.pseudonym)
    volunteer.pseudonym = pseudonym(volunteer.pseudonym)


def show(volunteer):
    if volunteer.sealed_address:
        volunteer.pseudonym = unseal(volunteer.sealed_address)


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("volunteers", "0004_pseudonym"),
    ]
    operations = [
        migrations.RunPython(
            lambda apps, schema: rewrite(apps, hide), lambda apps, schema: rewrite(apps, show)
        )
    ]
