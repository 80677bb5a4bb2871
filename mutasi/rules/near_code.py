"""The codes of rules that a misspelt one may mean."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def near_codes(text: str, codes: Collection[str]) -> tuple[str, ...]:
    """The one code that is surely meant, or all of the topic that is; none where no topic is like it.

    NIP-3 and NIP-011 are NIP-03 and NIP-01 with a digit too few or too many, USIA-30 is USIA-03 with its digits
    exchanged; of NIP-99 only the topic is known.
    """
    topic, dash, number = text.upper().rpartition("-")
    if not dash:
        topic, number = number, ""
    topics = sorted({code.rpartition("-")[0] for code in codes})
    near = difflib.get_close_matches(topic, topics, n=1, cutoff=0.7)
    if not near:
        return ()
    members = tuple(sorted(code for code in codes if code.rpartition("-")[0] == near[0]))
    for is_meant in (_same_number, _one_digit_more, _exchanged):
        meant = tuple(code for code in members if number and is_meant(number, code.rpartition("-")[2]))
        if len(meant) == 1:
            return meant
    return members


def _same_number(given: str, known: str) -> bool:
    return given.lstrip("0") == known.lstrip("0")


def _one_digit_more(given: str, known: str) -> bool:
    return given[:-1] == known


def _exchanged(given: str, known: str) -> bool:
    return sorted(given) == sorted(known)
