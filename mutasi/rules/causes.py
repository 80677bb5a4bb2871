"""One cause, one finding: what only follows from another finding is left out while that one is told.

A finding that is accepted or not selected is no cause, so what follows from it is told again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from mutasi.finding import Finding, Severity
from mutasi.model.tables import declaration
from mutasi.rules.shifts import columns_exchanged

Cell = tuple[str, str]
"""A rule and the column in which it finds something; no column for all."""

_BIRTH = ("NIP-02", "")
FOLLOWS: Mapping[Cell, Sequence[Collection[Cell]]] = {
    ("NIP-02", "tanggal_lahir"): ({("TANGGAL-01", "tanggal_lahir")},),
    ("NIP-04", "tmt_cpns"): ({("TANGGAL-01", "tmt_cpns")},),
    ("NIP-07", ""): ({_BIRTH}, {("NIP-04", "")}, {("TANGGAL-01", "tmt_cpns")}),
    ("TANGGAL-02", "tanggal_lahir"): ({_BIRTH}, {("TANGGAL-01", "tanggal_lahir")}),
    ("TANGGAL-02", "tmt_cpns"): ({("NIP-04", "")}, {("TANGGAL-01", "tmt_cpns")}),
    # a birth date that is some years off may be right: only with an impossible age at appointment it is mistyped
    ("PENSIUN-01", ""): ({_BIRTH, ("NIP-07", "")},),
}
"""What follows from findings about the same person: from all of one of these sets together."""

_OF_DATES = ("NIP-02", "NIP-04", "NIP-05", "NIP-07", "PENSIUN-01", "TANGGAL-01", "TANGGAL-02")
"""Rules that compare the dates of a person, all of which fail when two of them are exchanged."""
_DATES_OF_PEOPLE = ("tanggal_lahir", "tmt_cpns", "tmt_pns", "tmt_pangkat", "tmt_jabatan")
_COMPARING: Mapping[str, tuple[str, Collection[str]]] = {
    **dict.fromkeys(_OF_DATES, ("pegawai", _DATES_OF_PEOPLE)),
    "GANDA-02": ("pegawai", ("nama", "tanggal_lahir")),
    "JABATAN-07": ("jabatan", ("jenjang",)),
}
"""Rules that compare cells of several columns or records, with the table and the columns from which they take them."""
_OF_PRESENT_POST = (("RIWAYAT-02", "tmt_selesai"), ("RIWAYAT-03", "tmt"), ("RIWAYAT-03", "tmt_selesai"))
"""What compares the history with tmt_jabatan, and follows when one of the next two is told of it."""
_WRONG_PRESENT_POST = (("TANGGAL-01", "tmt_jabatan"), ("TANGGAL-02", "tmt_jabatan"))

_OF_RECORDS: Mapping[Cell, Collection[str]] = {
    ("PENUGASAN-04", "tmt"): ("TANGGAL-04", "TANGGAL-05"),
    ("PLT-01", "tmt"): ("TANGGAL-04", "TANGGAL-05"),
    ("RIWAYAT-01", "tmt"): ("TANGGAL-04", "TANGGAL-05"),
    ("RIWAYAT-02", "tmt"): ("TANGGAL-04", "TANGGAL-05"),
    ("RIWAYAT-03", "tmt_selesai"): ("TANGGAL-04", "TANGGAL-05"),
}
"""What follows from one of these rules about the same record, or about one that the finding points to: a beginning that
is some decades too early makes a period long, and lets it overlap.
"""
_TWICE = ("GANDA-01", "GANDA-04")
"""Rules that tell of records that stand there several times; what else is told of such records is told of one."""
_OF_DIFFERING = ("DISIPLIN-07",)
"""What follows when the other record of the same fact says otherwise: which of them holds is to be found out first."""


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """The findings but for those that only follow from a graver or equally grave one among them."""
    exchanged, respelt, malformed = _exchanged(findings), _respelt(findings), _malformed_nips(findings)
    about: dict[tuple[str, str], dict[Cell, int]] = {}
    for one in findings:
        if one.table == "pegawai" and one.key:
            cells = about.setdefault((one.location.path, one.key), {})
            for cell in ((one.rule, one.field), (one.rule, "")):
                cells[cell] = min(one.severity.rank, cells.get(cell, one.severity.rank))
    records, misnamed = _told_of_records(findings), _misnamed(findings)
    posts = {key: cells for (_, key), cells in about.items() if any(cell in cells for cell in _WRONG_PRESENT_POST)}
    kept = [
        one
        for one in findings
        if not _is_of_exchange(one, exchanged)
        and not _follows(one, about.get((one.location.path, one.key), {}))
        and not _is_of_record(one, records)
        and not _is_of_present_post(one, posts)
        and not (
            one.rule == "KOLOM-10" and respelt.get((one.table, one.field), one.severity.rank + 1) <= one.severity.rank
        )
        and not _names_malformed(one, malformed)
        and not (one.rule == "KOLOM-05" and (one.location.path, one.record, one.field) in misnamed)
    ]
    return list(_of_one_copy(kept))


_CAUSES_OF_RECORDS = frozenset(rule for rules in _OF_RECORDS.values() for rule in rules)


def _told_of_records(findings: Sequence[Finding]) -> Mapping[tuple[object, ...], Mapping[str, int]]:
    """By record, and by line of a record, the rules that are told of it with the rank of the gravest."""
    found: dict[tuple[object, ...], dict[str, int]] = {}
    for one in findings:
        if one.rule in _CAUSES_OF_RECORDS:
            for place in _records_of(one):
                told = found.setdefault(place, {})
                told[one.rule] = min(one.severity.rank, told.get(one.rule, one.severity.rank))
    return found


def _records_of(one: Finding) -> Iterator[tuple[object, ...]]:
    """The record of a finding by its name, and those to which it points by their lines, as it may be one of them."""
    yield one.location.path, one.record
    for place in (one.location, *one.related):
        for line in range(place.line, max(place.line, place.end_line) + 1):
            yield place.path, place.sheet, line


def _is_of_record(one: Finding, told: Mapping[tuple[object, ...], Mapping[str, int]]) -> bool:
    """Whether a finding follows from one about its record or a related one, which is as grave."""
    rules = _OF_RECORDS.get((one.rule, one.field), ()) if told else ()
    return bool(rules) and any(
        told.get(place, {}).get(rule, one.severity.rank + 1) <= one.severity.rank
        for place in _records_of(one)
        for rule in rules
    )


def _of_one_copy(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings but for those about a copy of a record of which the same is told."""
    copies = {(one.location.path, one.record): 1 + len(one.related) for one in findings if one.rule in _TWICE}
    said = Counter(map(_what_is_told, findings)) if copies else Counter()
    told: set[tuple[object, ...]] = set()
    for one in findings:
        count = copies.get((one.location.path, one.record), 0)
        if count and one.rule not in _TWICE:
            what = _what_is_told(one)
            differs = one.rule in _OF_DIFFERING and said[what] < count
            if differs or what in told:
                continue
            told.add(what)
        yield one


