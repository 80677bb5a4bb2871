"""The statistics of an audit against published values and a slow exact form; what may be said and what is hidden."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from mutasi.model.fairness import BEFORE, MILLION, PLAN_STEPS, Compared, Says, Step, Trait, TraitAudit
from mutasi.model.people import make_people
from mutasi.plan.disclosure import hidden_cells
from mutasi.plan.fairness import audit_trait
from mutasi.plan.proportions import Table, chance, distribution, equal_ratio, holm, limits, ratio_limits
from mutasi.plan.traits import Grouping, groupings
from mutasi.read.reference import load_reference
from tests.ranking import EFFECTIVE, dataset

# Limits of a rate ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "of", "low", "high"),
    [
        (0, 10, 0, 3085), (5, 10, 1871, 8129), (1, 20, 13, 2487), (10, 10, 6915, 10000),
        (81, 263, 2527, 3676), (15, 148, 578, 1617), (0, 20, 0, 1684), (1, 29, 9, 1776),
    ],
)  # fmt: skip
def test_the_limits_are_the_published_ones(reached: int, of: int, low: int, high: int):
    """Clopper and Pearson; the last four are the examples of Newcombe 1998."""
    assert tuple((bound + 50) // 100 for bound in limits(reached, of)) == (low, high)


def tail(least: int, of: int, rate: Fraction) -> Fraction:
    return sum(
        (Fraction(math.comb(of, at)) * rate**at * (1 - rate) ** (of - at) for at in range(least, of + 1)), Fraction(0)
    )


@pytest.mark.parametrize("of", [1, 2, 3, 7, 12, 25])
def test_the_limits_are_exact_to_a_millionth(of: int):
    """By the definition, in fractions: at the limit so many or more are as likely as one in forty."""
    half = Fraction(1, 2 * MILLION)
    for reached in range(of + 1):
        low, high = limits(reached, of)
        if reached:
            assert tail(reached, of, Fraction(low, MILLION) - half) < Fraction(1, 40)
            assert tail(reached, of, Fraction(low, MILLION) + half) > Fraction(1, 40)
        else:
            assert low == 0
        assert (low, high) == tuple(MILLION - bound for bound in reversed(limits(of - reached, of)))


def test_of_nobody_nothing_is_known():
    assert limits(0, 0) == (0, MILLION)


# Tables --------------------------------------------------------------------------------------------------


def exact(table: Table) -> dict[int, Fraction]:
    drawn = table.reached + table.other_reached
    every = math.comb(table.of + table.other_of, drawn)
    return {
        at: Fraction(math.comb(table.of, at) * math.comb(table.other_of, drawn - at), every)
        for at in range(max(0, drawn - table.other_of), min(table.of, drawn) + 1)
    }


def test_the_lady_who_tastes_tea():
    """Fisher 1935: three of four cups right. 0.2429 on one side, 0.4857 on both."""
    table = Table(3, 4, 1, 4)
    assert (chance([table]) + 50) // 100 == 4857
    start, weights = distribution([table])
    assert start == 0
    assert round(10_000 * sum(weights[3:]) / sum(weights)) == 2429


@pytest.mark.parametrize("seed", range(60))
def test_fisher_is_exact(seed: int):
    draw = random.Random(seed)
    of, other = draw.randint(1, 25), draw.randint(1, 25)
    table = Table(draw.randint(0, of), of, draw.randint(0, other), other)
    probable = exact(table)
    expected = sum(one for one in probable.values() if one <= probable[table.reached])
    assert chance([table]) == pytest.approx(math.ceil(MILLION * expected), abs=1)
    assert chance([table]) == chance([Table(table.other_reached, table.other_of, table.reached, table.of)])


@pytest.mark.parametrize("seed", range(20))
def test_several_tables_are_tested_by_their_sum(seed: int):
    draw = random.Random(1000 + seed)
    sizes = [(draw.randint(1, 6), draw.randint(1, 6)) for _ in range(3)]
    tables = [Table(draw.randint(0, of), of, draw.randint(0, other), other) for of, other in sizes]
    sums: dict[int, Fraction] = {}
    for parts in itertools.product(*(exact(table).items() for table in tables)):
        at = sum(number for number, _ in parts)
        sums[at] = sums.get(at, Fraction(0)) + math.prod((one for _, one in parts), start=Fraction(1))
    seen = sums[sum(table.reached for table in tables)]
    assert chance(tables) == pytest.approx(math.ceil(MILLION * sum(one for one in sums.values() if one <= seen)), abs=1)


def test_what_is_very_unlikely_is_nought_and_not_a_fault():
    assert chance([Table(0, 1000, 900, 1000)]) <= 1


def test_the_ratio_of_mantel_and_haenszel_by_hand():
    """(5*10/20 + 2*12/16) / (4*10/20 + 3*4/16) = 4 / 2.75."""
    first, second = Table(5, 10, 4, 10), Table(2, 4, 3, 12)
    assert equal_ratio([first, second]) == Fraction(16, 11)
    assert equal_ratio([first]) == Fraction(5, 4)
    assert equal_ratio([Table(1, 5, 0, 5)]) is None


def test_the_limits_of_a_ratio():
    low, high = ratio_limits(Table(47, 100, 52, 100))
    assert low < Fraction(47, 52) < high
    assert ratio_limits(Table(3, 10, 0, 10))[1] is None
    assert ratio_limits(Table(0, 10, 5, 10))[0] == 0
    widths = [ratio_limits(Table(part, 2 * part, part, 2 * part)) for part in (5, 50, 500)]
    assert widths[0][0] < widths[1][0] < widths[2][0] < 1 < widths[2][1] < widths[1][1] < widths[0][1]


def binomial(of: int, rate: float) -> list[float]:
    return [math.comb(of, at) * rate**at * (1 - rate) ** (of - at) for at in range(of + 1)]


@pytest.mark.parametrize(("of", "other"), [(10, 10), (15, 60), (40, 40)])
@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_no_gap_seen_is_seldom_said_where_there_is_one(of: int, other: int, rate: float):
    """With a true ratio a little below four fifths the lower limit reaches them once in forty cases at most."""
    wrong = sum(
        one * another
        for reached, one in enumerate(binomial(of, 0.79 * rate))
        for beside, another in enumerate(binomial(other, rate))
        if beside and ratio_limits(Table(reached, of, beside, other))[0] >= 0.8
    )
    assert wrong <= 0.025


def test_holm_corrects_the_smallest_most():
    assert holm([10, 400, 30], 3) == [30, 400, 60]
    assert holm([10, 400, 30], 10) == [100, 3200, 270]
    assert holm([10, 10], 2) == [20, 20]
    assert holm([MILLION, 600_000], 2) == [MILLION, MILLION]
    assert holm([], 0) == []


# What is hidden ------------------------------------------------------------------------------------------

CHAIN = (Step.CONSIDERED, Step.POOL, Step.ELIGIBLE)


Shown = Sequence[Sequence[int | None]]


def possible(shown: Shown, totals: Sequence[int | None], least: int) -> set[tuple[tuple[int, ...], ...]]:
    """Every table that a reader may think of who sees these counts, and knows that hidden ones are at least so large.

    A total that is not shown is one of 1 to 4.
    """
    highest = max(total or 4 for total in totals)
    rows = [
        [
            row
            for row in itertools.product(*([one] if one is not None else range(least, highest + 1) for one in of_group))
            if all(later <= earlier for earlier, later in itertools.pairwise(row))
        ]
        for of_group in shown
    ]
    allowed = [range(1, 5) if total is None else (total,) for total in totals]
    return {
        table
        for table in itertools.product(*rows)
        if all(sum(column) in sums for column, sums in zip(zip(*table, strict=True), allowed, strict=True))
    }


@pytest.mark.parametrize("seed", range(100))
def test_what_is_hidden_cannot_be_found_by_subtraction(seed: int):
    draw = random.Random(seed)
    steps = CHAIN[: 3 if seed % 2 else 2]
    counts = []
    for _ in range(2 if seed % 2 else 3):
        row = [draw.randint(0, 7)]
        while len(row) < len(steps):
            row.append(draw.randint(0, row[-1]))
        counts.append(dict(zip(steps, row, strict=True)))
    hidden = hidden_cells(counts)
    assert {(row, step) for row, one in enumerate(counts) for step in steps if 0 < one[step] < 5} <= hidden
    shown = [[None if (row, step) in hidden else one[step] for step in steps] for row, one in enumerate(counts)]
    totals = [sum(one[step] for one in counts) for step in steps]
    least = min((counts[row][step] > 0 for row, step in hidden), default=0)
    tables = possible(shown, [None if 0 < total < 5 else total for total in totals], int(least))
    for row, step in hidden:
        assert len({table[row][steps.index(step)] for table in tables}) > 1, (counts, shown)


def test_the_next_step_gives_nothing_away_either():
    """Of 12 people 6, 1 and 5: were the 1 and the 5 hidden alone, the 5 of the next step would tell them."""
    counts = [{Step.CONSIDERED: first, Step.POOL: second} for first, second in ((6, 6), (1, 0), (5, 5))]
    assert hidden_cells(counts) == {(row, Step.CONSIDERED) for row in range(3)}


def test_large_counts_are_all_shown():
    assert hidden_cells([dict.fromkeys(CHAIN, 50), dict.fromkeys(CHAIN, 7), dict.fromkeys(CHAIN, 0)]) == set()


def test_a_single_small_count_takes_the_smallest_other_one_along():
    counts = [{Step.CONSIDERED: 90}, {Step.CONSIDERED: 3}, {Step.CONSIDERED: 20}, {Step.CONSIDERED: 0}]
    assert hidden_cells(counts) == {(1, Step.CONSIDERED), (2, Step.CONSIDERED)}


# What is said --------------------------------------------------------------------------------------------


def audited(
    groups: dict[str, tuple[int, ...]], steps: Sequence[Step] = PLAN_STEPS[:5], *, smallest: int = 10,
    posts: dict[str, int] | None = None, order: Sequence[int] | None = None,
) -> TraitAudit:  # fmt: skip
    """Groups by how many reached each step, in rows of people; `order` shuffles the rows."""
    of_each = [code for code, counts in groups.items() for _ in range(counts[0])]
    numbers = [number for counts in groups.values() for number in range(counts[0])]
    reached = {
        step: np.array([numbers[row] < groups[of_each[row]][at] for row in range(len(of_each))])
        for at, step in enumerate(steps)
    }
    equal = [(posts or {}).get(code, 0) for code in of_each]
    rows = list(order) if order is not None else list(range(len(of_each)))
    mixed = {step: mask[rows] for step, mask in reached.items()}
    grouping = Grouping(Trait.UNIT, [of_each[row] for row in rows], tuple(code for code in groups if code))
    return audit_trait(grouping, mixed, [equal[row] for row in rows], smallest)


def says(audit: TraitAudit, step: Step) -> dict[str, Says]:
    return {one.group: one.says for part in audit.measured if part.step is step for one in part.groups}


def test_a_gap_arises_where_the_rates_part():
    audit = audited({"A": (200, 190, 180, 180, 60), "B": (200, 190, 90, 90, 30)})
    assert [step for step, _ in audit.gaps("B")] == [Step.ELIGIBLE]
    assert says(audit, Step.POOL) == {"A": Says.BEST, "B": Says.NOT_SEEN}
    assert says(audit, Step.RANKED) == {"A": Says.EVERYBODY, "B": Says.EVERYBODY}
    assert says(audit, Step.CHOSEN)["B"] is Says.CANNOT_BE_TOLD
    one = audit.at("B", Step.ELIGIBLE)
    assert (one.reached, one.of, one.best) == (90, 190, "A")
    assert one.ratio == Fraction(1, 2)


def test_below_four_fifths_by_chance_is_told_apart():
    audit = audited({"A": (20, 20, 20, 20, 8), "B": (20, 20, 20, 20, 5)})
    assert says(audit, Step.CHOSEN) == {"A": Says.BEST, "B": Says.MAYBE_CHANCE}
    assert audit.gaps("B") == ()


def test_of_few_nothing_is_said_and_equal_rates_of_few_are_no_proof():
    audit = audited({"A": (100, 100, 50, 50, 50), "B": (9, 9, 0, 0, 0), "C": (12, 12, 6, 6, 6)})
    assert says(audit, Step.ELIGIBLE) == {"A": Says.BEST, "B": Says.TOO_FEW, "C": Says.CANNOT_BE_TOLD}
    assert audited({"A": (100, 100), "B": (9, 3)}, PLAN_STEPS[:2], smallest=11).at("B", Step.POOL).says is Says.TOO_FEW
    assert says(audited({"A": (10, 10), "B": (10, 5)}, PLAN_STEPS[:2]), Step.POOL)["B"] is not Says.TOO_FEW


def test_four_fifths_themselves_are_no_gap():
    exactly = audited({"A": (5000, 5000, 5000), "B": (5000, 5000, 4000)}, PLAN_STEPS[:3])
    assert exactly.at("B", Step.ELIGIBLE).ratio == Fraction(4, 5)
    assert says(exactly, Step.ELIGIBLE)["B"] is Says.CANNOT_BE_TOLD
    assert (
        says(audited({"A": (5000, 5000, 5000), "B": (5000, 5000, 3999)}, PLAN_STEPS[:3]), Step.ELIGIBLE)["B"]
        is Says.GAP
    )


def test_a_lucky_few_are_not_what_all_are_compared_with():
    audit = audited({"A": (1000, 1000, 300), "B": (1000, 1000, 100), "C": (12, 12, 11)}, PLAN_STEPS[:3])
    assert says(audit, Step.ELIGIBLE) == {"A": Says.BEST, "B": Says.GAP, "C": Says.NOT_SEEN}


def test_people_of_whom_it_is_not_stated_are_counted_and_no_group():
    audit = audited({"A": (100, 100, 90), "B": (100, 100, 40), "": (50, 50, 1)}, PLAN_STEPS[:3])
    assert says(audit, Step.ELIGIBLE) == {"A": Says.BEST, "B": Says.GAP, "": Says.NOT_STATED}
    assert sum(group.counts[Step.CONSIDERED] for group in audit.groups) == 250


def test_nobody_and_no_other_group():
    assert set(says(audited({"A": (50, 50, 0), "B": (40, 40, 0)}, PLAN_STEPS[:3]), Step.ELIGIBLE).values()) == {
        Says.NOBODY
    }
    alone = audited({"A": (50, 50, 5), "B": (4, 4, 2)}, PLAN_STEPS[:3])
    assert says(alone, Step.ELIGIBLE) == {"A": Says.ALONE, "B": Says.TOO_FEW}


def test_to_be_forced_is_no_advantage():
    """There the lowest rate is the best, and the ratio is that of it to the own one."""
    steps = (*PLAN_STEPS[:5], Step.FORCED)
    audit = audited({"A": (100,) * 5 + (60,), "B": (100,) * 5 + (10,)}, steps)
    assert says(audit, Step.FORCED) == {"A": Says.GAP, "B": Says.BEST}
    assert audit.at("A", Step.FORCED).ratio == Fraction(1, 6)


def test_a_gap_may_go_with_the_posts_that_people_hold():
    """Everybody of A sits where all get on, half of B where nobody does: at equal posts there is none."""
    groups = {"A": (100, 100, 50), "B": (200, 200, 50)}
    apart = audited(groups, PLAN_STEPS[:3], posts={"A": 0, "B": 1})
    assert apart.at("B", Step.ELIGIBLE).equal is None
    alike = audited(groups, PLAN_STEPS[:3])
    found = alike.at("B", Step.ELIGIBLE).equal
    assert found is not None
    assert found.is_gap
    assert found.ratio == Fraction(1, 2)


def by_posts(*rows: tuple[str, int, int, int]) -> Compared:
    """Groups by (group, post, reached, of): the one that has not the best rate."""
    of_each = [group for group, _, _, of in rows for _ in range(of)]
    posts = [post for _, post, _, of in rows for _ in range(of)]
    passed = np.array([at < reached for _, _, reached, of in rows for at in range(of)])
    everybody = np.ones(len(of_each), dtype=bool)
    reached = {Step.CONSIDERED: everybody, Step.POOL: everybody, Step.ELIGIBLE: passed}
    audit = audit_trait(Grouping(Trait.UNIT, of_each, ("A", "B")), reached, posts, 10)
    return next(one for one in audit.measured[-1].groups if one.says is not Says.BEST)


def test_a_gap_at_equal_posts_is_found_that_the_whole_conceals():
    found = by_posts(("A", 0, 60, 120), ("B", 0, 18, 20), ("A", 1, 2, 20), ("B", 1, 45, 120))
    assert (found.group, found.says) == ("A", Says.CANNOT_BE_TOLD)
    assert found.equal is not None
    assert found.equal.is_gap
    assert found.is_gap


def test_at_equal_posts_it_may_be_the_other_way_round():
    """Simpson's paradox: in either post A comes half as far as B, and sits where more get on."""
    found = by_posts(("A", 0, 90, 200), ("B", 0, 18, 20), ("A", 1, 1, 20), ("B", 1, 20, 200))
    assert (found.group, found.says) == ("B", Says.GAP)
    assert found.equal is not None
    assert found.equal.turns
    assert not found.equal.is_gap


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_people_changes_nothing_and_groups_add_up(seed: int):
    draw = random.Random(seed)
    groups = {}
    for code in ("A", "B", "C", ""):
        counts = [draw.randint(0, 60)]
        for _ in range(4):
            counts.append(draw.randint(0, counts[-1]))
        groups[code] = tuple(counts)
    size = sum(counts[0] for counts in groups.values())
    order = draw.sample(range(size), size)
    assert audited(groups, order=order) == audited(groups)
    audit = audited(groups)
    for at, step in enumerate(PLAN_STEPS[:5]):
        assert sum(group.counts[step] for group in audit.groups) == sum(counts[at] for counts in groups.values())
    for part in audit.measured:
        assert all(one.of == audit.group(one.group).counts[BEFORE[part.step]] for one in part.groups)


