"""The tree of units: which unit stands for those below it in a summary."""

from __future__ import annotations

import pytest

from mutasi.model.organisation import summary_units, unit_parents
from tests.ranking import dataset

CITY = {"K": None, "D": "K", "DB": "D", "DBS": "DB", "B": "K"}


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        ((), {"K": "K", "D": "D", "DB": "D", "DBS": "D", "B": "B"}),
        (("K",), {"K": "K", "D": "D", "DB": "D", "DBS": "D", "B": "B"}),
        (("D",), {"D": "D", "DB": "DB", "DBS": "DB"}),
        (("B",), {"B": "B"}),
        (("D", "B"), {"D": "D", "DB": "D", "DBS": "D", "B": "B"}),
        (("D", "DB"), {"D": "D", "DB": "DB", "DBS": "DB"}),
        (("X",), {}),
    ],
)
def test_tops_stand_for_those_below_and_a_single_one_is_split(tops: tuple[str, ...], expected: dict[str, str]):
    assert summary_units(CITY, tops) == expected


def test_several_roots_stand_for_themselves():
    assert summary_units({"D": None, "DB": "D", "B": None}) == {"D": "D", "DB": "D", "B": "B"}


def test_a_circle_has_no_top_and_does_not_hang():
    assert summary_units({"A": "B", "B": "A"}) == {}
    assert summary_units({"A": "B", "B": "A"}, ("A",)) == {"A": "A", "B": "B"}


def test_a_parent_that_does_not_exist_is_none():
    rows = [{"id_unit": "D", "nama": "Dinas", "id_induk": "X"}, {"id_unit": "B", "nama": "Bidang", "id_induk": "D"}]
    assert unit_parents(dataset(unit=rows)) == {"D": None, "B": "D"}
    assert unit_parents(dataset()) == {}
