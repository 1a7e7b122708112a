"""The pages of the site, as those who come see them: what tests/test_pages.py walks through."""

from dataclasses import dataclass, field

from guidelines import drafts


@dataclass(frozen=True)
class Page:
    """A page as one person sees it; with a `form`, the answer to that, sent with `answers`."""

    who: str
    name: str
    key: str = ""
    query: str = ""
    status: int = 200
    form: str = ""
    to: str = ""
    answers: dict = field(default_factory=dict)
    # What happens to the world before.
    when: str = ""
    # Shows names that are kept in the database, once and in English.
    is_stored: bool = False

    def __str__(self):
        sent = ("sent", self.to, str(self.answers)) if self.form else ()
        return " ".join(filter(None, [self.who, self.name, self.key, self.query, *sent, self.when]))


FORM, LIST, LOOK = "main form", "#changelist-form", "#content form"
CONFIRM = "#confirm form"
LOOK_UP = "admin:calls_phonenumber_changelist"
ANOTHERS = {"address": "another@example.org"}
NOTE = {"about": "helped", "text": "48 %"}
CALLS_BACK = {"about": "helped", "text": "48 %, 8 945 123-45-67"}
TEXTS = [kind.model._meta.model_name for kind in drafts.KINDS.values()]
NO_DIFFERENCE = {"least": "0"}
SELECTED = {"action": "pause", "_selected_action": True}
PUBLIC = [
    Page("guest", "campaign:landing"),
    Page("guest", "campaign:about"),
    Page("guest", "campaign:privacy"),
    Page("guest", "campaign:privacy_law"),
    Page("guest", "campaign:other_ways"),
    Page("guest", "campaign:help"),
    Page("guest", "campaign:help", query="?topic=threat"),
    Page("guest", "campaign:help", status=422, form=FORM),
    Page("guest", "calls:do_not_call"),
    Page("guest", "calls:do_not_call", status=422, form=FORM),
    Page("guest", "calls:do_not_call", form=FORM, answers={"number": "+79451234567"}),
    Page("guest", "guidelines:read"),
    Page("guest", "calls:rehearsal"),
    Page("guest", "calls:rehearsal", query="?lost"),
    Page("guest", "calls:turn", "hello"),
    Page("guest", "calls:turn", "hello", "?said=2"),
    Page("guest", "calls:rehearsal_report"),
    Page("guest", "calls:rehearsal_report", status=422, form=FORM),
    Page("guest", "calls:rehearsal_end", query="?outcome=talked"),
    Page("guest", "guidelines:section", "protect-them"),
    Page("guest", "guidelines:section", "nowhere", status=404),
    Page("guest", "guidelines:at_hand"),
    Page("guest", "guidelines:search"),
    Page("guest", "guidelines:search", query="?q=112"),
    Page("guest", "guidelines:search", query="?q=0000"),
    Page("guest", "volunteers:farewell"),
    Page("guest", "volunteers:join"),
    Page("guest", "volunteers:join", status=422, form=FORM),
    Page("guest", "volunteers:join", form=FORM, answers={"speaks_russian": "no"}),
    Page("guest", "volunteers:join_codename"),
    Page("guest", "volunteers:join_codename", status=422, form=FORM),
    Page("naming", "volunteers:codename"),
    Page("naming", "volunteers:check_codename"),
    Page("naming", "volunteers:check_codename", status=422, form=FORM),
    Page("guest", "volunteers:sign_in_codename"),
    Page("guest", "volunteers:sign_in_codename", status=422, form=FORM),
    Page("guest", "account_login"),
    Page("guest", "account_login", status=422, form=FORM),
    Page("guest", "account_inactive"),
    Page("joining", "account_email_verification_sent"),
    Page("joining", "account_email_verification_sent", form=FORM),
    Page("returning", "account_confirm_login_code"),
    Page("returning", "account_confirm_login_code", form=FORM),
    Page(
        "guest",
        "calls:do_not_call",
        status=429,
        form=FORM,
        answers={"number": "+79451234567"},
        when="wear_out_patience",
    ),
    Page("guest", "campaign:help", when="ask_for_work"),
    Page("guest", "volunteers:join"),
]
VOLUNTEERS = [
    Page("newcomer", "guidelines:read"),
    Page("reader", "calls:rehearsal"),
    Page("reader", "calls:turn", "hello", status=409, form=FORM, to="calls:draw"),
    Page("reader", "guidelines:read"),
    Page("rested", "calls:turn", "hello", "?said=1"),
    Page("rested", "calls:rehearsal_end"),
    Page("newcomer", "guidelines:read", status=422, form=CONFIRM),
    Page("newcomer", "guidelines:read", status=409, form=CONFIRM, to="calls:draw"),
    Page("rested", "campaign:landing"),
    Page("rested", "calls:home"),
    Page("rested", "guidelines:read"),
    Page("rested", "guidelines:note"),
    Page("rested", "guidelines:note", query="?sent"),
    Page("rested", "guidelines:note", status=422, form=FORM),
    Page("rested", "guidelines:note", form=FORM, answers=CALLS_BACK),
    Page("rested", "guidelines:note", form=FORM, answers=NOTE),
    Page("rested", "volunteers:settings"),
    Page("rested", "volunteers:settings", status=422, form="main .form", answers={"country": ""}),
    Page("rested", "volunteers:keep_address"),
    Page("rested", "volunteers:keep_address", status=422, form=FORM, answers=ANOTHERS),
    Page("codenamed", "volunteers:settings"),
    Page("rested", "volunteers:devices"),
    Page("rested", "mfa_index"),
    Page("rested", "mfa_add_webauthn"),
    Page("rested", "mfa_activate_totp"),
    Page("rested", "mfa_activate_totp", form=FORM, answers={"code": "1"}),
    Page("rested", "volunteers:leave"),
    Page("rested", "volunteers:erase"),
    Page("rested", "volunteers:erase", status=422, form=FORM),
    Page("rested", "campaign:my_data"),
    Page("holder", "campaign:my_data"),
    Page("psychologist", "campaign:my_data", is_stored=True),
    Page("rested", "account_logout"),
    Page("holder", "calls:drawn", "open"),
    Page("holder", "calls:drawn", "open", "?ended"),
    Page("holder", "calls:drawn", "open", "?ended", status=422, form=FORM),
    Page("talker", "calls:drawn", "talking"),
    Page("holder", "calls:drawn", "released"),
    Page("holder", "calls:drawn", "late"),
    Page("holder", "calls:drawn", "taken"),
    Page("holder", "calls:drawn", "reported"),
    Page("holder", "calls:drawn", "reported", "?amend"),
    Page("holder", "calls:drawn", "forgotten"),
    Page("holder", "calls:drawn", "nobody's", status=404),
    Page("holder", "calls:unknown", "elsewhere", status=404),
    Page("rested", "calls:care"),
    Page("rested", "calls:care", query="?met=child"),
    Page("rested", "calls:care", query="?met=distress"),
    Page("rested", "calls:evening"),
    Page("wearied", "calls:evening"),
    Page("wearied", "calls:home"),
    Page("wearied", "calls:care"),
    Page("holder", "calls:drawn", "heavy"),
    Page("tired", "calls:home"),
    Page("rested", "calls:home", status=409, form=FORM, when="run_dry"),
    Page("rested", "calls:home", when="fall_asleep"),
    Page("breathing", "calls:home"),
    Page("rested", "calls:home", when="pause"),
    Page("rested", "guidelines:read", when="publish_anew"),
    Page("rested", "guidelines:section", "protect-them"),
    Page("rested", "guidelines:at_hand"),
]
MODERATORS = [
    Page("halfway", "mfa_authenticate"),
    Page("halfway", "mfa_authenticate", form=FORM, answers={"code": "1"}),
    Page("guarded", "mfa_index"),
    Page("guarded", "mfa_deactivate_totp"),
    Page("guarded", "mfa_generate_recovery_codes"),
    Page("guarded", "mfa_view_recovery_codes"),
    Page("idle", "mfa_reauthenticate"),
    Page("moderator", "mfa_index"),
    Page("moderator", "admin:index"),
    Page("moderator", "admin:app_list calls"),
    Page("moderator", "admin:app_list callrussia"),
    Page("moderator", "admin:app_list campaign"),
    Page("moderator", "admin:callrussia_securityevent_changelist"),
    Page("moderator", "admin:callrussia_run_changelist"),
    Page("moderator", "admin:app_list volunteers"),
    Page("moderator", "admin:calls_call_changelist"),
    Page("moderator", "admin:calls_draw_changelist"),
    Page("moderator", "admin:calls_import_changelist"),
    Page("moderator", "admin:calls_range_changelist"),
    Page("moderator", "admin:calls_region_changelist"),
    Page("moderator", "admin:calls_suppressednumber_changelist"),
    Page("moderator", "admin:calls_phonenumber_changelist"),
    Page("moderator", LOOK_UP, form=LOOK),
    Page("moderator", LOOK_UP, form=LOOK, answers={"number": "+79461234567"}),
    Page("moderator", "admin:calls_review_changelist"),
    Page("moderator", "admin:calls_review_change"),
    Page("moderator", "admin:calls_review_fine"),
    Page("moderator", "admin:calls_review_void"),
    Page("moderator", "admin:calls_review_undo"),
    Page("moderator", "admin:calls_review_void", form="#content form"),
    Page("moderator", "admin:calls_rules_change"),
    Page("moderator", "admin:calls_rules_change", form="#rules_form", answers={"loan": "1"}),
    Page("moderator", "admin:calls_rules_history"),
    Page("moderator", "admin:campaign_helprequest_changelist"),
    Page("moderator", "admin:campaign_helprequest_change"),
    Page("moderator", "admin:campaign_helprequest_delete"),
    Page("moderator", "admin:campaign_helprequest_history"),
    Page("moderator", "admin:volunteers_volunteer_changelist"),
    Page("moderator", "admin:volunteers_volunteer_changelist", form=LIST, answers=SELECTED),
    Page("moderator", "admin:volunteers_volunteer_change"),
    Page("moderator", "admin:volunteers_volunteer_history"),
    Page("moderator", "admin:volunteers_inactivity_change"),
    Page(
        "moderator",
        "admin:volunteers_inactivity_change",
        form="#inactivity_form",
        answers={"warn_months": "7"},
    ),
    Page("moderator", "admin:volunteers_inactivity_history"),
    Page("moderator", "admin:guidelines_section_changelist", status=403),
    Page("moderator", "admin:guidelines_note_changelist", status=403),
    Page("owner", "admin:index"),
    Page("owner", "admin:app_list auth"),
    *(
        Page("owner", f"admin:auth_group_{act}", is_stored=True)
        for act in ("changelist", "add", "change", "delete", "history")
    ),
    Page("owner", "admin:volunteers_volunteer_change", is_stored=True),
    Page("owner", "admin:calls_unmasking_changelist"),
    Page("owner", "admin:calls_canary_changelist"),
    Page("moderator", "admin:index", when="pause"),
]
PSYCHOLOGISTS = [
    Page("psychologist", "admin:index"),
    Page("psychologist", "admin:app_list guidelines"),
    *(
        Page("psychologist", f"admin:guidelines_{text}_{act}")
        for text in TEXTS
        for act in ("changelist", "add", "change", "delete", "history")
    ),
    Page("psychologist", "admin:guidelines_section_add", form="#section_form"),
    Page("psychologist", "admin:guidelines_edition_changelist"),
    Page("psychologist", "admin:guidelines_edition_change"),
    Page("psychologist", "admin:guidelines_edition_history"),
    Page("psychologist", "admin:guidelines_edition_texts"),
    Page("psychologist", "admin:guidelines_edition_anew"),
    Page("psychologist", "admin:guidelines_compare"),
    Page("psychologist", "admin:guidelines_compare", query="?before=1&after=2"),
    *(
        Page("psychologist", f"admin:guidelines_note_{act}")
        for act in ("changelist", "change", "delete", "history")
    ),
    *(
        Page("psychologist", f"admin:guidelines_helpline_{act}")
        for act in ("changelist", "add", "change", "delete", "history")
    ),
    Page("psychologist", "admin:calls_encounter_changelist"),
    Page("psychologist", "admin:guidelines_preview"),
    Page("psychologist", "admin:guidelines_publish"),
    Page("psychologist", "admin:guidelines_publish", status=422, form="#content form"),
    Page("psychologist", "admin:app_list calls"),
    Page("psychologist", "admin:calls_trial_changelist"),
    Page("psychologist", "admin:calls_trial_change"),
    Page("psychologist", "admin:calls_trial_end"),
    Page("psychologist", "admin:calls_trial_add"),
    Page("psychologist", "admin:calls_trial_end", form="#content form"),
    Page(
        "psychologist",
        "admin:calls_trial_add",
        status=422,
        form="#content form",
        answers=NO_DIFFERENCE,
    ),
    Page("psychologist", "admin:calls_trial_add", form="#content form", answers={"least": "5"}),
]
WALKS = {
    "public": PUBLIC,
    "volunteers": VOLUNTEERS,
    "moderators": MODERATORS,
    "psychologists": PSYCHOLOGISTS,
}
