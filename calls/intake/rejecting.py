"""Names the lines that are turned away, by their number and the reason alone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from calls.files import Refused
from calls.intake.ranges import EXCLUDED, INVALID, NO_RANGE

REASONS = {
    INVALID: "not a Russian mobile number",
    NO_RANGE: "in no range of the registry",
} | {code: f"excluded: {reason.label}" for code, reason in EXCLUDED.items()}


def named(lines, answers) -> list[tuple[int, str]]:
    """The number of each of `lines`, and what is told of it."""
    return [
        (line, REASONS[answer])
        for line, answer in zip(lines.tolist(), answers.tolist(), strict=True)
    ]


@contextmanager
def rejects(path: str | None) -> Iterator[Callable]:
    """Yields what takes lines and answers, and writes them into the new file `path`.

    Nobody else may read it. It is gone if the import fails. Raises Refused.
    """
    if path is None:
        yield lambda lines, answers: None
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(f"{path} exists already: name a new file for rejected lines.") from None
    except OSError as error:
        raise Refused(f"{path} can't be written: {error.strerror}.") from None
    with open(handle, "w") as file:
        try:
            yield partial(write, file)
        except BaseException:
            os.unlink(path)
            raise


def write(file, lines, answers):
    try:
        file.writelines(f"{line}\t{reason}\n" for line, reason in named(lines, answers))
        file.flush()
    except OSError as error:
        raise Refused(f"Rejected lines can't be written: {error.strerror}.") from None
