"""Writing in the admin, as a browser would send it."""

from django.urls import reverse


def address(text, act="change"):
    model = text._meta.model_name
    # A class stands for its list.
    args = [] if isinstance(text, type) else [text.pk]
    return reverse(f"admin:guidelines_{model}_{act}", args=args)


def form_of(client, text):
    """What a browser would send, had nothing been typed."""
    context = client.get(address(text)).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    found = {
        form.add_prefix(name): form.initial.get(name, field.initial)
        for form in forms
        for name, field in form.fields.items()
    }
    # A box that is not ticked is not sent.
    return {n: "" if value is None else value for n, value in found.items() if value is not False}


def save(client, text, **changes):
    return client.post(address(text), form_of(client, text) | changes)
