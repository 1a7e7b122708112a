"""Pages that a model has in the admin beside Django's own."""

from django.shortcuts import render


class OwnPages:
    def own_page(self, request, template, context, status=200):
        """`template` with all that the admin's frame needs, and `context`."""
        framed = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return render(request, template, framed, status=status)
