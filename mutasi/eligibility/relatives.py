"""Relatives at work: above or below the post, in its unit, and among those who decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from mutasi.eligibility.age import out_of_service
from mutasi.eligibility.holders import holders, without_superior
from mutasi.eligibility.requirement import Asked, Outcome, all_pass, outcome, requirement
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.masks import rows_mask
from mutasi.model.people import People
from mutasi.model.reference import Confidence
from mutasi.model.settings import Choice, Codes, Settings
from mutasi.model.verdict import Verdict

_NO_RELATIVES = Message("the table {table} is absent", table="relasi")


def _relatives(people: People, kinships: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Everybody's relatives of these kinds, by NIP, in both directions."""
    return people.everyone.once(("relatives", kinships), lambda: _relatives_of(people.everyone, kinships))


def _relatives_of(everyone: People, kinships: tuple[str, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    table = everyone.around.get("relasi")
    if table is not None:
        pairs = table.filter(pl.col("hubungan").is_in(kinships)).select("nip_a", "nip_b").drop_nulls()
        for one, other in pairs.iter_rows():
            found[one].add(other)
            found[other].add(one)
    return {nip: frozenset(others) for nip, others in found.items()}


def _rows_with(people: People, relatives: Mapping[str, frozenset[str]], wanted: frozenset[str]) -> frozenset[int]:
    """The rows of those who are a relative of one of these."""
    theirs = {other for nip in wanted for other in relatives.get(nip, ())}
    return frozenset(people.rows[nip] for nip in theirs if nip in people.rows)


NOBODY: frozenset[int] = frozenset()
_WEIGHT = Choice("keras", "lunak", "mati")


@requirement(
    code="KK-01",
    name="relative-above-or-below",
    hard=False,
    basis=("PP11-2017-190", "PERMENPANRB17-2024"),
    confidence=Confidence.SECONDARY,
    settings={
        "hubungan": Codes(codes.HUBUNGAN, codes.HUBUNGAN),
        "atasan_langsung": _WEIGHT,
        "satu_unit": Choice("lunak", "keras", "mati"),
    },
    reads=("post", "superior", "unit", "level"),
    tables=("relasi",),
    levelled=False,
)
def relative_above_or_below(people: People, asked: Asked, settings: Settings) -> Outcome:
    """No close relative becomes direct superior or subordinate: that bars. Relatives in the same unit are a warning.

    The law gives the principle; degrees and weight are local: `hubungan`, and for `atasan_langsung` and `satu_unit`
    keras, lunak or mati. Who has left the service by the effective date is nobody's superior any more. Where atasan is
    blank, or the post or unit of a relative, it is not known who would be above or below whom.
    """
    relatives = _relatives(people, tuple(settings["hubungan"]))
    everyone = people.everyone
    near = (*holders(everyone, "id_jabatan", asked.superior), *holders(everyone, "atasan", asked.post))
    direct = _rows_with(people, relatives, frozenset(nip for nip, _ in near))
    unit = frozenset(nip for nip, _ in holders(everyone, "unit", asked.unit))
    together = _rows_with(people, relatives, unit) if settings["satu_unit"] != "mati" else NOBODY
    if settings["atasan_langsung"] == "mati":
        direct = NOBODY
    doubts = _Doubts.of(people, relatives, asked, settings)
    nips = people.array("nip")

    def explain(row: int) -> Message:
        mine = relatives.get(nips[row], frozenset())
        if row in direct:
            who = tuple(sorted(nip for nip, _ in near if nip in mine))
            return Message("a relative would be direct superior or subordinate: {nips}", nips=who)
        if row in together:
            return Message("a relative works in the same unit: {nips}", nips=tuple(sorted(unit & mine)))
        return Message("no relative above, below or in the same unit")

    def missing(row: int) -> Message:
        mine = relatives.get(nips[row], frozenset())
        return doubts.missing(mine) if people.has("relasi") else _NO_RELATIVES

    near_bars, unit_bars = settings["atasan_langsung"] == "keras", settings["satu_unit"] == "keras"
    perhaps_near, perhaps_together = (_rows_with(people, relatives, whose) for whose in (doubts.near, doubts.together))
    codes = np.full(people.size, Verdict.PASS if people.has("relasi") else Verdict.UNKNOWN, dtype=np.int8)
    codes[list(together)] = Verdict.WARN
    codes[list(perhaps_near | (perhaps_together - together))] = Verdict.UNKNOWN
    codes[list(direct | (together if unit_bars else NOBODY))] = Verdict.FAIL
    barred = (direct | perhaps_near if near_bars else NOBODY) | (together | perhaps_together if unit_bars else NOBODY)
    return Outcome(codes, explain, missing, bars=rows_mask(barred, people.size) if barred else None)


@dataclass(frozen=True, slots=True)
class _Doubts:
    """Relatives who may be above or below the post, and who may work in its unit, for something is missing."""

    near: frozenset[str]
    together: frozenset[str]
    postless: frozenset[str]

    @classmethod
    def of(cls, people: People, relatives: Mapping[str, frozenset[str]], asked: Asked, settings: Settings) -> _Doubts:
        kinships = tuple(settings["hubungan"])
        everyone = people.everyone
        placed = everyone.once(("placed", kinships), lambda: _placed(everyone, relatives))
        forgotten = asked.post in without_superior(everyone)
        near = {nip for nip, level in placed.unplaced_below if _may_stand_above(everyone, asked.level, level)}
        if forgotten:
            near |= {nip for nip, level in placed.all if _may_stand_above(everyone, level, asked.level)}
        together = placed.unitless if asked.unit else frozenset(nip for nip, _ in placed.all)
        nobody: frozenset[str] = frozenset()
        return cls(
            nobody if settings["atasan_langsung"] == "mati" else placed.postless | near,
            nobody if settings["satu_unit"] == "mati" else together,
            placed.postless,
        )

    def missing(self, mine: frozenset[str]) -> Message:
        """What is missing of the relatives of a person."""
        if mine & self.postless:
            return Message("id_jabatan of a relative is missing: {nips}", nips=tuple(sorted(mine & self.postless)))
        if mine & self.near:
            return Message(
                "atasan of the post, or of that of a relative, is missing: {nips}", nips=tuple(sorted(mine & self.near))
            )
        return Message(
            "the unit of the post, or of a relative, is missing: {nips}", nips=tuple(sorted(mine & self.together))
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """Relatives in service, with the levels of their posts: all, and those of whose post nobody knows who is above it;
    those at work of whom no post is stated, and those without a unit.
    """

    all: tuple[tuple[str, str | None], ...]
    unplaced_below: tuple[tuple[str, str | None], ...]
    postless: frozenset[str]
    unitless: frozenset[str]


def _placed(everyone: People, relatives: Mapping[str, frozenset[str]]) -> _Placed:
    gone, rows = out_of_service(everyone), everyone.rows
    there = [(nip, rows[nip]) for nip in relatives if nip in rows and not gone[rows[nip]]]
    posts, units, levels = everyone.array("id_jabatan"), everyone.array("unit"), everyone.array("jenjang")
    forgotten = without_superior(everyone)
    active = everyone.is_one_of("status_aktif", ("aktif",)) | everyone.missing("status_aktif")
    return _Placed(
        all=tuple((nip, levels[row]) for nip, row in there if posts[row] is not None),
        unplaced_below=tuple((nip, levels[row]) for nip, row in there if posts[row] in forgotten),
        postless=frozenset(nip for nip, row in there if posts[row] is None and active[row]),
        unitless=frozenset(nip for nip, row in there if units[row] is None),
    )


def _may_stand_above(everyone: People, level: str | None, other: str | None) -> bool:
    """Whether a post of a level may be superior to one of another: it stands no lower, but functional posts may have
    superiors of any level.
    """
    one, lower = everyone.reference.levels.get(level or ""), everyone.reference.levels.get(other or "")
    return one is None or lower is None or other in codes.JENJANG_JF or one.step >= lower.step


@requirement(
    code="KK-02",
    name="relative-among-assessors",
    hard=False,
    basis=("PERMENPANRB17-2024",),
    confidence=Confidence.SECONDARY,
    settings={"wajib_deklarasi": True},
    tables=("relasi",),
)
def relative_among_assessors(people: People, asked: Asked, settings: Settings) -> Outcome:
    """Who decides or proposes (`tim_penilai` of mutasi.yaml) is no relative of the candidate without a declaration."""
    if not people.assessors or not settings["wajib_deklarasi"]:
        return all_pass(people)
    relatives = _relatives(people, codes.HUBUNGAN)
    assessors, nips = frozenset(people.assessors), people.array("nip")
    related = rows_mask(_rows_with(people, relatives, assessors), people.size)

    def explain(row: int) -> Message:
        if not related[row]:
            return Message("no relative among those who decide")
        who = tuple(sorted(assessors & relatives[nips[row]]))
        return Message("a relative is among those who decide: {nips}; a declaration is needed", nips=who)

    return outcome(
        people,
        fails=related,
        explain=explain,
        unknown=np.full(people.size, not people.has("relasi")),
        missing=_NO_RELATIVES,
    )
