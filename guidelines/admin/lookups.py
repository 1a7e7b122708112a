"""Which questions the address of a list may ask."""


class OnlyFilters:
    """A ModelAdmin that answers its own filters alone.

    Django answers a question about any column: who edited a text, or how a hash begins.
    """

    def lookup_allowed(self, lookup, value, request):
        known = {getattr(each, "parameter_name", each) for each in self.list_filter}
        return lookup.partition("__")[0] in known
