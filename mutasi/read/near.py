"""The names that a misspelt one may mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from mutasi.message import Message


def near(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most two of the names that are close to `name`, the closest first."""
    return tuple(difflib.get_close_matches(name.casefold(), tuple(names), n=2, cutoff=0.7))


def did_you_mean(name: str, names: tuple[str, ...]) -> Message:
    """A question with the close names, or a list of all names when none is close."""
    close = near(name, names)
    if close:
        return Message("did you mean: {near}?", near=close)
    return Message("known here: {names}", names=names)
