"""An edition says what volunteers were told: not even SQL by hand changes it.

Only the publisher's account may vanish from it. TRUNCATE stays possible: tests empty tables so.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION guidelines_edition_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.published_by_id IS NULL
        AND to_jsonb(NEW) - 'published_by_id' = to_jsonb(OLD) - 'published_by_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'edition % is published and never changes', OLD.number
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER guidelines_edition_stays BEFORE UPDATE OR DELETE ON guidelines_edition
    FOR EACH ROW EXECUTE FUNCTION guidelines_edition_stays();
"""
UNMAKE = """
DROP TRIGGER guidelines_edition_stays ON guidelines_edition;
DROP FUNCTION guidelines_edition_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0003_psychologists")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
