"""Two snapshots compared by key: people, units, posts, and the facts about them.

The order of rows and columns, quotes, line ends and blank forms are no change: only the trimmed texts of cells with
the same key are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import polars as pl

from mutasi.diff.change import MOVES, Change, Comparison, Kind, TableCounts
from mutasi.diff.moves import Posts, classify_move, follows
from mutasi.diff.reorganisation import Reorganisation, reorganised
from mutasi.errors import MutasiError
from mutasi.message import Message
from mutasi.model.calendar import retirement_date
from mutasi.model.dataset import Dataset
from mutasi.model.reference import Reference
from mutasi.model.table import Table
from mutasi.model.tables import TABLE_NAMES

LISTED = ("pegawai", "unit", "jabatan", "penugasan", "lowongan")
"""Tables whose changes are listed one by one; of the others only counts are given."""

_NAMES = ("nama", "gelar_depan", "gelar_belakang")
_MOVE_FIELDS = ("id_jabatan", "id_unit")


class DuplicateKey(MutasiError):
    """A key that identifies two records makes a comparison by key meaningless."""

    def __init__(self, table: Table, key: str, lines: tuple[int, ...]) -> None:
        message = Message("{path}: {key} stands in lines {lines}", path=table.path, key=key, lines=lines)
        super().__init__(Message("{fault}; remove one before comparing", fault=message))


def compare(old: Dataset, new: Dataset, reference: Reference) -> Comparison:
    """Everything that differs between two snapshots. DuplicateKey when a record cannot be identified."""
    changes: list[Change] = []
    facts: dict[str, TableCounts] = {}
    posts = Posts(old, new, reference)
    for name in old.tables:
        before, after = old.tables[name], new.get(name)
        if after is None:
            continue
        if name in LISTED:
            changes += _columns(before, after)
            changes += _people(posts) if name == "pegawai" else _records(before, after, posts.reorganisation)
        else:
            facts[name] = _counts(before, after)
    changes += reorganised(posts.reorganisation, old, new)
    noise = Counter(one.field for one in changes if _is_noise(one, new))
    listed = _exchanges([one for one in changes if not _is_noise(one, new)])
    ordered = sorted(listed, key=_order)
    unchanged = _unchanged(old, new, ordered)
    return Comparison(old.inputs, new.inputs, tuple(ordered), unchanged, facts, dict(sorted(noise.items())))


def _is_noise(one: Change, new: Dataset) -> bool:
    """Whether a change is only counted: of a person, in a column that the policy calls noise, and no move or rank."""
    return one.table == "pegawai" and one.kind in (Kind.FIELD, Kind.NAME) and one.field in new.policy.compare.noise


def _order(one: Change) -> tuple[int, int, str, str, str]:
    return (TABLE_NAMES.index(one.table), tuple(Kind).index(one.kind), one.key, one.field, one.new)


def _unchanged(old: Dataset, new: Dataset, changes: Iterable[Change]) -> int:
    """People in both snapshots about whom nothing is listed."""
    if not (old.has("pegawai") and new.has("pegawai")):
        return 0
    ignored = (Kind.COLUMN_NEW, Kind.COLUMN_GONE)
    changed = {one.key for one in changes if one.table == "pegawai" and one.kind not in ignored}
    before = old.tables["pegawai"].text["nip"].drop_nulls()
    after = new.tables["pegawai"].text["nip"].drop_nulls()
    both = before.filter(before.is_in(after.implode()))
    return sum(nip not in changed for nip in both)


# Records by key ----------------------------------------------------------------------------------------


def _keyed(table: Table) -> pl.DataFrame:
    """The texts of a table with their row and key; DuplicateKey when two records have one key."""
    columns = [pl.col(name) if table.has(name) else pl.lit(None, pl.String).alias(name) for name in _key_of(table)]
    key = pl.concat_str([column.fill_null("") for column in columns], separator=" ")
    frame = table.text.with_row_index("__row").with_columns(__key=key)
    twice = frame.filter(pl.col("__key").is_duplicated())
    if twice.height:
        first = twice["__key"][0]
        rows = twice.filter(pl.col("__key") == first)["__row"]
        raise DuplicateKey(table, first, tuple(table.positions.locate(row).line for row in rows))
    return frame


def _key_of(table: Table) -> tuple[str, ...]:
    """The columns that identify a record; acting posts also by their first day."""
    return (*table.declaration.key, "tmt") if table.name == "penugasan" else table.declaration.key


def _pairs(before: Table, after: Table) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, list[str]]:
    """Records that left, that are new, that changed in a common column, and these columns."""
    one, two = _keyed(before), _keyed(after)
    common = [name for name in before.text.columns if after.has(name)]
    left = one.join(two, on="__key", how="anti", maintain_order="left")
    new = two.join(one, on="__key", how="anti", maintain_order="left")
    both = one.join(two, on="__key", how="inner", suffix="__new", maintain_order="left")
    differs = [pl.col(name).ne_missing(pl.col(f"{name}__new")) for name in common]
    changed = both.filter(pl.any_horizontal(differs)) if differs else both.head(0)
    return left, new, changed, common


def _columns(before: Table, after: Table) -> Iterator[Change]:
    """Columns that only one of the files has: a change of structure, not of every record."""
    for kind, table, other in ((Kind.COLUMN_GONE, before, after), (Kind.COLUMN_NEW, after, before)):
        for name in table.text.columns:
            if not other.has(name):
                yield Change(kind, table.name, "", "", name, "", "", 0, 0)


def _line(table: Table, row: int) -> int:
    return table.positions.locate(row).line


def _label(table: Table, row: int) -> str:
    return table.cell(row, "nama") or table.cell(row, "id_jabatan")


def _records(before: Table, after: Table, matches: Reorganisation) -> Iterator[Change]:
    """Units, posts, acting posts and vacancies. Units and posts that only bear another id are told apart from these."""
    left, new, changed, common = _pairs(before, after)
    gone, fresh = matches.of(before.name)
    for kind, table, frame in ((Kind.LEFT, before, left), (Kind.NEW, after, new)):
        for row, key in frame.select("__row", "__key").iter_rows():
            if key in (gone if kind is Kind.LEFT else fresh):
                continue
            lines = (_line(table, row), 0) if kind is Kind.LEFT else (0, _line(table, row))
            yield Change(kind, table.name, key, _label(table, row), "", "", "", *lines)
    for record in changed.iter_rows(named=True):
        for one in _differences(before, after, record, common):
            yield replace(one, kind=_RECORD_KINDS.get((before.name, one.field), Kind.FIELD))


_RECORD_KINDS = {
    ("unit", "nama"): Kind.RENAMED,
    ("jabatan", "nama"): Kind.RENAMED,
    ("unit", "id_induk"): Kind.REPLACED,
    ("jabatan", "id_unit"): Kind.REPLACED,
}


def _differences(before: Table, after: Table, record: Mapping[str, object], common: list[str]) -> Iterator[Change]:
    """One change for each column that differs."""
    row, new_row = record["__row"], record["__row__new"]
    assert isinstance(row, int)
    assert isinstance(new_row, int)
    for name in common:
        old, new = record[name], record[f"{name}__new"]
        if old != new:
            yield Change(
                Kind.FIELD, before.name, str(record["__key"]), _label(after, new_row), name, str(old or ""),
                str(new or ""), _line(before, row), _line(after, new_row),
            )  # fmt: skip


def _counts(before: Table, after: Table) -> TableCounts:
    """Counts for a table of facts; those whose records have no unique key are compared as whole rows."""
    if before.declaration.unique:
        left, new, changed, _ = _pairs(before, after)
        return TableCounts(new.height, left.height, changed.height, before.rows - left.height - changed.height)
    common = [name for name in before.text.columns if after.has(name)]
    one, two = (Counter(table.text.select(common).iter_rows()) for table in (before, after))
    removed, added = sum((one - two).values()), sum((two - one).values())
    return TableCounts(added, removed, 0, before.rows - removed)


# People ------------------------------------------------------------------------------------------------


def _people(posts: Posts) -> Iterator[Change]:
    for one in _people_by_id(posts):
        yield posts.named(one)


def _people_by_id(posts: Posts) -> Iterator[Change]:
    before, after = posts.old.tables["pegawai"], posts.new.tables["pegawai"]
    left, arrived, changed, common = _pairs(before, after)
    for row, key in left.select("__row", "__key").iter_rows():
        why = _why_left(row, posts)
        field, place = _place(before, row)
        yield Change(Kind.LEFT, "pegawai", key, _label(before, row), field, place, "", _line(before, row), 0, why)
    for row, key in arrived.select("__row", "__key").iter_rows():
        field, place = _place(after, row)
        yield Change(Kind.NEW, "pegawai", key, _label(after, row), field, "", place, 0, _line(after, row))
    yield from _corrected(before, after, left, arrived)
    for record in changed.iter_rows(named=True):
        yield from _person(before, after, record, common, posts)


def _place(table: Table, row: int) -> tuple[str, str]:
    """The post of a person, or the unit where no post is stated."""
    field = "id_jabatan" if table.cell(row, "id_jabatan") else "id_unit"
    return field, table.cell(row, field)


def _person(
    before: Table, after: Table, record: Mapping[str, object], common: list[str], posts: Posts
) -> Iterator[Change]:
    """The changes of one person: a move once, however many columns it shows in."""
    differences = {one.field: one for one in _differences(before, after, record, common)}
    moved = next((differences[name] for name in _MOVE_FIELDS if name in differences), None)
    for name, one in differences.items():
        if name in _MOVE_FIELDS:
            if one is moved:
                yield replace(one, kind=Kind.FOLLOWER if follows(one, posts) else classify_move(one, posts))
        elif name == "tmt_jabatan" and moved is not None:
            continue  # the date of the move itself
        elif name == "golongan":
            yield replace(one, kind=posts.rank_change(one.old, one.new))
        elif name == "tmt_pangkat" and "golongan" in differences:
            continue  # the date of the rank itself
        else:
            yield replace(one, kind=Kind.NAME) if name in _NAMES else one


def _why_left(row: int, posts: Posts) -> str:
    """`pensiun` when the retirement date lies between the two reference dates, else `tidak_diketahui`."""
    since, until = posts.old.policy.as_of, posts.new.policy.as_of
    people = posts.old.tables["pegawai"].frame
    born, post = people[row, "tanggal_lahir"], people[row, "id_jabatan"]
    if since is None or until is None or born is None:
        return "tidak_diketahui"
    limit = posts.retirement_age(post)
    if limit is not None and since < retirement_date(born, limit) <= until:
        return "pensiun"
    return "tidak_diketahui"


def _corrected(before: Table, after: Table, left: pl.DataFrame, arrived: pl.DataFrame) -> Iterator[Change]:
    """Somebody who left and somebody new with the same name and birth date: perhaps one person, never merged."""
    if not all(table.has(name) for table in (before, after) for name in ("nama", "tanggal_lahir")):
        return
    same = left.join(arrived, on=["nama", "tanggal_lahir"], how="inner", suffix="__new", maintain_order="left")
    rows = same.select("__row", "__key", "__row__new", "__key__new", "nama").iter_rows()
    for row, old, new_row, new, name in rows:
        yield Change(Kind.SAME_PERSON, "pegawai", old, name, "nip", old, new, _line(before, row), _line(after, new_row))


def _exchanges(changes: list[Change]) -> list[Change]:
    """Two people who moved into one another's posts: an exchange, with the partner's NIP as note."""
    moves = [one for one in changes if one.table == "pegawai" and one.kind in MOVES and one.old and one.new]
    by_post = {(one.old, one.new): one for one in moves}
    partner = {one.key: by_post[(one.new, one.old)].key for one in moves if (one.new, one.old) in by_post}
    return [
        replace(one, kind=Kind.EXCHANGE, note=partner[one.key])
        if one.key in partner and one in moves and one.kind in (Kind.ROTATION, Kind.MOVE)
        else one
        for one in changes
    ]
