"""Records against the life of their person: nothing in childhood, and no post before the appointment."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import years_between
from mutasi.rules.rule import Checked, Fault, rule

_DATES = {
    "penugasan": "tmt", "riwayat_jabatan": "tmt", "kinerja": "tahun", "kompetensi": "tanggal",
    "pendidikan": "tahun_lulus", "diklat": "tanggal", "disiplin": "tmt_mulai", "talenta": "tahun",
    "uji_kompetensi": "tanggal", "sertifikat": "tanggal",
}  # fmt: skip
"""The date or year of what a grown-up does or gets."""
_SERVICE = ("penugasan", "riwayat_jabatan", "disiplin", "kinerja")
"""What only somebody in service has."""
_CHILDHOOD = 10
"""Years after birth; the youngest diploma, of a primary school, comes later."""


def _reading(columns: tuple[str, ...], tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Nothing of people where there is nothing to compare with them."""
    return {"pegawai": columns} if set(tables) & set(_DATES) else {}


def _births_read(tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return _reading(("nip", "tanggal_lahir"), tables)


def _starts_read(tables: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return _reading(("nip", "tanggal_lahir", "tmt_cpns", "tmt_jabatan"), tables)


def _births(data: Checked) -> pl.DataFrame:
    """Everybody's nip and birth: the earlier one where tanggal_lahir and the NIP differ, of which NIP-02 tells."""

    def compute() -> pl.DataFrame:
        people = data.dataset.tables["pegawai"].frame.select("nip", "tanggal_lahir").drop_nulls("nip")
        by_nip = pl.col("nip").str.head(8).str.to_date("%Y%m%d", strict=False)
        people = people.select("nip", born=pl.min_horizontal("tanggal_lahir", by_nip)).drop_nulls()
        if data.as_of is not None:  # of a birth that lies ahead TANGGAL-02 or NIP-07 tells
            people = people.filter(pl.col("born") <= pl.lit(data.as_of, pl.Date))
        return people.unique("nip", keep="first")

    return data.once("births", compute)


@rule(
    code="TANGGAL-04",
    name="date-in-childhood",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("pegawai",),
    reads=_births_read,
)
def date_in_childhood(data: Checked) -> Iterator[Fault]:
    """Nobody holds a post, is trained, assessed, punished or gets a diploma before birth or as a child: the date is
    mistyped, or the record is that of somebody else.

    Compare the date with the document, and the NIP with that of the person.
    """
    for name, column in _DATES.items():
        table = data.dataset.get(name)
        if table is None:
            continue
        is_year = column.startswith("tahun")
        date = pl.col(column)
        year = date if is_year else date.dt.year()
        dated = data.frame(name).select("row", "nip", column)
        born_year = pl.col("born").dt.year()
        latest = _births(data)["born"].max()
        if not isinstance(latest, datetime.date):
            return
        early = dated.filter(year <= latest.year + _CHILDHOOD)  # a quick bound before people are looked up
        found = early.join(_births(data), on="nip", how="inner", maintain_order="left")
        young = year < born_year + _CHILDHOOD if is_year else date < pl.col("born").dt.offset_by(f"{_CHILDHOOD}y")
        for row, value, born in found.filter(young).select("row", column, "born").iter_rows():
            yield _childhood(name, row, column, value, born)


def _childhood(table: str, row: int, column: str, value: int | datetime.date, born: datetime.date) -> Fault:
    before = value < born.year if isinstance(value, int) else value < born
    if before:
        message = Message("{column} {value} lies before the birth of the person, {born}", column=column, value=value,
                          born=born)  # fmt: skip
    else:
        age = value - born.year if isinstance(value, int) else years_between(born, value)
        message = Message("{column} {value}: the person, born {born}, was {age} years old", column=column, value=value,
                          born=born, age=age)  # fmt: skip
    fix = Message("compare the date with the document, and the NIP with the person")
    return Fault(table, row, column, message, fix, beside=("nip",))


@rule(
    code="TANGGAL-05",
    name="post-before-appointment",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai",),
    reads=_starts_read,
)
def post_before_appointment(data: Checked) -> Iterator[Fault]:
    """A PNS holds no post, has no penalty and is not rated before the appointment as CPNS: a mistyped year, or years as
    honorary employee that are no post. PPPK may have served before.

    Compare the date with the decree, and tmt_cpns with that of the appointment; what came before it is left out.
    """
    tables = [name for name in _SERVICE if data.dataset.has(name)]
    if not tables:
        return
    starts = _starts(data)
    for name in tables:
        column = _DATES[name]
        is_year = column == "tahun"
        # the last day of a year, in which the appointment may lie
        day = pl.date(pl.col(column).clip(1, 9999), 12, 31) if is_year else pl.col(column)
        frame = data.frame(name).select("row", "nip", tmt=day).drop_nulls()
        both = frame.join(starts, on="nip", how="inner", maintain_order="left").filter(
            pl.col("tmt") < pl.col("start"),
            pl.col("tmt") >= pl.col("grown"),  # else TANGGAL-04 tells
            pl.col("tmt").ne_missing(pl.col("present")),  # else TANGGAL-01 tells, of tmt_jabatan
        )
        groups = both.sort("tmt", "row").group_by("nip", maintain_order=True).agg("row", "tmt", pl.col("start").first())
        for _, rows, days, start in groups.iter_rows():
            message = Message("{column} {day} lies before the appointment {start}", column=column,
                              day=str(days[0].year) if is_year else days[0], start=start)  # fmt: skip
            if len(rows) > 1:
                message = Message("{this}; so do {count} more record(s) of the person", this=message,
                                  count=len(rows) - 1)  # fmt: skip
            fix = Message("compare the date with the decree, and tmt_cpns with that of the appointment")
            yield Fault(name, rows[0], column, message, fix, related=tuple((name, row) for row in rows[1:]),
                        beside=("nip",), extent=len(rows))  # fmt: skip


def _starts(data: Checked) -> pl.DataFrame:
    """Everybody's nip and appointment, without PPPK: the earlier one where tmt_cpns and the NIP differ, of which NIP-04
    tells; with the present post's beginning, and from when on the person was no child.
    """
    people = data.dataset.tables["pegawai"].frame.select("nip", "tmt_cpns", present="tmt_jabatan")
    people = people.filter(pl.col("nip").str.slice(12, 1) != "2").unique("nip", keep="first")
    by_nip = pl.col("nip").str.slice(8, 6).str.to_date("%Y%m", strict=False)
    people = people.select("nip", "present", start=pl.min_horizontal("tmt_cpns", by_nip)).drop_nulls("start")
    return people.join(_births(data), on="nip", how="left").with_columns(
        grown=pl.col("born").dt.offset_by(f"{_CHILDHOOD}y").fill_null(datetime.date(1, 1, 1))
    )


_YOUNGEST = {
    "SLTP": 12, "SLTA": 15, "D-I": 16, "D-II": 17, "D-III": 18, "D-IV": 19, "S-1": 19, "S-2": 20, "S-3": 22,
}  # fmt: skip
"""Years after birth in which a diploma may be had at the earliest; of what comes even earlier TANGGAL-04 tells."""
_FIRST_AND_NEXT = ((("D-IV", "S-1"), "S-2"), (("S-2",), "S-3"))
"""Diplomas of which the next one is not to be had without the first."""


@rule(
    code="TANGGAL-06",
    name="diploma-too-early",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pendidikan",),
    reads=_births_read,
)
def diploma_too_early(data: Checked) -> Iterator[Fault]:
    """A degree at school age, or a master's degree before any bachelor's: a mistyped year, or the diploma of somebody
    else.

    Compare tahun_lulus and tingkat with the diploma.
    """
    frame = data.frame("pendidikan").select("row", "nip", "tingkat", "tahun_lulus").drop_nulls()
    young: list[int] = []
    if data.dataset.has("pegawai"):
        youngest = pl.col("tingkat").replace_strict(_YOUNGEST, default=0, return_dtype=pl.Int64)
        age = pl.col("tahun_lulus") - pl.col("born").dt.year()
        early = frame.join(_births(data), on="nip", how="inner", maintain_order="left").filter(
            age < youngest, age >= _CHILDHOOD
        )
        for row, _, level, year, born in early.iter_rows():
            young.append(row)
            message = Message("{level} in {year}: the person, born {born}, was {age} years old", level=level,
                              year=str(year), born=born, age=year - born.year)  # fmt: skip
            yield _compare_diploma(row, message)
    yield from _before_the_first(frame.filter(~pl.col("row").is_in(young)))


def _before_the_first(frame: pl.DataFrame) -> Iterator[Fault]:
    for before, level in _FIRST_AND_NEXT:
        first = frame.filter(pl.col("tingkat").is_in(before)).group_by("nip").agg(first=pl.col("tahun_lulus").min())
        last = frame.filter(pl.col("tingkat") == level).sort("tahun_lulus", "row").unique("nip", keep="first")
        early = last.join(first, on="nip", how="inner").filter(pl.col("tahun_lulus") < pl.col("first")).sort("row")
        for row, year, earliest in early.select("row", "tahun_lulus", "first").iter_rows():
            message = Message("{level} in {year}, before {before} in {first}", level=level, year=str(year),
                              before=before[-1], first=str(earliest))  # fmt: skip
            yield _compare_diploma(row, message)


def _compare_diploma(row: int, message: Message) -> Fault:
    return Fault("pendidikan", row, "tahun_lulus", message, Message("compare tahun_lulus and tingkat with the diploma"),
                 beside=("nip", "tingkat"))  # fmt: skip
