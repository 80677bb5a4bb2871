"""Posts: level, eselon, superior and unit agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.rules.rule import Checked, Fault, Scope, rule


@rule(
    code="JABATAN-04",
    name="echelon-of-another-level",
    severity=Severity.ERROR,
    graded=True,
    basis=("UU5-2014-131", "INGATAN"),
    scope=Scope.RECORD,
)
def echelon_of_another_level(data: Checked) -> Iterator[Fault]:
    """Each eselon belongs to one level: II to JPT pratama, III to administrator, IV to pengawas. In a history it is a
    warning: posts of former organisations are equated by hand.

    Correct eselon or jenjang.
    """
    level_of_echelon = pl.col("eselon").replace_strict(LEVEL_OF_ECHELON, default=None, return_dtype=pl.String)
    for name, severity in (("jabatan", Severity.ERROR), ("riwayat_jabatan", Severity.WARNING)):
        if name not in data.dataset.tables:
            continue
        frame = data.frame(name).select("row", "jenjang", "eselon").drop_nulls()
        for row, level, echelon in frame.filter(level_of_echelon != pl.col("jenjang")).iter_rows():
            message = Message("eselon {echelon} does not belong to {level}", echelon=echelon, level=level)
            fix = Message("correct eselon or jenjang")
            yield Fault(name, row, "eselon", message, fix, severity, beside=("jenjang",))


LEVEL_OF_ECHELON = {
    "I.a": "JPT_MADYA", "I.b": "JPT_MADYA", "II.a": "JPT_PRATAMA", "II.b": "JPT_PRATAMA", "III.a": "ADMINISTRATOR",
    "III.b": "ADMINISTRATOR", "IV.a": "PENGAWAS", "IV.b": "PENGAWAS", "V.a": "PELAKSANA",
}  # fmt: skip


@rule(
    code="JABATAN-05",
    name="managerial-post-without-echelon",
    severity=Severity.WARNING,
    basis=("PP13-2002-tabel",),
    tables=("jabatan",),
    scope=Scope.RECORD,
)
def managerial_post_without_echelon(data: Checked) -> Iterator[Fault]:
    """The range of ranks of a managerial post hangs on its eselon; without it PANGKAT-01 says nothing.

    Write the eselon of the organisation's regulation; it is never inferred from the name.
    """
    if not data.dataset.tables["jabatan"].has("eselon"):
        return
    bare = data.frame("jabatan").filter(pl.col("jenjang").is_in(JENJANG_MANAJERIAL), pl.col("eselon").is_null())
    for row, level in bare.select("row", "jenjang").iter_rows():
        message = Message("a post of the level {level} has no eselon", level=level)
        fix = Message("write the eselon of the organisation's regulation")
        yield Fault("jabatan", row, "eselon", message, fix, beside=("jenjang",))


@rule(
    code="JABATAN-11",
    name="managerial-post-with-several-seats",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("jabatan",),
    scope=Scope.RECORD,
)
def managerial_post_with_several_seats(data: Checked) -> Iterator[Fault]:
    """A head is one: with several seats of a managerial post, kelas and kebutuhan stand in one another's place, or
    several posts of one name are one row.

    Write 1, exchange kelas and kebutuhan, or give each post a row of its own.
    """
    frame = data.frame("jabatan").select("row", "jenjang", "kebutuhan").filter(pl.col("kebutuhan") > 1)
    for row, level, seats in frame.filter(pl.col("jenjang").is_in(JENJANG_MANAJERIAL)).iter_rows():
        message = Message("a post of the level {level} with {seats} seats", level=level, seats=seats)
        fix = Message("write 1, exchange kelas and kebutuhan, or give each post a row of its own")
        yield Fault("jabatan", row, "kebutuhan", message, fix, beside=("jenjang",))


@rule(
    code="JABATAN-06",
    name="unit-of-work-elsewhere",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai", "jabatan", "unit"),
    reads={"pegawai": ("id_jabatan", "id_unit"), "jabatan": ("id_jabatan", "id_unit"), "unit": ("id_unit", "id_induk")},
)
def unit_of_work_elsewhere(data: Checked) -> Iterator[Fault]:
    """A person's unit of work is that of the post, or lies below it.

    Leave id_unit blank, or correct it or the post.
    """
    people = data.frame("pegawai").select("row", "id_jabatan", "id_unit").drop_nulls()
    if people.is_empty():
        return
    parents = dict(data.dataset.tables["unit"].frame.select("id_unit", "id_induk").iter_rows())
    posts = (
        data.dataset.tables["jabatan"]
        .frame.select("id_jabatan", post_unit="id_unit")
        .unique("id_jabatan", keep="first")
    )
    frame = people.join(posts, on="id_jabatan", how="inner", maintain_order="left")
    differ = frame.filter(pl.col("id_unit") != pl.col("post_unit"))
    for row, unit, post_unit in differ.select("row", "id_unit", "post_unit").iter_rows():
        if unit in parents and not _is_below(unit, post_unit, parents):
            message = Message("id_unit {unit} is not the unit {post_unit} of the post", unit=unit, post_unit=post_unit)
            fix = Message("leave it blank, or correct it or the post")
            yield Fault("pegawai", row, "id_unit", message, fix, beside=("id_jabatan",))


def _is_below(unit: str, above: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    node: str | None = unit
    while node is not None and node not in seen:
        if node == above:
            return True
        seen.add(node)
        node = parents.get(node)
    return False


_FROM_ABOVE = (*JENJANG_MANAJERIAL, "PELAKSANA")
"""Levels of which one is surely above another; functional posts stand beside them."""


@rule(
    code="JABATAN-08",
    name="superior-of-a-lower-level",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("jabatan",),
    reads={"jabatan": ("id_jabatan", "jenjang", "atasan")},
)
def superior_of_a_lower_level(data: Checked) -> Iterator[Fault]:
    """A pengawas is not superior to an administrator: the line was entered upside down, or a level wrongly.

    Correct atasan, or the level of one of the two posts.
    """
    order = {level: number for number, level in enumerate(_FROM_ABOVE)}
    frame = data.frame("jabatan").select("row", "id_jabatan", "jenjang", "atasan").drop_nulls("jenjang")
    if frame["atasan"].null_count() == frame.height:
        return
    frame = frame.with_columns(
        place=pl.col("jenjang").cast(pl.String).replace_strict(order, default=None, return_dtype=pl.Int64)
    ).drop_nulls("place")
    above = frame.select(atasan="id_jabatan", level="jenjang", above="place", over="atasan").unique(
        "atasan", keep="first"
    )
    wrong = frame.join(above, on="atasan", how="inner", maintain_order="left").filter(
        pl.col("above") > pl.col("place"),
        pl.col("over").ne_missing(pl.col("id_jabatan")),  # superior to one another: JABATAN-01 tells it
    )
    for row, own, superior, level in wrong.select("row", "jenjang", "atasan", "level").iter_rows():
        message = Message("the superior {superior} is {level}, below {own}", superior=superior, level=level, own=own)
        fix = Message("correct atasan, or the level of one of the two posts")
        yield Fault("jabatan", row, "atasan", message, fix, beside=("jenjang",))