def test_more_groups_need_more_to_be_no_chance():
    """The best of many is high by luck: the correction counts every pair of groups, at every step."""
    two = audited({"A": (100, 100, 50), "B": (100, 100, 34)}, PLAN_STEPS[:3])
    many = audited({"A": (100, 100, 50), **dict.fromkeys("BCDEFG", (100, 100, 34))}, PLAN_STEPS[:3])
    assert says(two, Step.ELIGIBLE)["B"] is Says.GAP
    assert says(many, Step.ELIGIBLE)["B"] is Says.MAYBE_CHANCE
    assert (two.comparisons, many.comparisons) == (1, 21)


# Groups --------------------------------------------------------------------------------------------------


def grouped(trait: Trait, *people: dict[str, str | None], **tables: list[dict[str, str | None]]) -> list[str]:
    made = dataset(pegawai=people, **tables)
    found = groupings(made, make_people(made, load_reference(), EFFECTIVE), [trait])[0]
    return list(found.of_each)


def test_sex_is_that_of_the_column_else_of_the_nip():
    men, women, wrong = "198503152010011001", "198503152010012001", "19850315201001"
    people = [{"nip": men, "jenis_kelamin": None}, {"nip": women, "jenis_kelamin": None},
              {"nip": men[:-1] + "2", "jenis_kelamin": "P"}, {"nip": wrong, "jenis_kelamin": None}]  # fmt: skip
    assert grouped(Trait.SEX, *people) == ["L", "P", "P", ""]


def test_age_is_that_of_the_effective_date():
    """The effective date is 2026-04-15: who is born on that day of 1976 is fifty, a day later not yet."""
    born = ["1996-04-16", "1996-04-15", "1976-04-16", "1976-04-15", "1971-04-15", None]
    people = [{"nip": f"19850315201001100{at}", "tanggal_lahir": day} for at, day in enumerate(born)]
    assert grouped(Trait.AGE, *people) == ["<30", "30-39", "40-49", "50-54", "55+", "40-49"]


def test_the_unit_is_the_one_below_the_top():
    units = [{"id_unit": "K", "id_induk": None}, {"id_unit": "A", "id_induk": "K"}, {"id_unit": "A1", "id_induk": "A"}]
    people = [{"nip": f"19850315201001100{at}", "id_unit": unit} for at, unit in enumerate(["A1", "A", "K", None])]
    assert grouped(Trait.UNIT, *people, unit=units) == ["A", "A", "K", ""]


def test_other_agencies_are_an_origin():
    people = [{"nip": f"19850315201001100{at}", "instansi": agency} for at, agency in enumerate([None, "Kota Lain"])]
    assert grouped(Trait.ORIGIN, *people) == ["instansi_sendiri", "instansi_lain"]
