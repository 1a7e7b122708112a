"""What must hold of those who asked not to be called: each row of the pool beside the hashes."""

import numpy as np

from calls.checking import mending
from calls.checking.findings import Finding
from calls.intake.suppressed import Suppressed
from calls.models import Draw, Effect, Fate
from calls.models.pool import masked
from calls.pool.suppression import kept_proofs, proof_of_key


class Silenced:
    """Under another key than that of the hashes none of this can be told."""

    def __init__(self):
        self.listed = Suppressed.now()
        waiting = Draw.objects.filter(effect=Effect.SUPPRESSED, number__isnull=False)
        self.waiting = list(waiting.values_list("number", flat=True))
        self.obeyed = Finding(
            "A number on the do-not-call list is suppressed.",
            "--mend suppresses it.",
            mending.suppress,
        )
        self.remembered = Finding(
            "A suppressed number is on the list, or will be once its report is forgotten.",
            "--mend puts it there: it could be imported anew.",
            mending.suppress,
        )

    def take(self, rows):
        is_silent = rows.fate == Fate.SUPPRESSED
        live, silent = rows.number[~is_silent], rows.number[is_silent]
        self.obeyed.add(live[self.listed.among(live)].tolist(), masked)
        unlisted = silent[~self.listed.among(silent)]
        self.remembered.add(unlisted[~np.isin(unlisted, self.waiting)].tolist(), masked)

    def findings(self):
        return [self.obeyed, self.remembered]


def check_key() -> Finding:
    """Whether the hashes were made under the key of this process."""
    found = Finding(
        "The do-not-call list was made under this key.",
        "Set SUPPRESSION_KEY back: nothing else can be told or mended before.",
    )
    proofs = [bytes(proof) for proof in kept_proofs().values_list("pk", flat=True)]
    found.count = int(proofs != [proof_of_key()])
    return found
