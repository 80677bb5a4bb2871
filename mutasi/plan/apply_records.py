"""The records of people who move: their post, their history, and who acted where somebody comes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from mutasi.model.applied import Cells, Move, TableEdit
from mutasi.model.dataset import Dataset
from mutasi.model.organisation import unit_labels
from mutasi.model.table import Table
from mutasi.plan.apply_seats import Seats

_REPEATED = {
    "nama_jabatan": "nama", "jabatan": "nama", "jenjang": "jenjang", "eselon": "eselon", "kelas": "kelas",
    "kelas_jabatan": "kelas", "kode_jabatan": "kode_jabatan", "bidang": "bidang", "nama_unit": "nama_unit",
    "unit_kerja": "nama_unit", "unit": "nama_unit",
}  # fmt: skip
"""Columns of its own in which an office may repeat what `jabatan` says of the post of a person."""
_ACTING = ("plt", "plh", "pj")
Post = dict[str, str]


def posts_of(dataset: Dataset) -> dict[str, Post]:
    """The texts of each post, with the name of its unit."""
    table = dataset.get("jabatan")
    if table is None:
        return {}
    labels = unit_labels(dataset)
    found: dict[str, Post] = {}
    for row in table.text.iter_rows(named=True):
        texts = {name: text or "" for name, text in row.items()}
        found.setdefault(texts["id_jabatan"], {**texts, "nama_unit": labels.get(texts.get("id_unit", ""), "")})
    return found


def people(dataset: Dataset, moves: Sequence[Move]) -> TableEdit:
    """The posts of those who move. A unit that is stated becomes that of the new post; who came from elsewhere is of
    the agency now.
    """
    table, posts = dataset.tables["pegawai"], posts_of(dataset)
    return TableEdit({move.row: _person(table, move, posts) for move in moves})


def _person(table: Table, move: Move, posts: dict[str, Post]) -> Cells:
    old, new = posts.get(move.before, {}), posts[move.post]
    cells = {"id_jabatan": move.post}
    if table.has("tmt_jabatan"):
        cells["tmt_jabatan"] = move.effective.isoformat()
    if table.cell(move.row, "id_unit"):
        cells["id_unit"] = new.get("id_unit", "")
    cells.update({name: "" for name in ("instansi", "pemicu") if table.cell(move.row, name)})
    for name, of_post in _REPEATED.items():
        stated = table.cell(move.row, name)
        if stated and stated == old.get(of_post):
            cells[name] = new.get(of_post, "")
    return cells


def history(dataset: Dataset, moves: Sequence[Move]) -> TableEdit:
    """The post that a person leaves ends, and the new one begins; where the history does not tell the present post, it
    gets it. The decree is left to be filled in. Nothing where there is no such table.
    """
    table = dataset.get("riwayat_jabatan")
    if table is None:
        return TableEdit()
    posts, of_person = posts_of(dataset), _rows_of(table, [move.nip for move in moves])
    cells: dict[int, Cells] = {}
    added: list[Cells] = []
    for move in moves:
        records = of_person.get(move.nip, [])
        begun = {record["tmt"] for record in records}
        day = move.effective.isoformat()
        for record in records:
            if _is_open(record) and table.has("tmt_selesai"):
                cells[record["__row"]] = {"tmt_selesai": day}
        since = dataset.tables["pegawai"].frame[move.row, "tmt_jabatan"]
        if since is not None and since not in begun and move.before in posts:
            added.append({**_record(move.nip, posts[move.before], since), "tmt_selesai": day})
        if move.effective not in begun:
            added.append(_record(move.nip, posts[move.post], move.effective))
    return TableEdit(cells, frozenset(), tuple({key: one[key] for key in one if table.has(key)} for one in added))


def _rows_of(table: Table, nips: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    frame = table.frame.with_row_index("__row").filter(pl.col("nip").is_in(nips))
    for record in frame.iter_rows(named=True):
        found.setdefault(record["nip"], []).append(record)
    return found


def _is_open(record: dict[str, Any]) -> bool:
    return record["tmt_selesai"] is None and record["jenis"] in (None, "definitif")


def _record(nip: str, post: Post, since: datetime.date) -> dict[str, str]:
    return {
        "nip": nip,
        "nama_jabatan": post.get("nama", ""),
        "jenjang": post.get("jenjang", ""),
        "eselon": post.get("eselon", ""),
        "unit": post.get("nama_unit", ""),
        "bidang": post.get("bidang", ""),
        "jenis": "definitif",
        "tmt": since.isoformat(),
    }


def ended_assignments(dataset: Dataset, moves: Sequence[Move], seats: Seats) -> TableEdit:
    """Who acts in a post of which the last seat is filled, or in the own new post, does so up to the day before."""
    table = dataset.get("penugasan")
    if table is None or not table.has("sampai"):
        return TableEdit()
    return TableEdit(dict(_ended(table, moves, seats)))


def _ended(table: Table, moves: Sequence[Move], seats: Seats) -> Iterator[tuple[int, Cells]]:
    since = {move.post: max(one.effective for one in moves if one.post == move.post) for move in moves}
    own = {(move.nip, move.post): move.effective for move in moves}
    acting = table.frame.with_row_index("__row").filter(
        pl.col("jenis").is_in(_ACTING), pl.col("id_jabatan").is_in(list(since))
    )
    for record in acting.iter_rows(named=True):
        post = record["id_jabatan"]
        is_full = seats.holders[post] >= (seats.needed.get(post) or 1)
        day = own.get((record["nip"], post)) or (since[post] if is_full else None)
        if day is None:
            continue
        last, begun = day - datetime.timedelta(days=1), record["tmt"]
        runs = record["sampai"] is None or record["sampai"] > last
        if runs and (begun is None or begun <= last):
            yield record["__row"], {"sampai": last.isoformat()}
