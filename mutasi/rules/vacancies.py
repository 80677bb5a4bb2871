"""Vacancies: really open, and in agreement with their post."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.calendar import retirement_date
from mutasi.model.dataset import Dataset
from mutasi.model.retirement import with_limits
from mutasi.model.table import Table
from mutasi.model.vacancy import Vacancy, vacancies
from mutasi.rules.refused import accepted, accepted_columns
from mutasi.rules.rule import Checked, Fault, rule
from mutasi.rules.seats import HOLDERS, holders

POSTS_OF_VACANCIES = ("id_jabatan", "nama", "id_unit", "jenjang", "eselon", "kelas", "bidang", "kode_khusus", "bup")
"""The columns of posts that a vacancy takes over, or that are compared with its own."""


def vacancies_of(data: Checked) -> tuple[Vacancy, ...]:
    """All vacancies with what they take from their posts."""
    return data.once("vacancies", lambda: vacancies(_without_refused(data.dataset), data.reference))


def _without_refused(dataset: Dataset) -> Dataset:
    """The dataset with those of its posts that are vacant, and without values of which another rule tells already."""
    wanted = dataset.tables["lowongan"].frame["id_jabatan"].drop_nulls()
    tables = dict(dataset.tables)
    for name in ("lowongan", "jabatan"):
        if name in tables:
            frame = tables[name].frame if name == "lowongan" else _posts_among(tables[name], wanted)
            tables[name] = replace(tables[name], frame=frame.with_columns(accepted_columns(tables[name])))
    return Dataset(tables, dataset.policy)


def _posts_among(posts: Table, wanted: pl.Series) -> pl.DataFrame:
    return posts.frame.filter(pl.col("id_jabatan").is_in(wanted.implode()))


@rule(
    code="LOWONGAN-01",
    name="no-free-seat",
    severity=Severity.ERROR,
    basis=("PERBKN5-2019", "PP11-2017-190"),
    tables=("lowongan", "jabatan", "pegawai"),
    reads={"pegawai": HOLDERS, "jabatan": (*POSTS_OF_VACANCIES, "kebutuhan"), "unit": ("id_unit", "nama")},
)
def no_free_seat(data: Checked) -> Iterator[Fault]:
    """A vacancy offers no more seats than are free: seats less definitive holders.

    Holders who retire by the effective date count as gone, and so do those whose seat opens later by its tmt_kosong.
    Correct jumlah, kebutuhan, or the holder's post.
    """
    leaving = _leaving_by(data)
    staying = holders(data).filter(~pl.col("row").is_in(leaving))
    counts = dict(staying.group_by("id_jabatan").len().iter_rows())
    firsts = dict(staying.group_by("id_jabatan").agg(pl.col("row").first()).iter_rows())
    offices = data.dataset.tables["jabatan"]
    posts = offices.frame.select("id_jabatan", accepted(offices.declaration.column("kebutuhan"))).drop_nulls()
    seats = dict(posts.iter_rows())
    offered: dict[str, int] = {}
    coming: dict[str, int] = {}
    amounts = data.dataset.tables["lowongan"]
    for vacancy in vacancies_of(data):
        if amounts.cell(vacancy.row, "jumlah") and (amounts.frame["jumlah"][vacancy.row] or 0) < 1:
            continue  # no number, or less than one: KOLOM-07 and KOLOM-09 say so
        offered[vacancy.post] = offered.get(vacancy.post, 0) + vacancy.seats
        if vacancy.post not in seats:
            continue
        held = counts.get(vacancy.post, 0)
        if data.as_of is not None and vacancy.open_since is not None and vacancy.open_since > data.as_of:
            coming[vacancy.post] = coming.get(vacancy.post, 0) + vacancy.seats
        free = seats[vacancy.post] - held + min(coming.get(vacancy.post, 0), held)
        if offered[vacancy.post] > free:
            excess = offered[vacancy.post] - max(free, 0)
            first = firsts.get(vacancy.post)
            holder = None if first is None else data.dataset.tables["pegawai"].cell(first, "nip")
            message = Message(
                "{offered} seat(s) offered, {free} free ({seats} seats, {held} held): {excess} too many",
                offered=offered[vacancy.post],
                free=max(free, 0),
                seats=seats[vacancy.post],
                held=held,
                excess=excess,
            )
            fix = (
                Message("held by {nip}; correct jumlah, kebutuhan or the holder's post", nip=holder) if holder else None
            )
            column = "jumlah" if amounts.cell(vacancy.row, "jumlah") else "id_jabatan"
            fix = fix or Message("correct jumlah or kebutuhan")
            yield Fault("lowongan", vacancy.row, column, message, fix, extent=excess,
                        identity=(vacancy.id, vacancy.post))  # fmt: skip


def _leaving_by(data: Checked) -> list[int]:
    """Rows of people who are retired by the effective date."""
    day = data.effective or data.as_of
    if day is None:
        return []
    posts = data.dataset.tables["jabatan"].frame.select("id_jabatan", "nama", "jenjang", "bup")
    firsts = posts.unique("id_jabatan", keep="first", maintain_order=True)
    joined = holders(data).join(firsts, on="id_jabatan", how="inner")
    limits = with_limits(joined, data.reference).filter(pl.col("tanggal_lahir").is_not_null())
    old = limits.filter(pl.col("tanggal_lahir").dt.year() + pl.col("limit") <= day.year)
    return [
        row
        for row, born, limit in old.select("row", "tanggal_lahir", "limit").iter_rows()
        if _retired(born, limit, day)
    ]


def _retired(born: datetime.date, limit: int, day: datetime.date) -> bool:
    return retirement_date(born, limit) <= day


@rule(
    code="LOWONGAN-02",
    name="vacancy-contradicts-post",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("lowongan", "jabatan"),
    reads={"jabatan": POSTS_OF_VACANCIES, "unit": ("id_unit", "nama")},
)
def vacancy_contradicts_post(data: Checked) -> Iterator[Fault]:
    """What a vacancy states of its post agrees with the post; otherwise one of them is out of date.

    Remove it from the vacancy (it is then taken from the post), or correct the post.
    """
    table = data.dataset.tables["jabatan"]
    posts = table.frame.unique("id_jabatan", keep="first").with_columns(accepted_columns(table))
    joined = data.frame("lowongan").join(posts, on="id_jabatan", how="inner", suffix="_post", maintain_order="left")
    for column in ("jenjang", "eselon", "kelas", "kode_khusus"):
        differ = joined.filter(pl.col(column) != pl.col(f"{column}_post").cast(joined.schema[column]))
        for row, stated, of_post in differ.select("row", column, f"{column}_post").iter_rows():
            message = Message("{column} {stated}, but the post has {post}", column=column, stated=stated, post=of_post)
            fix = Message("remove it here, or correct the post")
            yield Fault("lowongan", row, column, message, fix, beside=("id_jabatan",))
