"""Passkeys and codes keep the day on which they were set up, and not when they were last used.

allauth writes both to the second; its model can't be exchanged, so the table itself forgets.
"""

from django.db import migrations

FORGET = """
CREATE FUNCTION mfa_forget_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.created_at := date_trunc('day', NEW.created_at, 'UTC');
    NEW.last_used_at := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER mfa_forget_hours BEFORE INSERT OR UPDATE ON mfa_authenticator
FOR EACH ROW EXECUTE FUNCTION mfa_forget_hours();
"""
REMEMBER = """
DROP TRIGGER mfa_forget_hours ON mfa_authenticator;
DROP FUNCTION mfa_forget_hours();
"""


class Migration(migrations.Migration):
    dependencies = [("mfa", "0003_authenticator_type_uniq"), ("volunteers", "0007_session")]
    operations = [migrations.RunSQL(FORGET, REMEMBER)]
