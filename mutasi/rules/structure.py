"""Units and posts: trees without cycles, seats and their holders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.codes import JENJANG_MANAJERIAL
from mutasi.model.table import Table
from mutasi.rules.rule import Checked, Fault, rule


def _cycles(parent_of: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every cycle once, beginning with the record that stands first in the file."""
    position = {name: number for number, name in enumerate(parent_of)}
    done: set[str] = set()
    for start in parent_of:
        path: dict[str, int] = {}
        node = start
        while node in parent_of and node not in done and node not in path:
            path[node] = len(path)
            node = parent_of[node]
        if node in path:
            cycle = list(path)[path[node] :]
            first = min(range(len(cycle)), key=lambda at: position[cycle[at]])
            yield (*cycle[first:], *cycle[:first])
        done.update(path)


def _loops(table: Table, key: str, parent: str, template: Message) -> Iterator[Fault]:
    frame = table.frame.select(key, parent).with_row_index("row").drop_nulls()
    rows = {name: row for row, name, _ in frame.iter_rows()}
    for cycle in _cycles({name: above for _, name, above in frame.iter_rows()}):
        path = " > ".join((*cycle, cycle[0])) if len(cycle) <= 12 else f"{' > '.join(cycle[:12])} > ... > {cycle[0]}"
        message = Message("{what}: {path}", what=template, path=path)
        related = tuple((table.name, rows[name]) for name in cycle[1:] if name in rows)
        yield Fault(table.name, rows[cycle[0]], parent, message, Message("correct the one that points upwards wrongly"),
                    related=related)  # fmt: skip


@rule(code="UNIT-01", name="unit-tree-with-cycle", severity=Severity.ERROR, basis=("INGATAN",), tables=("unit",))
def unit_cycle(data: Checked) -> Iterator[Fault]:
    """Units that are above one another have no place in the organisation.

    Correct id_induk of one unit of the circle.
    """
    yield from _loops(
        data.dataset.tables["unit"], "id_unit", "id_induk", Message("units above one another in a circle")
    )


@rule(code="UNIT-02", name="several-roots", severity=Severity.WARNING, basis=("INGATAN",), tables=("unit",))
def several_roots(data: Checked) -> Iterator[Fault]:
    """An organisation has one root; a second unit without parent was torn off.

    Write its parent into id_induk.
    """
    table = data.dataset.tables["unit"]
    if not table.has("id_induk"):
        return
    roots = data.frame("unit").filter(pl.col("id_induk").is_null(), pl.col("id_unit").is_not_null())
    for row, name in roots.select("row", "id_unit").iter_rows():
        if row != roots["row"][0]:
            message = Message(
                "unit '{name}' has no parent, but '{root}' is the root", name=name, root=roots["id_unit"][0]
            )
            yield Fault("unit", row, "id_induk", message, Message("write its parent into id_induk"))


@rule(code="JABATAN-01", name="superiors-in-a-loop", severity=Severity.ERROR, basis=("INGATAN",), tables=("jabatan",))
def superior_loop(data: Checked) -> Iterator[Fault]:
    """Posts that are superior to one another in a circle have no head.

    Correct atasan of one post of the circle.
    """
    yield from _loops(
        data.dataset.tables["jabatan"], "id_jabatan", "atasan", Message("posts superior to one another in a circle")
    )


def holders(data: Checked) -> pl.DataFrame:
    """Definitive holders by post who are in service: row in pegawai, nip, nama, id_jabatan."""
    return data.frame("pegawai").filter(
        pl.col("id_jabatan").is_not_null(), pl.col("status_aktif").fill_null("aktif") != "pensiun"
    )


