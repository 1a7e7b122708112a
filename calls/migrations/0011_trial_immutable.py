"""What was declared of a trial stays declared: not even SQL by hand changes it, or takes it away.

Only its end may be added, once. TRUNCATE stays possible: tests empty tables so.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION calls_trial_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_on IS NULL
        AND to_jsonb(NEW) - 'ended_on' = to_jsonb(OLD) - 'ended_on' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'trial % is declared and never changes', OLD.id
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER calls_trial_stays BEFORE UPDATE OR DELETE ON calls_trial
    FOR EACH ROW EXECUTE FUNCTION calls_trial_stays();
"""
UNMAKE = """
DROP TRIGGER calls_trial_stays ON calls_trial;
DROP FUNCTION calls_trial_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0010_trials")]
    operations = [migrations.RunSQL(MAKE, UNMAKE)]
