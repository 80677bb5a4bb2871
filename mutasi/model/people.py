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
from mutasi.model.periods import Periods, Service, periods_of
from mutasi.model.policy import TalentThresholds
from mutasi.model.readable import OF_THE_POST, with_own_columns
from mutasi.model.reference import Reference
from mutasi.model.tables import declaration

FACT_TABLES = (
    "penugasan", "riwayat_jabatan", "kinerja", "kompetensi", "pendidikan", "diklat", "disiplin", "minat", "talenta",
    "uji_kompetensi", "sertifikat",
)  # fmt: skip
"""Tables with several rows a person, joined by NIP."""

SURROUNDINGS = ("jabatan", "relasi", "persetujuan", "jarak")
"""Tables that tell what is around a person and a post."""

_OF_ONE_COLUMN = frozenset({"array", "missing", "is one of", "numbered", "ordered", "numbers", "dates", "months"})
"""How the keys begin of what is kept of one column, which comes next."""
_V = TypeVar("_V")


@dataclass(frozen=True)
class People:
    """One row a person, in the order of `pegawai`.

    `frame` holds the columns of `pegawai`, and of the definitive post: nama_jabatan, jenjang, eselon,
    kelas, bidang, bup, kebutuhan, unit (id of the unit of work), nama_unit; and derived: urutan_golongan
    (1 to 17, 0 unknown or PPPK), tingkat (house scale of the level, 0 unknown), pendidikan (highest
    recognised level) and urutan_pendidikan (0 unknown). `facts` holds the tables of FACT_TABLES that
    exist, each with a column `person`: the row in `frame`; `around` those of SURROUNDINGS as they are. Ages, service
    and penalties are measured at `effective`; what the data can know of yet, at `as_of`. `agency` and `agency_name` are
    the code and the name of the agency, `assessors` are the NIP of those who decide, `jpt_mechanism` is how it fills
    JPT. `whole` are all people where these are some of them. `foreseen` are people of a day to come of which nobody has
    ratings yet: the last ones before the reference date stand for them. `talent_thresholds` divide the axes of the
    talent map.
    """

    frame: pl.DataFrame
    facts: Mapping[str, pl.DataFrame]
    effective: datetime.date
    as_of: datetime.date
    reference: Reference
    agency: str = ""
    agency_name: str = ""
    assessors: tuple[str, ...] = ()
    jpt_mechanism: str = ""
    around: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    whole: People | None = None
    foreseen: bool = False
    talent_thresholds: TalentThresholds = field(default_factory=TalentThresholds)
    # not of __init__, so that people who differ in anything begin with nothing kept
    _cache: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lately: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept stays where it is: another process makes its own."""
        return {**self.__dict__, "_cache": {}, "_lately": {}}

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

    def lately(self, key: Hashable, compute: Callable[[], _V]) -> _V:
        """The same for what vacancies ask: of that only what was asked for last is kept, so that memory is bounded."""
        kept = self._lately
        if key in kept:
            found: _V = kept.pop(key)
            kept[key] = found
            return found
        kept[key] = value = compute()
        while len(kept) > max(_LEAST_KEPT, _KEPT_VALUES // max(1, self.size)):
            del kept[next(iter(kept))]
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
        return replace(self, frame=self.frame[list(rows)], facts=facts, whole=self.everyone)

    def with_values(self, changed: Mapping[str, pl.Series]) -> People:
        """The same people with other values in these columns. What is kept of the other columns alone stays kept."""
        made = replace(self, frame=self.frame.with_columns(values.alias(name) for name, values in changed.items()))
        made._cache.update(
            (key, value)
            for key, value in self._cache.items()
            if isinstance(key, tuple) and key[0] in _OF_ONE_COLUMN and key[1] not in changed
        )
        return made

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

    def holds(self, column: str, value: str) -> Mask:
        """Where a text column has that value; nowhere when that is empty."""
        numbers, of_each = self.once(("numbered", column), lambda: _numbered(self.array(column)))
        mask: Mask = of_each == numbers.get(value, _NOT_THERE)
        return mask

    def rows_with(self, column: str, value: str) -> NDArray[np.int64]:
        """The rows where a text column has that value: none when that is empty."""
        numbers, of_each = self.once(("numbered", column), lambda: _numbered(self.array(column)))
        order, ends = self.once(("ordered", column), lambda: _ordered(of_each, len(numbers)))
        number = numbers.get(value)
        return order[:0] if number is None else order[ends[number] : ends[number + 1]]

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
        return self.lately(("service", levels, wanted), lambda: self._periods.service(levels, wanted))

    def lacking_of_service(self, row: int, levels: tuple[str, ...], fields_of_work: tuple[str, ...]) -> tuple[str, ...]:
        """The columns without which that service of a person is not certain."""
        return self._periods.lacking(row, levels, tuple(name.casefold() for name in fields_of_work))

    @property
    def _periods(self) -> Periods:
        history = self.facts.get("riwayat_jabatan")
        return self.once("periods", lambda: periods_of(self.frame, history, self.effective))


def make_people(dataset: Dataset, reference: Reference, effective: datetime.date) -> People:
    """The people of a dataset whose keys are unique. KeyError when there is no table `pegawai`."""
    stated = dataset.tables["pegawai"]
    people = with_own_columns(stated.frame, dataset.policy, stated)
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
        agency_name=agency.name,
        assessors=agency.assessors,
        jpt_mechanism=agency.jpt_mechanism,
        around=around,
        talent_thresholds=dataset.policy.talent,
    )


def _with_post(people: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    wanted = OF_THE_POST
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
        .with_columns(urutan_pendidikan=pl.col("tingkat").replace_strict(orders, default=0, return_dtype=pl.Int32))
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
    orders = rows["predikat"].replace_strict(dict(people.reference.performance), default=0, return_dtype=pl.Int8)
    result[rows["person"].to_numpy()] = orders.to_numpy()
    return result


_LEAST_KEPT, _KEPT_VALUES = 256, 256_000_000
"""How many vectors are kept of what vacancies ask: at least so many, and of so many values together."""
_NOT_THERE = -1


def _numbered(texts: NDArray[Any]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """A number for each text of a column, and the one of each row, which compares faster than the text."""
    numbers: dict[str, int] = {}
    of_each = [_NOT_THERE - 1 if text is None else numbers.setdefault(text, len(numbers)) for text in texts]
    return numbers, np.array(of_each, dtype=np.int32)


def _ordered(of_each: NDArray[np.int32], numbers: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that have a number, ordered by it, and where those of each begin and end."""
    stated = np.flatnonzero(of_each >= 0)
    order = stated[np.argsort(of_each[stated], kind="stable")]
    return order, np.searchsorted(of_each[order], np.arange(numbers + 1))