@rule(
    code="JABATAN-02",
    name="more-holders-than-seats",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("pegawai", "jabatan"),
)
def more_holders_than_seats(data: Checked) -> Iterator[Fault]:
    """A post has as many definitive holders as seats at most; acting ones do not count.

    Correct id_jabatan of the one who holds another post, or the number of seats. Where a managerial post
    states no seats, several holders are a warning.
    """
    posts = data.frame("jabatan").filter(pl.col("id_jabatan").is_not_null()).unique("id_jabatan", keep="first")
    counted = holders(data).group_by("id_jabatan").agg(count=pl.len(), names=pl.col("nama"), nips=pl.col("nip"))
    joined = posts.join(counted, on="id_jabatan", how="inner").sort("row")
    seats = pl.col("kebutuhan")
    single = seats.is_null() & pl.col("jenjang").is_in(JENJANG_MANAJERIAL)
    for post in joined.filter((pl.col("count") > seats) | (single & (pl.col("count") > 1))).iter_rows(named=True):
        people = tuple(f"{name} ({nip})" for name, nip in list(zip(post["names"], post["nips"], strict=True))[:5])
        if post["kebutuhan"] is None:
            message = Message(
                "{count} definitive holders, seats not stated: {people}", count=post["count"], people=people
            )
            severity = Severity.WARNING
        else:
            message = Message(
                "{count} definitive holders for {seats} seat(s): {people}", count=post["count"],
                seats=post["kebutuhan"], people=people,
            )  # fmt: skip
            severity = Severity.ERROR
        fix = Message("correct the post of one of them, or kebutuhan")
        yield Fault("jabatan", post["row"], "kebutuhan", message, fix, severity)


@rule(
    code="JABATAN-03",
    name="two-definitive-posts",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("pegawai", "penugasan"),
    dated=True,
)
def two_definitive_posts(data: Checked) -> Iterator[Fault]:
    """Nobody holds two definitive posts; an acting assignment beside the own post is fine.

    Write plt, plh or tugas_tambahan into jenis, or end one of the two.
    """
    day = pl.lit(data.as_of, pl.Date)
    running = data.frame("penugasan").filter(
        pl.col("jenis") == "definitif",
        (pl.col("tmt") <= day).fill_null(True),
        (pl.col("sampai") >= day).fill_null(True),
    )
    own = data.dataset.tables["pegawai"].frame.select("nip", own="id_jabatan").drop_nulls().unique("nip", keep="first")
    both = running.join(own, on="nip", how="inner", maintain_order="left").filter(pl.col("own") != pl.col("id_jabatan"))
    for row, nip, other, mine in both.select("row", "nip", "id_jabatan", "own").iter_rows():
        message = Message("{nip} holds {mine} and, as definitive too, {other}", nip=nip, mine=mine, other=other)
        yield Fault("penugasan", row, "jenis", message, Message("write plt or plh, or end one of the two"))


@rule(
    code="JABATAN-04",
    name="echelon-of-another-level",
    severity=Severity.ERROR,
    basis=("UU20-2023-55",),
    tables=("jabatan",),
)
def echelon_of_another_level(data: Checked) -> Iterator[Fault]:
    """Each eselon belongs to one level: II to JPT pratama, III to administrator, IV to pengawas.

    Correct eselon or jenjang.
    """
    for row, level, echelon in data.frame("jabatan").select("row", "jenjang", "eselon").drop_nulls().iter_rows():
        if LEVEL_OF_ECHELON.get(echelon, level) != level:
            message = Message("eselon {echelon} does not belong to {level}", echelon=echelon, level=level)
            yield Fault("jabatan", row, "eselon", message, Message("correct eselon or jenjang"))


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
        yield Fault("jabatan", row, "eselon", message, Message("write the eselon of the organisation's regulation"))


@rule(
    code="JABATAN-06",
    name="unit-of-work-elsewhere",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("pegawai", "jabatan", "unit"),
)
def unit_of_work_elsewhere(data: Checked) -> Iterator[Fault]:
    """A person's unit of work is that of the post, or lies below it.

    Leave id_unit blank, or correct it or the post.
    """
    parents = dict(data.dataset.tables["unit"].frame.select("id_unit", "id_induk").iter_rows())
    posts = (
        data.dataset.tables["jabatan"]
        .frame.select("id_jabatan", post_unit="id_unit")
        .unique("id_jabatan", keep="first")
    )
    frame = data.frame("pegawai").join(posts, on="id_jabatan", how="inner", maintain_order="left")
    differ = frame.filter(pl.col("id_unit") != pl.col("post_unit"))
    for row, unit, post_unit in differ.select("row", "id_unit", "post_unit").iter_rows():
        if unit in parents and not _is_below(unit, post_unit, parents):
            message = Message("id_unit {unit} is not the unit {post_unit} of the post", unit=unit, post_unit=post_unit)
            yield Fault("pegawai", row, "id_unit", message, Message("leave it blank, or correct it or the post"))


def _is_below(unit: str, above: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    node: str | None = unit
    while node is not None and node not in seen:
        if node == above:
            return True
        seen.add(node)
        node = parents.get(node)
    return False
