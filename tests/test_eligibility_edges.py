"""Every rule with an edge of days or numbers has cases on both sides of it, one day or one unit apart.

A pair of cases differs in one record and in nothing else: its days by one day, its numbers by one, its ranks,
educations, ratings and levels by one step, all in one direction. `pytest -v tests/test_eligibility_edges.py` says of
each rule whether it has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.model.settings import Whole
from tests.eligibility_cases import Case, eligibility_cases
from tests.slow.reference import EDUCATION_ORDER, LEVELS, RANK_ORDER, RATING_ORDER
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN
from tests.slow_eligibility import RULES

GRAVITY = {PASS: 0, WARN: 1, UNKNOWN: 2, FAIL: 3}
Cells = Mapping[tuple[str, ...], str]
MORE, LESS = "a day later, or one more, is worse", "a day earlier, or one less, is worse"
Edge = tuple[str, str]
"""A column, and on which side of the edge the graver verdict lies."""


def cells(case: Case) -> Cells:
    """Every value of a case by its place: a table, a row and a column; what `mutasi.yaml` says; both days."""
    found = {("tmt",): case.effective.isoformat(), ("acuan",): case.as_of.isoformat()}
    for table, rows in case.tables.items():
        for number, row in enumerate(rows):
            found |= {(table, str(number), column): value for column, value in row.items() if value is not None}
    return found | dict(_flat(case.policy, ("kebijakan",)))


def _flat(value: object, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, (*place, key))
    else:
        yield place, str(value)


def apart(one: str, other: str, column: str, posts: Mapping[str, str]) -> int | None:
    """By how many days, units or steps the second is more than the first; None where that cannot be said."""
    order = {"golongan": RANK_ORDER, "tingkat": EDUCATION_ORDER, "predikat": RATING_ORDER}.get(column)
    if order is not None:
        return order[other] - order[one] if one in order and other in order else None
    if column == "id_jabatan":
        steps = [LEVELS[posts[name]]["tingkat"] if posts.get(name) else None for name in (one, other)]
        return None if None in steps else steps[1] - steps[0]
    try:
        return (date.fromisoformat(other) - date.fromisoformat(one)).days
    except ValueError:
        return int(other) - int(one) if one.isdecimal() and other.isdecimal() and len(one) < 10 else None


def _column(place: tuple[str, ...]) -> str:
    return f"{place[0]}.{place[-1]}" if len(place) > 1 else place[0]


@cache
def _cases() -> Mapping[str, list[tuple[Case, Cells]]]:
    found = defaultdict(list)
    for case in eligibility_cases():
        found[case.code].append((case, cells(case)))
    return found


def edges(code: str) -> set[Edge]:
    """The edges that pairs of cases of a rule show."""
    found = set()
    for (one, ours), (other, theirs) in combinations(_cases()[code], 2):
        if one.verdict == other.verdict or ours.keys() != theirs.keys():
            continue
        posts = {row["id_jabatan"]: row.get("jenjang") for row in one.tables["jabatan"]}
        different = [place for place in ours if ours[place] != theirs[place]]
        if len({place[:-1] for place in different}) > 1:
            continue  # more than one record, so it is not said which of them decides
        steps = {apart(ours[place], theirs[place], place[-1], posts) for place in different}
        if steps not in ({1}, {-1}):
            continue
        worse_when_more = (GRAVITY[other.verdict] > GRAVITY[one.verdict]) == (steps == {1})
        found |= {(_column(place), MORE if worse_when_more else LESS) for place in different}
    return found


def _of(column: str, *sides: str) -> tuple[Edge, ...]:
    return tuple((column, side) for side in sides)


EDGES: Mapping[str, tuple[Edge, ...]] = {
    "PPPK-03": _of("pegawai.kontrak_selesai", LESS),
    "USIA-01": (*_of("pegawai.tanggal_lahir", LESS), *_of("riwayat_jabatan.tmt_selesai", LESS)),
    "USIA-02": _of("pegawai.tanggal_lahir", LESS),
    "USIA-03": (*_of("pegawai.tanggal_lahir", LESS), *_of("tmt", MORE)),
    "USIA-04": _of("pegawai.tanggal_lahir", LESS),
    "PANGKAT-01": _of("pegawai.golongan", LESS, MORE),
    "PANGKAT-02": (*_of("pegawai.golongan", LESS, MORE), *_of("pegawai.tanggal_lahir", MORE)),
    "PANGKAT-03": _of("pegawai.golongan", LESS, MORE),
    "PEND-01": _of("pendidikan.tingkat", LESS),
    "PEND-02": _of("pendidikan.tingkat", LESS),
    "PEND-03": _of("pendidikan.tingkat", LESS),
    "PEND-04": _of("pendidikan.tingkat", LESS),
    "PEND-05": (*_of("pendidikan.tingkat", LESS), *_of("uji_kompetensi.tanggal", MORE)),
    "PENGAL-01": _of("pegawai.tmt_jabatan", MORE),
    "PENGAL-02": (*_of("pegawai.tmt_jabatan", MORE), *_of("riwayat_jabatan.tmt_selesai", LESS)),
    "PENGAL-03": _of("pegawai.tmt_jabatan", MORE),
    "PENGAL-04": _of("pegawai.tmt_jabatan", MORE),
    "PENGAL-05": (*_of("pegawai.id_jabatan", LESS), *_of("riwayat_jabatan.tmt", MORE)),
    "PENGAL-06": _of("pegawai.tmt_jabatan", MORE),
    "MASA-01": _of("pegawai.tmt_jabatan", MORE),
    "MASA-02": _of("pegawai.tmt_jabatan", LESS),
    "MASA-03": _of("uji_kompetensi.tanggal", MORE),
    "MASA-04": _of("pegawai.tmt_pns", MORE),
    "MASA-05": _of("pegawai.tmt_jabatan", LESS, MORE),
    "POLA-01": (*_of("disiplin.tmt_mulai", LESS, MORE), *_of("jabatan.kelas", LESS)),
    "DISIPLIN-01": (*_of("disiplin.tmt_mulai", LESS), *_of("disiplin.tmt_selesai", MORE)),
    "DISIPLIN-02": (*_of("disiplin.tmt_mulai", LESS), *_of("disiplin.tmt_selesai", MORE)),
    "DISIPLIN-03": (*_of("disiplin.tmt_mulai", MORE), *_of("disiplin.tmt_selesai", MORE)),
    "DISIPLIN-04": _of("disiplin.tmt_mulai", MORE),
    "DISIPLIN-05": (*_of("acuan", MORE), *_of("pegawai.lhkpn_tahun", LESS), *_of("pegawai.spt_tahun", LESS)),
    "KINERJA-01": (*_of("acuan", MORE), *_of("tmt", MORE), *_of("kinerja.predikat", LESS)),
    "DIKLAT-01": _of("diklat.tanggal", MORE),
    "KOMP-01": (*_of("kompetensi.level", LESS), *_of("kompetensi.tanggal", LESS, MORE)),
    "TALENTA-01": (*_of("talenta.kotak", LESS), *_of("talenta.tahun", LESS)),
    "KK-01": (*_of("pegawai.tanggal_lahir", MORE), *_of("pegawai.kontrak_selesai", MORE)),
    "FORMASI-02": (*_of("jabatan.kebutuhan", MORE), *_of("kebijakan.lantai_persen_asal", MORE)),
    "PROS-04": (*_of("pegawai.tanggal_lahir", LESS), *_of("pegawai.golongan", MORE)),
    "KHUSUS-01": (
        *_of("pendidikan.tingkat", LESS), *_of("sertifikat.tanggal", MORE), *_of("sertifikat.berlaku_sampai", LESS),
    ),
}  # fmt: skip
"""The edges of each rule that has some: the column, and the side on which the graver verdict lies."""

WITHOUT: Mapping[str, str] = {
    "STATUS-01": "a code that is on a list or not",
    "STATUS-02": "a code that is on a list or not",
    "STATUS-03": "a code that is on a list or not",
    "PPPK-01": "a status and an agency, each the same or another",
    "PPPK-02": "a status and a post, each the same or another",
    "SELEKSI-01": "a route and a kind of move",
    "KK-02": "a relation to an assessor that is there or not",
}
"""Rules that compare no days and no numbers."""


def test_every_rule_has_edges_or_is_said_to_have_none():
    assert {*EDGES, *WITHOUT} == set(RULES)
    assert not EDGES.keys() & WITHOUT.keys()


@pytest.mark.parametrize("code", EDGES)
def test_both_sides_of_each_edge_are_cases_one_day_or_one_unit_apart(code: str):
    assert [edge for edge in EDGES[code] if edge not in edges(code)] == []


@pytest.mark.parametrize("code", WITHOUT)
def test_a_rule_without_edges_declares_no_number_and_no_days_decide_it(code: str):
    rule = next(one for one in REQUIREMENTS if one.code == code)
    assert not [key for key, value in rule.settings.items() if isinstance(value, Whole)]
    assert not {column for column, _ in edges(code)} - {"pegawai.id_jabatan", "lowongan.id_jabatan"}
