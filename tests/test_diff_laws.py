"""Laws of comparisons, over organisations drawn by chance."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from mutasi.diff.change import Comparison, Kind
from mutasi.diff.compare import compare
from mutasi.model.policy import Policy
from mutasi.read.pair import Pair, Place, load_pair
from mutasi.read.policy import load_policy
from mutasi.read.reference import load_reference
from mutasi.render.changes import as_text
from mutasi.render.changes_data import as_json
from mutasi.render.language import language
from tests.drawn_office import Office, later, office, written

SEEDS = range(16)


def pair(old: Path, new: Path, *, whole: bool = False) -> Pair:
    places = [Place(folder, load_policy(folder / "mutasi.yaml")[0] or Policy(), folder) for folder in (old, new)]
    found = load_pair(*places, whole=whole)
    findings = (*found.old_findings, *found.new_findings)
    assert not [one for one in findings if one.severity.value == "error"]
    return found


def compared(old: Path, new: Path, *, whole: bool = False) -> Comparison:
    found = pair(old, new, whole=whole)
    return compare(found.old, found.new, load_reference(), found.shared)


@pytest.fixture(params=SEEDS)
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Office, Office, Path, Path]:
    draw = Random(request.param)
    before = office(draw)
    after = later(draw, before)
    if request.param % 4 == 0:
        before, after = ({name: rows for name, rows in one.items() if name != "unit"} for one in (before, after))
    return (
        before,
        after,
        written(before, tmp_path / "lama", "2026-01-31"),
        written(after, tmp_path / "baru", "2026-03-31"),
    )


def test_what_both_files_share_need_not_be_read(drawn: tuple[Office, Office, Path, Path]):
    """The quick way and the long one say the same to the byte."""
    _, _, old, new = drawn
    quick, long = compared(old, new), compared(old, new, whole=True)
    assert pair(old, new).shared
    assert as_json(quick) == as_json(long)
    assert as_text(quick, language("id")) == as_text(long, language("id"))


def test_nothing_differs_from_itself(drawn: tuple[Office, Office, Path, Path]):
    before, _, old, _ = drawn
    for whole in (False, True):
        same = compared(old, old, whole=whole)
        assert (same.is_empty, same.unchanged) == (True, len(before["pegawai"]))


OPPOSITE = {
    Kind.NEW: Kind.LEFT, Kind.PROMOTION: Kind.DEMOTION, Kind.RANK_UP: Kind.RANK_DOWN, Kind.MERGED: Kind.SPLIT,
    Kind.COLUMN_NEW: Kind.COLUMN_GONE, Kind.ASSIGNMENT_BEGUN: Kind.ASSIGNMENT_ENDED, Kind.RECORD_NEW: Kind.RECORD_GONE,
}  # fmt: skip
OPPOSITE |= {other: kind for kind, other in OPPOSITE.items()}


def test_the_way_back_is_the_mirror_of_the_way_there(drawn: tuple[Office, Office, Path, Path]):
    _, _, old, new = drawn
    there, back = compared(old, new), compared(new, old)
    told = Counter(
        (one.kind, one.table, one.field, one.old, one.new, one.old_line, one.new_line) for one in there.changes
    )
    mirrored = Counter(
        (OPPOSITE.get(one.kind, one.kind), one.table, one.field, one.new, one.old, one.new_line, one.old_line)
        for one in back.changes
    )
    assert told == mirrored
    assert (there.unchanged, there.noise) == (back.unchanged, back.noise)
    assert len(there.chains) == len(back.chains)
    assert {frozenset(link.key for link in chain.links) for chain in there.chains} == {
        frozenset(link.key for link in chain.links) for chain in back.chains
    }
    for name, counts in there.facts.items():
        others = back.facts[name]
        assert (counts.added, counts.removed, counts.changed) == (others.removed, others.added, others.changed)


def test_the_order_of_rows_and_columns_is_no_change(drawn: tuple[Office, Office, Path, Path], tmp_path: Path):
    _, after, old, new = drawn
    draw = Random(1)
    columns = {table: draw.sample(list(rows[0]), len(rows[0])) for table, rows in after.items() if rows}
    shuffled = {
        table: [{name: row[name] for name in columns[table]} for row in draw.sample(rows, len(rows))]
        for table, rows in after.items()
    }
    mixed = written(shuffled, tmp_path / "acak", "2026-03-31")
    assert compared(new, mixed).is_empty

    def told(comparison: Comparison) -> list[tuple[str, ...]]:
        return [(one.kind, one.table, one.key, one.field, one.old, one.new, one.note) for one in comparison.changes]

    assert sorted(told(compared(old, mixed))) == sorted(told(compared(old, new)))