def _what_is_told(one: Finding) -> tuple[object, ...]:
    return one.location.path, one.record, one.rule, one.field, one.value, one.message


def _follows(one: Finding, told: Mapping[Cell, int]) -> bool:
    """`told` gives the rank of the gravest finding of each cell."""
    causes = (*FOLLOWS.get((one.rule, one.field), ()), *FOLLOWS.get((one.rule, ""), ())) if told else ()
    return any(all(told.get(cell, one.severity.rank + 1) <= one.severity.rank for cell in cause) for cause in causes)


def _is_of_present_post(one: Finding, posts: Mapping[str, Mapping[Cell, int]]) -> bool:
    """Whether a finding comes from a tmt_jabatan of the person that is told already."""
    told = posts.get(one.key, {}) if (one.rule, one.field) in _OF_PRESENT_POST else {}
    return any(told.get(cell, one.severity.rank + 1) <= one.severity.rank for cell in _WRONG_PRESENT_POST)


def _respelt(findings: Sequence[Finding]) -> Mapping[Cell, int]:
    """The columns, by table, that stand there under another name of which is told what it should be."""
    return {(one.table, one.instead): one.severity.rank for one in findings if one.rule == "KOLOM-04" and one.instead}


def _misnamed(findings: Sequence[Finding]) -> frozenset[tuple[str, str, str]]:
    """The fields of single records, by file and record, that stand there under a misspelt key: they are not missing."""
    return frozenset(
        (one.location.path, one.record, str(dict(one.message.values).get("near", "")))
        for one in findings
        if one.rule == "KOLOM-04" and one.record and one.severity is Severity.ERROR
    )


def _malformed_nips(findings: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """What is told of malformed NIP of pegawai, by either end of these."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        if one.rule in _MALFORMED and one.table == "pegawai" and one.field == "nip":
            for end in _ends(one.value):
                found.setdefault(end, []).append(one)
    return found


_MALFORMED = ("NIP-01", "NILAI-12")
_END = 8
_LIKE = 0.9
"""How alike two NIP are of which one is mistyped in a digit or two."""


def _ends(nip: str) -> tuple[str, str]:
    return nip[:_END], nip[-_END:]


def _names_malformed(one: Finding, malformed: Mapping[str, Sequence[Finding]]) -> bool:
    """Whether a reference fails because the NIP of its person is mistyped in pegawai, of which is told there."""
    if not malformed or one.rule != "RUJUK-01" or ("pegawai", "nip") not in _keys_named(one):
        return False
    return any(
        cause.severity.rank <= one.severity.rank and SequenceMatcher(None, cause.value, one.value).ratio() >= _LIKE
        for end in _ends(one.value)
        for cause in malformed.get(end, ())
    )


def _exchanged(findings: Sequence[Finding]) -> Mapping[str, Mapping[str, int]]:
    """By table the columns of which it is told that their names are exchanged, with the rank of the gravest."""
    found: dict[str, dict[str, int]] = {}
    for one in findings:
        if one.rule == columns_exchanged.code:
            columns = found.setdefault(one.table, {})
            for column in one.identity or (one.field,):
                columns[column] = min(one.severity.rank, columns.get(column, one.severity.rank))
    return found


def _is_of_exchange(one: Finding, exchanged: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a finding is about a value under a name that is exchanged, about dates compared with one, or about a
    reference to a key that is not under its name.
    """
    if not exchanged or one.rule == columns_exchanged.code:
        return False
    columns = exchanged.get(one.table, {})
    causes = [columns[one.field]] if one.field in columns else []
    table, compared = _COMPARING.get(one.rule, ("", ()))
    causes += [rank for name, rank in exchanged.get(table, {}).items() if name in compared]
    for target, key in _keys_named(one):
        causes += [rank for name, rank in exchanged.get(target, {}).items() if name == key]
    return any(cause <= one.severity.rank for cause in causes)


def _keys_named(one: Finding) -> Iterator[tuple[str, str]]:
    """The keys among which something was looked for, as table and column."""
    if one.rule == "MINAT-01":
        yield from (("jabatan", "id_jabatan"), ("unit", "id_unit"))
    elif one.rule == "RUJUK-01":
        refers = next((each.refers_to for each in declaration(one.table).columns if each.name == one.field), None)
        if refers is not None:
            yield refers
