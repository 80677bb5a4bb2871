"""What is known of all people on the day when moves take effect, as columns and vectors.

Requirements and criteria are functions of `People` and of the vacancy fields that they read. `only` gives
one person in the same form, so that an explanation runs the very same function on one row.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.model.calendar import Counts, Dates, days64, months_between_all
from mutasi.model.dataset import Dataset
from mutasi.model.masks import Mask
from mutasi.model.organisation import unit_labels
from mutasi.model.reference import Reference
from mutasi.model.service import union_months
from mutasi.model.tables import Kind, declaration

FACT_TABLES = (
    "penugasan", "riwayat_jabatan", "kinerja", "kompetensi", "pendidikan", "diklat", "disiplin", "minat", "talenta",
    "uji_kompetensi", "sertifikat",
)  # fmt: skip
"""Tables with several rows a person, joined by NIP."""

SURROUNDINGS = ("jabatan", "relasi", "persetujuan")
"""Tables that tell what is around a person and a post."""

_OF_THE_POST = (
    "nama", "id_unit", "jenjang", "eselon", "kelas", "bidang", "bup", "kebutuhan", "atasan", "kode_jabatan",
)  # fmt: skip
_DERIVED = {
    "nama_jabatan": False, "unit": False, "nama_unit": False, "pendidikan": False, "urutan_pendidikan": True,
    "urutan_golongan": True, "tingkat": True,
}  # fmt: skip
"""Columns of people that no table has, and whether they hold numbers."""

_PROTECTED = frozenset(
    {
        *("lahir", "usia", "umur", "age", "kelamin", "jk", "gender", "sex", "agama", "religi", "kepercayaan", "suku"),
        *("kawin", "nikah", "perkawinan", "pernikahan", "marital", "ras", "etnis", "nip", "nama"),
        *("kulit", "cacat", "kecacatan", "difabel", "disabilitas", "berkebutuhan"),
    }
)
"""Words in the name of a column that tells age, sex, religion, origin, marital status, special needs or identity."""

_V = TypeVar("_V")

POSSIBLY_ANY = 12 * 100
"""Months that a period of unknown length may have at most."""


@dataclass(frozen=True, slots=True)
class Service:
    """Months of service of each person: what is certain, and what is possible at most.

    They differ where a period lacks a date, a level or a field of work.
    """

    certain: Counts
    possible: Counts


@dataclass(frozen=True)
class People:
    """One row a person, in the order of `pegawai`.

    `frame` holds the columns of `pegawai`, and of the definitive post: nama_jabatan, jenjang, eselon,
    kelas, bidang, bup, kebutuhan, unit (id of the unit of work), nama_unit; and derived: urutan_golongan
    (1 to 17, 0 unknown or PPPK), tingkat (house scale of the level, 0 unknown), pendidikan (highest
    recognised level) and urutan_pendidikan (0 unknown). `facts` holds the tables of FACT_TABLES that
    exist, each with a column `person`: the row in `frame`; `around` those of SURROUNDINGS as they are. Ages, service
    and penalties are measured at `effective`; what the data can know of yet, at `as_of`. `agency` is the code of the
    agency, `assessors` are the NIP of those who decide, `jpt_mechanism` is how it fills JPT. `whole` are all people
    where these are some of them. `foreseen` are people of a day to come of which nobody has ratings yet: the last ones
    before the reference date stand for them.
    """

    frame: pl.DataFrame
    facts: Mapping[str, pl.DataFrame]
    effective: datetime.date
    as_of: datetime.date
    reference: Reference
    agency: str = ""
    assessors: tuple[str, ...] = ()
    jpt_mechanism: str = ""
    around: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    whole: People | None = None
    foreseen: bool = False
    _cache: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def size(self) -> int:
        return self.frame.height

    def has(self, table: str) -> bool:
        """Whether that table of facts exists at all."""
        return table in self.facts or table in self.around

    @property
    def everyone(self) -> People:
        """All people of the organisation, for requirements that look at others than the person."""
        return self.whole or self

    def once(self, key: Hashable, compute: Callable[[], _V]) -> _V:
        """The value of `compute`, computed at most once for `key` and these people."""
        if key not in self._cache:
            self._cache[key] = compute()
        value: _V = self._cache[key]
        return value

    @property
    def rows(self) -> Mapping[str, int]:
        """The row of each NIP."""
        return self.once("rows", lambda: {nip: row for row, nip in enumerate(self.frame["nip"].to_list())})

    def only(self, *rows: int) -> People:
        """The people of these rows, in this order. What is asked of the others of the organisation stays the same."""
        place = pl.col("person").replace_strict(list(rows), list(range(len(rows))), return_dtype=pl.Int32)
        facts = {
            name: frame.filter(pl.col("person").is_in(rows)).with_columns(person=place)
            for name, frame in self.facts.items()
        }
        return replace(self, frame=self.frame[list(rows)], facts=facts, whole=self.everyone, _cache={})

    def array(self, column: str) -> NDArray[Any]:
        """A column of `frame` as numpy; texts as objects with None for missing."""
        return self.once(("array", column), lambda: _array(self.frame[column]))

    def missing(self, column: str) -> Mask:
        """Where a column has no value."""
        return self.once(("missing", column), lambda: self.frame[column].is_null().to_numpy())

    def is_one_of(self, column: str, values: tuple[str, ...]) -> Mask:
        """Where a text column has one of these values."""
        return self.once(
            ("is one of", column, values),
            lambda: self.frame[column].is_in(values).fill_null(value=False).to_numpy(),
        )

    def numbers(self, column: str) -> NDArray[np.int64]:
        """A column of whole numbers; 0 where missing."""
        return self.once(("numbers", column), lambda: self.frame[column].fill_null(0).to_numpy().astype(np.int64))

    def dates(self, column: str) -> Dates:
        """A date column; NaT where missing."""
        return self.once(("dates", column), lambda: self.frame[column].to_numpy().astype("datetime64[D]"))

    def months_since(self, column: str) -> Counts:
        """Whole months from that date to the effective date; -1 where it is missing."""
        return self.once(("months", column), lambda: months_between_all(self.dates(column), days64(self.effective)))

    @property
    def last_rated_year(self) -> int:
        """The last of the years whose ratings count: the one before that of the effective date."""
        return (self.as_of if self.foreseen else self.effective).year - 1

    def ratings(self, year: int) -> NDArray[np.int8]:
        """Order of the predikat of a year (5 the best), 0 where there is none."""
        return self.once(("ratings", year), lambda: _ratings(self, year))

    def service(self, levels: tuple[str, ...] = (), fields_of_work: tuple[str, ...] = ()) -> Service:
        """Months in definitive posts of these levels and fields of work; an empty tuple means any.

        Acting periods (plt, plh, pj) do not count. Fields of work are compared without case.
        """
        wanted = tuple(name.casefold() for name in fields_of_work)
        return self.once(("service", levels, wanted), lambda: _service(self, levels, wanted))


def readable_columns() -> Mapping[str, bool]:
    """The columns of `People.frame` by name, and whether they hold numbers."""
    own = declaration("pegawai").columns
    post = declaration("jabatan")
    of_post = [post.column(name) for name in _OF_THE_POST if name not in ("nama", "id_unit")]
    numbers = (Kind.INTEGER, Kind.DECIMAL)
    return {column.name: column.kind in numbers for column in (*own, *of_post)} | _DERIVED


def tells_protected_trait(column: str) -> bool:
    """Whether a column tells what nobody may be judged by: age, sex, religion, origin, marital status, special needs,
    identity.
    """
    words = frozenset(column.casefold().split("_"))
    return bool(words & _PROTECTED) and column not in ("nama_jabatan", "nama_unit")


def make_people(dataset: Dataset, reference: Reference, effective: datetime.date) -> People:
    """The people of a dataset whose keys are unique. KeyError when there is no table `pegawai`."""
    people = dataset.tables["pegawai"].frame
    facts = {}
    index = people.select("nip").with_row_index("person").with_columns(pl.col("person").cast(pl.Int32))
    for name in FACT_TABLES:
        table = dataset.get(name)
        if table is not None:
            facts[name] = table.frame.join(index, on="nip", how="inner", maintain_order="left")
    frame = _with_education(_with_post(people, dataset), facts.get("pendidikan"), reference)
    around = {name: table.frame for name in SURROUNDINGS if (table := dataset.get(name)) is not None}
    agency = dataset.policy.agency
    return People(
        frame=_with_orders(frame, reference),
        facts=facts,
        effective=effective,
        as_of=dataset.policy.as_of or effective,
        reference=reference,
        agency=agency.code,
        assessors=agency.assessors,
        jpt_mechanism=agency.jpt_mechanism,
        around=around,
    )


def _with_post(people: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    wanted = _OF_THE_POST
    posts = dataset.get("jabatan")
    if posts is None:
        dtypes = {name: declaration("jabatan").column(name).dtype for name in wanted}
        frame = people.with_columns(pl.lit(None, dtype).alias(f"jabatan_{name}") for name, dtype in dtypes.items())
    else:
        columns = posts.frame.select("id_jabatan", *(pl.col(name).alias(f"jabatan_{name}") for name in wanted))
        frame = people.join(columns, on="id_jabatan", how="left", maintain_order="left")
    frame = frame.rename({f"jabatan_{name}": name for name in wanted if name not in ("nama", "id_unit")})
    frame = frame.with_columns(unit=pl.coalesce("id_unit", "jabatan_id_unit"), nama_jabatan="jabatan_nama")
    return _with_unit_name(frame, dataset).drop("jabatan_nama", "jabatan_id_unit")


def _with_unit_name(frame: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    labels = unit_labels(dataset)
    name = (
        pl.col("unit").replace_strict(labels, default=None, return_dtype=pl.String)
        if labels
        else pl.lit(None, pl.String)
    )
    return frame.with_columns(nama_unit=name)


def _with_education(frame: pl.DataFrame, diplomas: pl.DataFrame | None, reference: Reference) -> pl.DataFrame:
    orders = {code: education.order for code, education in reference.educations.items()}
    if diplomas is None:
        return frame.with_columns(pendidikan=pl.lit(None, pl.String), urutan_pendidikan=pl.lit(0, pl.Int32))
    highest = (
        diplomas.filter(pl.col("diakui").fill_null("ya") == "ya", pl.col("tingkat").is_not_null())
        .with_columns(urutan_pendidikan=pl.col("tingkat").replace_strict(orders, return_dtype=pl.Int32))
        .sort("person", "urutan_pendidikan", "tahun_lulus", "tingkat", descending=[False, True, True, False])
        .group_by("person", maintain_order=True)
        .agg(pendidikan=pl.col("tingkat").first(), urutan_pendidikan=pl.col("urutan_pendidikan").first())
    )
    numbered = frame.with_row_index("person").with_columns(pl.col("person").cast(pl.Int32))
    joined = numbered.join(highest, on="person", how="left", maintain_order="left")
    return joined.with_columns(pl.col("urutan_pendidikan").fill_null(0)).drop("person")


def _with_orders(frame: pl.DataFrame, reference: Reference) -> pl.DataFrame:
    ranks = {code: rank.order for code, rank in reference.ranks.items()}
    steps = {code: level.step for code, level in reference.levels.items()}
    return frame.with_columns(
        urutan_golongan=pl.col("golongan").replace_strict(ranks, default=0, return_dtype=pl.Int32).fill_null(0),
        tingkat=pl.col("jenjang").replace_strict(steps, default=0, return_dtype=pl.Int32).fill_null(0),
    )


def _array(column: pl.Series) -> NDArray[Any]:
    if column.dtype == pl.String:
        return np.array(column.to_list(), dtype=object)
    return column.to_numpy()


def _ratings(people: People, year: int) -> NDArray[np.int8]:
    result = np.zeros(people.size, dtype=np.int8)
    facts = people.facts.get("kinerja")
    if facts is None:
        return result
    rows = facts.filter(pl.col("tahun") == year, pl.col("predikat").is_not_null())
    orders = rows["predikat"].replace_strict(dict(people.reference.performance), return_dtype=pl.Int8)
    result[rows["person"].to_numpy()] = orders.to_numpy()
    return result


def _service(people: People, levels: tuple[str, ...], fields_of_work: tuple[str, ...]) -> Service:
    periods = people.once("periods", lambda: _periods(people))
    level, field_of_work = _matches(periods.level, levels), _matches(periods.field_of_work, fields_of_work)
    may_match = (level != NO) & (field_of_work != NO)
    matches = (level == YES) & (field_of_work == YES) & periods.certain
    certain = periods.months(matches, people.size)
    if not people.has("riwayat_jabatan"):
        return Service(certain, np.full(people.size, POSSIBLY_ANY, dtype=np.int32))
    same = bool((matches == may_match).all())
    return Service(certain, certain if same else periods.months(may_match, people.size))


NO, YES, UNKNOWN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Periods:
    """Definitive periods up to the effective date, ordered by person and start.

    `level` and `field_of_work` hold None where the value is missing. A period is `certain` when both
    dates are known; otherwise it has the widest dates that it may have.
    """

    person: NDArray[np.int64]
    start: Dates
    end: Dates
    level: NDArray[Any]
    field_of_work: NDArray[Any]
    certain: NDArray[np.bool_]

    def months(self, chosen: NDArray[np.bool_], people: int) -> Counts:
        return union_months(self.person[chosen], self.start[chosen], self.end[chosen], people)


def _matches(values: NDArray[Any], wanted: tuple[str, ...]) -> NDArray[np.int8]:
    """YES, NO, or UNKNOWN where the value is missing; an empty `wanted` matches everything."""
    if not wanted:
        return np.full(len(values), YES, dtype=np.int8)
    found = np.full(len(values), NO, dtype=np.int8)
    for value in wanted:
        found[values == value] = YES
    found[values == None] = UNKNOWN  # noqa: E711  (compares each element)
    return found


def _periods(people: People) -> _Periods:
    """The present post and the definitive ones of the history."""
    present = people.frame.with_row_index("person").select(
        pl.col("person").cast(pl.Int32), "jenjang", "bidang", tmt="tmt_jabatan",
        tmt_selesai=pl.lit(None, pl.Date), present=pl.lit(True), since="tmt_cpns",
    )  # fmt: skip
    parts = [present]
    history = people.facts.get("riwayat_jabatan")
    if history is not None:
        current = present.select("person", "since", tmt_jabatan="tmt")
        parts.append(
            history.filter(pl.col("jenis").fill_null("definitif") == "definitif")
            .join(current, on="person", how="left", maintain_order="left")
            .select(
                "person", "jenjang", "bidang", "tmt", "tmt_selesai",
                present=(pl.col("tmt") == pl.col("tmt_jabatan")).fill_null(False), since="since",
            )
        )  # fmt: skip
    today = pl.lit(people.effective, pl.Date)
    open_end = pl.col("present") & pl.col("tmt_selesai").is_null()
    frame = pl.concat(parts).with_columns(pl.col("bidang").str.to_lowercase())
    ordered = frame.select(
        "person",
        "jenjang",
        "bidang",
        start=pl.coalesce("tmt", "since", pl.lit(datetime.date(1950, 1, 1))),
        end=pl.min_horizontal(pl.col("tmt_selesai").fill_null(today), today),
        certain=pl.col("tmt").is_not_null() & (pl.col("tmt_selesai").is_not_null() | open_end),
    ).sort("person", "start", "end")
    return _Periods(
        person=ordered["person"].to_numpy().astype(np.int64),
        start=ordered["start"].to_numpy().astype("datetime64[D]"),
        end=ordered["end"].to_numpy().astype("datetime64[D]"),
        level=_array(ordered["jenjang"]),
        field_of_work=_array(ordered["bidang"]),
        certain=ordered["certain"].to_numpy(),
    )
