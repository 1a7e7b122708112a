"""What moderators see of volunteers, and the little that they decide about them."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from callrussia.own_pages import OwnPages
from callrussia.paging import UncountedAdmin
from volunteers import codenames, membership
from volunteers.addresses import pseudonym
from volunteers.models import Inactivity, Standing, Volunteer
from volunteers.views import nowhere

# Everybody signs in the same way, and nobody has a password to change.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.password_change = admin.site.password_change_done = nowhere
# The volunteer says it all; editing this one apart would split the two.
admin.site.unregister(EmailAddress)
# Secrets, sealed as they are, are nobody's to look at.
admin.site.unregister(Authenticator)
admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """Without Django's pair of boxes, which is too wide for a phone and speaks to no reader."""

    filter_horizontal = ()


@admin.register(Volunteer)
class VolunteerAdmin(OwnPages, UncountedAdmin):
    """Found by their exact address. Moderators suspend and doubt; superusers make staff."""

    list_display = (
        "__str__",
        "place",
        "language",
        "joined_on",
        "standing",
        "is_doubted",
        "reports",
    )
    list_filter = ("standing", "is_doubted", "is_staff")
    search_fields = ("pseudonym__exact",)
    search_help_text = _("The whole e-mail address, or the codename")
    ordering = ("-pk",)
    fields = (
        *("place", "time_zone", "language", "joined_on", "code_accepted_on"),
        *("standing", "reports", "talks", "checks_passed", "is_doubted", "active_month"),
        *("is_staff", "groups"),
    )
    actions = ("pause", "ban", "reinstate", "reset_factors")

    @admin.display(description=_("country"), ordering="country")
    def place(self, volunteer):
        return volunteer.country.name

    @admin.action(description=_("Pause the selected volunteers"), permissions=["suspend"])
    def pause(self, request, queryset):
        return self._after_asking(
            request,
            queryset,
            "pause",
            _("Pause these volunteers? They are signed out, and numbers they hold go back."),
            lambda volunteer: membership.suspend(volunteer, Standing.PAUSED, by=request.user),
        )

    @admin.action(description=_("Ban the selected volunteers"), permissions=["suspend"])
    def ban(self, request, queryset):
        return self._after_asking(
            request,
            queryset,
            "ban",
            _("Ban these volunteers? They are signed out, and numbers they hold go back."),
            lambda volunteer: membership.suspend(volunteer, Standing.BANNED, by=request.user),
        )

    @admin.action(description=_("Reinstate the selected volunteers"), permissions=["suspend"])
    def reinstate(self, request, queryset):
        question = _("Reinstate these volunteers? They may sign in and call again.")
        return self._after_asking(request, queryset, "reinstate", question, membership.reinstate)

    @admin.action(description=_("Take away lost second factors"), permissions=["reset_factors"])
    def reset_factors(self, request, queryset):
        question = _("Take away their second factors? They are signed out and set up new ones.")
        return self._after_asking(
            request, queryset, "reset_factors", question, membership.reset_factors
        )

    def _after_asking(self, request, queryset, act, question, verb):
        """Show whom `act` would meet; once that was confirmed, do it and note it in the log."""
        if "confirmed" not in request.POST:
            context = {"title": question, "act": act, "volunteers": queryset}
            return self.own_page(request, "admin/volunteers/decide.html", context)
        done = [one for one in queryset if self._decide(request, one, verb)]
        for volunteer in done:
            self.log_change(request, volunteer, volunteer.get_standing_display())
        self.message_user(
            request,
            ngettext("%(count)d volunteer changed.", "%(count)d volunteers changed.", len(done))
            % {"count": len(done)},
        )
        return None

    def _decide(self, request, volunteer, verb):
        try:
            return verb(volunteer)
        except membership.MayNot:
            self.message_user(
                request,
                _("Only a superuser can suspend staff, and nobody can suspend themselves."),
                messages.ERROR,
            )
            return False

    def get_search_results(self, request, queryset, search_term):
        # Equality, which an index answers; Django's own search asks for any case.
        if search_term:
            known = (pseudonym(search_term), pseudonym(codenames.name_of(search_term)))
            queryset = queryset.filter(pseudonym__in=known)
        return queryset, False

    def get_readonly_fields(self, request, obj=None):
        writable = set()
        if request.user.has_perm("volunteers.doubt"):
            writable |= {"is_doubted"}
        if request.user.is_superuser:
            writable |= {"is_staff", "groups"}
        return [name for name in self.fields if name not in writable]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        widget = {"widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **widget | kwargs)

    def save_model(self, request, obj, form, change):
        # Only what was ticked: a page opened before a ban must not undo it.
        ticked = {"is_doubted", "is_staff"} & set(form.changed_data)
        obj.save(update_fields=ticked)

    def has_suspend_permission(self, request):
        return request.user.has_perm("volunteers.suspend")

    def has_reset_factors_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("volunteers.doubt")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Inactivity)
class InactivityAdmin(admin.ModelAdmin):
    """The months after which unused accounts are warned and erased."""

    fields = ("warn_months", "erase_months")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": capfirst(self.opts.verbose_name), "subtitle": None}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))

    def changelist_view(self, request, extra_context=None):
        """There is one row: straight to it."""
        return redirect("admin:volunteers_inactivity_change", Inactivity.objects.get().pk)
