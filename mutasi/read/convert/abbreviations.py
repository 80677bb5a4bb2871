"""Abbreviations in the names of units and posts, written out so that similar names can be proposed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mutasi.read.reference import reference_content

_WORD = re.compile(r"[^\W_]+")


def written_out(name: str) -> str:
    """The words of a name in small letters, abbreviations in full: ``Bid. Yankes`` is bidang pelayanan kesehatan."""
    known = _abbreviations()
    return " ".join(known.get(word, word) for word in _WORD.findall(name.casefold()))


@cache
def _abbreviations() -> Mapping[str, str]:
    content = reference_content("singkatan")
    return {str(short): str(full) for short, full in content["singkatan"].items()}
