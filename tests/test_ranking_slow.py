"""The ranking against a second one in plain Python, on random data with missing values and equal scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import example, settings
from hypothesis import given as forall
from hypothesis import strategies as st

from mutasi.fit.missing import NAMED
from mutasi.fit.prospects import prospect
from mutasi.model.people import People
from mutasi.model.policy import MissingOrder, Policy, TieBreaker
from mutasi.model.verdict import Verdict
from tests.ranking import column, given, judged, nip, people_of, ranked, scores_of
from tests.slow.ranking import Pool, Ranked

NAMES = ("hadir", "lhkpn", "spt")
WEIGHTS = {"hadir": Fraction(50, 100), "lhkpn": Fraction(30, 100), "spt": Fraction(20, 100)}
CRITERIA = (
    column("hadir", "50", "kehadiran"),
    column("lhkpn", "30", "lhkpn_tahun", bawah="2000", atas="2100"),
    column("spt", "20", "spt_tahun", bawah="2000", atas="2100"),
)
RANKS = ("III/a", "III/b")

Row = tuple[int | None, int | None, int | None, str, bool]
cells = st.one_of(st.none(), st.sampled_from([0, 20, 50, 60, 100]), st.integers(0, 100))
rows = st.lists(st.tuples(cells, cells, cells, st.sampled_from(RANKS), st.sampled_from([False] * 4 + [True])),
                min_size=1, max_size=9)  # fmt: skip
EQUAL_POINTS: list[Row] = [(50, 50, 50, "III/b", False), (50, 50, 50, "III/a", False)]
"""The chain decides, so that the second lacks one hundredth, the least there is."""
orders = st.sampled_from(MissingOrder)
numbers = st.integers(1, 5)


def crowd(values: Sequence[Row]) -> People:
    def year(value: int | None) -> str | None:
        return None if value is None else str(2000 + value)

    return people_of(
        pegawai=given(
            [None if row[0] is None else str(row[0]) for row in values],
            lhkpn_tahun=[year(row[1]) for row in values],
            spt_tahun=[year(row[2]) for row in values],
            golongan=[row[3] for row in values],
        )
    )


def policy_of(order: MissingOrder) -> Policy:
    return Policy(criteria=CRITERIA, tie_chain=(TieBreaker.RANK,), missing_order=order)


def slow(values: Sequence[Row], at: int) -> Ranked:
    points = {
        name: (Fraction(0), Fraction(100)) if cell is None else (Fraction(cell), Fraction(cell))
        for name, cell in zip(NAMES, values[at][:3], strict=True)
    }
    return Ranked(nip(at), points, -RANKS.index(values[at][3]))


def pool_of(values: Sequence[Row], order: MissingOrder) -> Pool:
    return Pool([slow(values, at) for at, row in enumerate(values) if not row[4]], WEIGHTS, order.value)


def failing(values: Sequence[Row]) -> dict[int, Verdict]:
    return {at: Verdict.FAIL for at, row in enumerate(values) if row[4]}


@settings(max_examples=70, deadline=None)
@forall(rows, orders, numbers)
def test_the_list_agrees(values: list[Row], order: MissingOrder, asked: int) -> None:
    pool = pool_of(values, order)
    made = ranked(crowd(values), policy_of(order), asked=asked, verdicts=failing(values))
    assert [one.nip for one in made.candidates] == [one.nip for one in pool.listed(asked)]
    for one, own in zip(made.candidates, pool.listed(asked), strict=True):
        assert Fraction(100 * one.score, made.full) == own.score(WEIGHTS, order.value)
        assert (one.place, one.best_place, one.worst_place) == (pool.place(own), *pool.bounds(own))
        assert (None if one.above is None else Fraction(100 * one.above, made.full)) == pool.above(own)
        told = {value.criterion: (value.best_place, value.worst_place) for value in one.missing}
        assert told == pool.alone(own)


@settings(max_examples=70, deadline=None)
@forall(rows, orders, numbers)
def test_who_may_come_among_the_first_agrees(values: list[Row], order: MissingOrder, asked: int) -> None:
    pool = pool_of(values, order)
    made = ranked(crowd(values), policy_of(order), asked=asked, verdicts=failing(values))
    expected = pool.contenders(asked)
    assert made.may_reach == len(expected)
    assert [one.nip for one in made.contenders] == [one.nip for one in expected[:NAMED]]
    for one, own in zip(made.contenders, expected, strict=False):
        assert (one.place, one.best_place, one.worst_place) == (pool.place(own), *pool.bounds(own))
        assert one.together == pool.place(own, "terbaik")
        told = {value.criterion: (value.best_place, value.worst_place) for value in one.missing}
        assert told == pool.alone(own)


@settings(max_examples=70, deadline=None)
@forall(rows, orders, numbers, st.integers(0, 8))
@example(EQUAL_POINTS, MissingOrder.WORST, 1, 1)
def test_the_place_and_the_improvement_of_anybody_agree(
    values: list[Row], order: MissingOrder, asked: int, number: int
) -> None:
    """Also of those who are barred: they stand besides those who are ranked."""
    at = number % len(values)
    people, policy, pool, own = crowd(values), policy_of(order), pool_of(values, order), slow(values, at)
    found = prospect(people, judged(people, failing(values)), scores_of(people, policy), policy, at, asked)
    assert (found.place, found.best_place, found.worst_place) == (pool.place(own), *pool.bounds(own))
    assert found.eligible is not values[at][4]
    assert (found.lacking is None) is (pool.place(own) <= asked)
    if found.lacking is None:
        assert found.improvement is None
        return
    last = pool.ordered()[asked - 1].score(WEIGHTS, order.value)
    assert Fraction(100 * found.lacking, found.full) == last - own.score(WEIGHTS, order.value)
    assert found.improvement is not None
    told = {target.criterion: target.needed for target in found.improvement.targets}
    needed = {name: pool.needed(own, name, asked) for name in NAMES}
    assert told == {name: None if points is None else int(points * 100) for name, points in needed.items()}
    if found.improvement.smallest is None:
        assert found.improvement.pair_suffices is pool.pair_suffices(own, asked)
    else:
        least = min(target.more for target in found.improvement.targets if target.more is not None)
        assert found.improvement.smallest.more == least
