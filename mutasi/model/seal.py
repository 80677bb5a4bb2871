"""A seal: hashes of what decides, written before anybody sees a score, so that nobody can tune it afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

DECIDING = (
    "metode", "kriteria", "kelompok", "bobot_khusus", "talenta", "rencana", "nilai_kosong", "urutan_seri", "aturan",
    "tanggal_acuan", "tmt_penempatan",
)  # fmt: skip
"""What of `mutasi.yaml` decides how people are judged, scored and ordered, the days of measuring among it."""
VERSION_PART = "versi"
"""What is told as changed when another version of the program reckons."""


@dataclass(frozen=True, slots=True)
class Seal:
    """`parts` are the hashes of the sections by their names, `digest` that of all with the version of the program.

    `as_of` is the reference date of the policy when it was sealed, `by` who did it; both may be empty, and neither is
    hashed.
    """

    version: str
    digest: str
    parts: Mapping[str, str]
    as_of: str = ""
    by: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the hash of all is that of its parts."""
        return self.digest == _digest_of(self.version, self.parts)


def seal(sections: Mapping[str, object], version: str, as_of: str = "") -> Seal:
    """The seal of the deciding sections, as text, tuples and mappings of these; absent ones count as blank.

    The order of keys does not matter, that of lists does.
    """
    parts = {name: _hash(sections.get(name)) for name in DECIDING}
    return Seal(version, _digest_of(version, parts), parts, as_of)


def changed_parts(before: Seal, now: Seal) -> tuple[str, ...]:
    """The sections that differ, and the version of the program where it does."""
    names = dict.fromkeys((*before.parts, *now.parts))
    parts = tuple(name for name in names if before.parts.get(name) != now.parts.get(name))
    return (*parts, *((VERSION_PART,) if before.version != now.version else ()))


def _digest_of(version: str, parts: Mapping[str, str]) -> str:
    return _hash({VERSION_PART: version, **parts})


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
