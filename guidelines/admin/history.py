"""The history of a row: what changed in it, and never who changed it."""


class HistoryMixin:
    # Django's own names the volunteer who made each change.
    object_history_template = "guidelines/admin/history.html"

    def construct_change_message(self, request, form, formsets, add=False):
        """With the fields' own names: those of the form are in no catalogue, so stay English."""
        told = super().construct_change_message(request, form, formsets, add)
        for each in told:
            if labels := each.get("changed", {}).get("fields"):
                each["changed"]["fields"] = list(dict.fromkeys(map(_name, labels)))
        return told


def _name(label):
    """Of “Title [ru]" is the form's, "title" the model's."""
    return label[:1].lower() + label[1:].partition(" [")[0]
