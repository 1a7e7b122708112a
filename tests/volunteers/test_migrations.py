"""What happens to the addresses of those who joined before pseudonyms."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from volunteers.addresses import pseudonym

BEFORE, AFTER = ("volunteers", "0003_rehearsed"), ("volunteers", "0006_pseudonyms_only")


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps


@pytest.mark.django_db(transaction=True)
def test_addresses_are_hidden_and_come_back():
    try:
        old = migrate(BEFORE).get_model("volunteers", "Volunteer")
        anna = old.objects.create(email="anna@example.org", password="!")

        new = migrate(AFTER).get_model("volunteers", "Volunteer")
        hidden = new.objects.values_list("pseudonym", flat=True).get(pk=anna.pk)

        old = migrate(BEFORE).get_model("volunteers", "Volunteer")
        shown = old.objects.values_list("email", flat=True).get(pk=anna.pk)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    assert hidden == pseudonym("anna@example.org")
    assert shown == "anna@example.org"
