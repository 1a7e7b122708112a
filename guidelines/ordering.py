"""The order of texts: moved by one, or all put anew."""

from django.db import transaction


@transaction.atomic
def put(model, pks):
    """Let the texts of `model` stand in the order of `pks`; those not named follow in theirs."""
    texts = {text.pk: text for text in _locked(model)}
    named = [texts.pop(pk) for pk in dict.fromkeys(pks) if pk in texts]
    _number([*named, *texts.values()])


@transaction.atomic
def shift(text, by):
    """Move `text` by so many places, at most to an end: −1 is one up."""
    texts = _locked(type(text))
    place = next(n for n, other in enumerate(texts) if other.pk == text.pk)
    texts.insert(max(0, place + by), texts.pop(place))
    _number(texts)


def _locked(model):
    """All texts in their order, locked by id: whoever waits here would be given an older order."""
    texts = model.objects.order_by("pk").select_for_update(no_key=True)
    return sorted(texts, key=lambda text: (text.order, text.pk))


def _number(texts):
    for order, text in enumerate(texts, start=1):
        text.order = order
    if texts:
        type(texts[0]).objects.bulk_update(texts, ["order"])
