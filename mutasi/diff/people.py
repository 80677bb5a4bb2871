"""What happened to people between two snapshots: who came and left and why, who moved, rose, studied, was corrected."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from mutasi.diff.change import Change, Kind
from mutasi.diff.moves import Posts, classify_move, follows
from mutasi.diff.records import KEY, NEW, ROW, Pairs, differences, label_of, line_of, paired, surplus
from mutasi.model.calendar import retirement_date
from mutasi.model.codes import STATUS_KELUAR
from mutasi.model.person_name import same_name
from mutasi.model.table import Table

_TITLES = ("gelar_depan", "gelar_belakang")
_MOVE_FIELDS = ("id_jabatan", "id_unit")
_STARTS = ("tmt_cpns", "tmt_pns", "tmt_jabatan", "tmt_pangkat")
"""Dates that may tell whether two records are of one person."""


def people(posts: Posts) -> Iterator[Change]:
    """The changes of everybody in the table `pegawai`, with the names of posts and units."""
    before, after = posts.old.tables["pegawai"], posts.new.tables["pegawai"]
    pairs = paired(before, after)
    for one in (
        *(_gone(before, row, key, posts) for row, key in pairs.left.select(ROW, KEY).iter_rows()),
        *(_arrived(after, row, key, posts) for row, key in pairs.new.select(ROW, KEY).iter_rows()),
        *_corrected(before, after, pairs),
        *(
            one
            for record in pairs.changed.iter_rows(named=True)
            for one in _person(before, after, record, pairs.common, posts)
        ),
    ):
        yield posts.named(one)


# Who came and who left -----------------------------------------------------------------------------------


def _gone(table: Table, row: int, key: str, posts: Posts) -> Change:
    if (status := table.cell(row, "status_aktif")) in STATUS_KELUAR:  # the person had left before
        return _record(Kind.RECORD_GONE, table, row, key, (status, ""))
    field, place = _place(table, row)
    why = _why_left(table, row, posts)
    return Change(Kind.LEFT, table.name, key, label_of(table, row), field, place, "", line_of(table, row), 0, why)


def _arrived(table: Table, row: int, key: str, posts: Posts) -> Change:
    if (status := table.cell(row, "status_aktif")) in STATUS_KELUAR:
        return _record(Kind.RECORD_NEW, table, row, key, ("", status))
    field, place = _place(table, row)
    why = _why_new(table.frame[row, "tmt_cpns"], posts)
    return Change(Kind.NEW, table.name, key, label_of(table, row), field, "", place, 0, line_of(table, row), why)


def _record(kind: Kind, table: Table, row: int, key: str, status: tuple[str, str]) -> Change:
    """The record of somebody who is not in service comes or goes; nobody does."""
    line = line_of(table, row)
    lines = (line, 0) if kind is Kind.RECORD_GONE else (0, line)
    return Change(kind, table.name, key, label_of(table, row), "status_aktif", *status, *lines)


def _place(table: Table, row: int) -> tuple[str, str]:
    """The post of a person, or the unit where no post is stated."""
    field = "id_jabatan" if table.cell(row, "id_jabatan") else "id_unit"
    return field, table.cell(row, field)


def _why_left(table: Table, row: int, posts: Posts) -> str:
    """What the older record says of the leaving: the end of the contract or the retirement date between the two
    reference dates, or the preparation for retirement; else that it is not known.
    """
    since, until = posts.old.policy.as_of, posts.new.policy.as_of
    born, post, ends = (table.frame[row, name] for name in ("tanggal_lahir", "id_jabatan", "kontrak_selesai"))
    if since is not None and until is not None:
        limit = posts.retirement_age(post)
        if born is not None and limit and since < retirement_date(born, limit) <= until:
            return "pensiun"
        if ends is not None and since <= ends < until:
            return "kontrak_selesai"
    return "mpp" if table.cell(row, "status_aktif") == "mpp" else "tidak_diketahui"


def _why_new(joined: datetime.date | None, posts: Posts) -> str:
    """Whether somebody was appointed between the two reference dates or served before; nothing where it is not told."""
    since, until = posts.old.policy.as_of, posts.new.policy.as_of
    if joined is None or since is None or until is None:
        return ""
    return "diangkat" if since < joined <= until else "pindah_masuk" if joined <= since else ""


def _corrected(before: Table, after: Table, pairs: Pairs) -> Iterator[Change]:
    """Somebody who left and somebody new with the same name and birth date, and no other day of appointment: perhaps
    one person, never merged. The note names the dates that agree as well.
    """
    if not all(table.has(name) for table in (before, after) for name in ("nama", "tanggal_lahir")):
        return
    one, two = (
        table.frame[frame[ROW].cast(pl.Int64)].select("tanggal_lahir", "nama", *_STARTS).with_columns(frame[ROW, KEY])
        for table, frame in ((before, pairs.left), (after, pairs.new))
    )
    born = one.join(two, on="tanggal_lahir", how="inner", suffix=NEW, maintain_order="left")
    for row in born.iter_rows(named=True):
        started, starts = row["tmt_cpns"], row[f"tmt_cpns{NEW}"]
        if not same_name(row["nama"] or "", row[f"nama{NEW}"] or "") or (started and starts and started != starts):
            continue
        agree = [name for name in _STARTS if row[name] is not None and row[name] == row[f"{name}{NEW}"]]
        yield Change(
            Kind.SAME_PERSON, before.name, row[KEY], row["nama"] or "", "nip", row[KEY], row[f"{KEY}{NEW}"],
            line_of(before, row[ROW]), line_of(after, row[f"{ROW}{NEW}"]), " ".join(agree),
        )  # fmt: skip


# Who is in both ------------------------------------------------------------------------------------------


def _person(
    before: Table, after: Table, record: Mapping[str, object], common: list[str], posts: Posts
) -> Iterator[Change]:
    """The changes of one person: a move once, however many columns it shows in, with its first day; of who left or came
    back no move.
    """
    found = {one.field: one for one in differences(before, after, record, common)}
    status = found.get("status_aktif")
    if status is not None and (status.old in STATUS_KELUAR) != (status.new in STATUS_KELUAR):
        row, new_row = record[ROW], record[f"{ROW}{NEW}"]
        assert isinstance(row, int)
        assert isinstance(new_row, int)
        yield _by_status(status, _place(before, row), _place(after, new_row))
        found = {name: one for name, one in found.items() if name not in (*_MOVE_FIELDS, "tmt_jabatan", "status_aktif")}
    moved = next((found[name] for name in _MOVE_FIELDS if name in found), None)
    follows_unit = moved is not None and follows(moved, posts)
    for name, one in found.items():
        if name in _MOVE_FIELDS:
            if one is moved:
                kind = Kind.FOLLOWER if follows_unit else classify_move(one, posts)
                yield replace(one, kind=kind, since="" if follows_unit else _day(record, "tmt_jabatan"))
        elif name == "tmt_jabatan" and moved is not None and not follows_unit:
            continue  # told with the move
        elif name == "golongan":
            yield replace(one, kind=posts.rank_change(one.old, one.new), since=_day(record, "tmt_pangkat"))
        elif name == "tmt_pangkat" and "golongan" in found:
            continue  # told with the rank
        else:
            yield replace(one, kind=Kind.NAME if name == "nama" else Kind.TITLE if name in _TITLES else Kind.FIELD)


def _day(record: Mapping[str, object], name: str) -> str:
    """The text of a date of the new record."""
    return str(record.get(f"{name}{NEW}") or "")


def _by_status(one: Change, before: tuple[str, str], after: tuple[str, str]) -> Change:
    """Somebody whose record stays and says that the person left the post, or is back in one."""
    if one.new in STATUS_KELUAR:
        note = RECORDED if one.new == "pensiun" else one.new
        return replace(one, kind=Kind.LEFT, field=before[0], old=before[1], new="", note=note)
    return replace(one, kind=Kind.NEW, field=after[0], old="", new=after[1], note="kembali")


RECORDED = "pensiun_tercatat"
"""Why somebody left of whom it is recorded, and not told by the age alone."""


def educated(posts: Posts) -> Iterator[Change]:
    """Diplomas that people in both snapshots have more or less than before."""
    before, after = posts.old.tables["pendidikan"], posts.new.tables["pendidikan"]
    gained = [(after, row) for row in surplus(after, before, _DIPLOMA)]
    lost = [(before, row) for row in surplus(before, after, _DIPLOMA)]
    names = posts.in_both({table.cell(row, "nip") for table, row in (*gained, *lost)})
    for table, row in (*gained, *lost):
        nip, line = table.cell(row, "nip"), line_of(table, row)
        if nip in names:
            value, lines = (
                (("", _diploma(table, row)), (0, line)) if table is after else ((_diploma(table, row), ""), (line, 0))
            )
            yield Change(Kind.EDUCATION, "pegawai", nip, names[nip], "pendidikan", *value, *lines)


_DIPLOMA = ("nip", "tingkat", "jurusan", "tahun_lulus")


def _diploma(table: Table, row: int) -> str:
    """`S-2 Manajemen (2025)`."""
    level, field, year = (table.cell(row, name) for name in _DIPLOMA[1:])
    return " ".join(part for part in (level, field, year and f"({year})") if part)
