"""Units and posts as trees: without circles, and with one root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from mutasi.finding import Severity
from mutasi.message import Message
from mutasi.model.heads import heads_of
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
    if _is_in_order(frame, key, parent):
        return
    rows = {name: row for row, name, _ in frame.iter_rows()}
    for cycle in _cycles({name: above for _, name, above in frame.iter_rows()}):
        path = " > ".join((*cycle, cycle[0])) if len(cycle) <= 12 else f"{' > '.join(cycle[:12])} > ... > {cycle[0]}"
        message = Message("{what}: {path}", what=template, path=path)
        related = tuple((table.name, rows[name]) for name in cycle[1:] if name in rows)
        fix = Message("correct the one that points upwards wrongly")
        yield Fault(table.name, rows[cycle[0]], parent, message, fix, related=related, identity=tuple(sorted(cycle)))


def _is_in_order(frame: pl.DataFrame, key: str, parent: str) -> bool:
    """Whether every record stands below its parent, as in most files: then no circle can close."""
    above = frame.select(pl.col("row").alias("above"), pl.col(key).alias(parent))
    pairs = frame.select("row", parent).join(above, on=parent, how="inner")
    return bool((pairs["above"] < pairs["row"]).all())


@rule(
    code="UNIT-01",
    name="unit-tree-with-cycle",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("unit",),
    reads={"unit": ("id_unit", "id_induk")},
)
def unit_cycle(data: Checked) -> Iterator[Fault]:
    """Units that are above one another have no place in the organisation.

    Correct id_induk of one unit of the circle.
    """
    yield from _loops(
        data.dataset.tables["unit"], "id_unit", "id_induk", Message("units above one another in a circle")
    )


@rule(
    code="UNIT-02",
    name="several-roots",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("unit",),
    reads={"unit": ("id_unit", "id_induk")},
)
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


@rule(
    code="JABATAN-01",
    name="superiors-in-a-loop",
    severity=Severity.ERROR,
    basis=("INGATAN",),
    tables=("jabatan",),
    reads={"jabatan": ("id_jabatan", "atasan")},
)
def superior_loop(data: Checked) -> Iterator[Fault]:
    """Posts that are superior to one another in a circle have no head.

    Correct atasan of one post of the circle.
    """
    yield from _loops(
        data.dataset.tables["jabatan"], "id_jabatan", "atasan", Message("posts superior to one another in a circle")
    )


@rule(
    code="JABATAN-07",
    name="post-without-superior",
    severity=Severity.WARNING,
    basis=("INGATAN",),
    tables=("jabatan",),
    reads={"jabatan": ("id_jabatan", "atasan", "jenjang")},
)
def post_without_superior(data: Checked) -> Iterator[Fault]:
    """One post heads the organisation and has no superior; any other without one was forgotten, and no line leads up.

    Where that post is not in the data, the heads of offices (JPT) have none.
    Write the post of the direct superior into atasan.
    """
    heads = heads_of(data.frame("jabatan"), {code: level.step for code, level in data.reference.levels.items()})
    if heads.allowed.is_empty():
        return  # none lacks a superior, or the office does not tell them at all
    fix = Message("write the post of the direct superior into atasan")
    if heads.elsewhere:
        message = Message("the post has no superior, and is not the head of an office")
    else:
        message = Message("the post has no superior, but '{head}' is the head", head=heads.ranked["id_jabatan"][0])
    for row in sorted(set(heads.ranked["row"]) - set(heads.allowed["row"])):
        yield Fault("jabatan", row, "atasan", message, fix)
