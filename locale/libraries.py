"""Sentences of Django's admin whose Russian we put better: any noun fits into ours as it is.

Nobody imports this; the catalogue is made from it. The text must be Django's to the letter.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

gettext_noop("Add %s")
gettext_noop("Add %(name)s")
gettext_noop("Change %s")
gettext_noop("View %s")
gettext_noop("Select %s to change")
gettext_noop("Select %s to view")
gettext_noop("Select this object for an action - {}")
gettext_noop("0 of %(cnt)s selected")
ngettext_lazy("%(total_count)s selected", "All %(total_count)s selected", 0)
gettext_noop(
    "Items must be selected in order to perform actions on them. No items have been changed."
)
gettext_noop("Hold down “Control”, or “Command” on a Mac, to select more than one.")
gettext_noop("The {name} “{obj}” was added successfully.")
gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below.")
gettext_noop("The {name} “{obj}” was changed successfully.")
gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below.")
gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below.")
gettext_noop("The %(name)s “%(obj)s” was deleted successfully.")
gettext_noop(
    'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? '
    "All of the following related items will be deleted:"
)
gettext_noop(
    "Are you sure you want to delete the selected %(objects_name)s? "
    "All of the following objects and their related items will be deleted:"
)
gettext_noop("Yes, I’m sure")
