"""What penalties take: surely, perhaps, or no longer, with the ends that DISIPLIN-03 knows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mutasi.model.policy import CriterionPolicy, Policy
from tests.ranking import given, nip, people_of, scores_of

INTEGRITY = Policy(criteria=(CriterionPolicy("integritas", "integritas", Fraction(100), {}),))
MEDIUM = {"jenis": "S1", "tingkat": "sedang", "status": "selesai"}
LIGHT = {"jenis": "R1", "tingkat": "ringan", "status": "selesai"}


def points(*penalties: dict[str, str | None]) -> tuple[int, int]:
    """Lowest and highest points of somebody with these penalties on 15 April 2026, five years after 15 April 2021."""
    rows = [{"nip": nip(0), **one} for one in penalties] or [{"nip": None}]
    scores = scores_of(people_of(pegawai=given(["80"]), disiplin=rows), INTEGRITY)
    unit = 100 * scores.criteria[0].weight
    return int(scores.lowest[0]) // unit, int(scores.highest[0]) // unit


@pytest.mark.parametrize(
    ("penalties", "expected"),
    [
        ([], (100, 100)),
        ([{**MEDIUM, "tmt_mulai": "2020-10-16", "tmt_selesai": "2021-04-15"}], (100, 100)),
        ([{**MEDIUM, "tmt_mulai": "2020-10-17", "tmt_selesai": "2021-04-16"}], (50, 50)),
        # without an end: by the law of its kind
        ([{**MEDIUM, "tmt_mulai": "2014-06-02"}], (100, 100)),
        ([{**MEDIUM, "tmt_mulai": "2020-10-16"}], (100, 100)),
        ([{**MEDIUM, "tmt_mulai": "2020-10-17"}], (50, 50)),
        # neither: it may have ended before, unless it began since
        ([{**MEDIUM, "jenis": None, "tmt_mulai": "2021-04-15"}], (50, 100)),
        ([{**MEDIUM, "jenis": None, "tmt_mulai": "2021-04-16"}], (50, 50)),
        ([LIGHT], (80, 100)),
        ([{**LIGHT, "tmt_mulai": "2025-01-01"}], (80, 80)),
        ([LIGHT, {**MEDIUM, "tmt_mulai": "2025-01-01"}], (50, 50)),
        ([{**LIGHT, "tmt_mulai": "2025-01-01"}, MEDIUM], (50, 80)),
        # what is still served has not ended
        ([{**LIGHT, "status": "menjalani"}], (80, 80)),
        ([{"tingkat": "berat", "status": "proses"}], (50, 50)),
    ],
)
def test_a_penalty_takes_points_until_five_years_after_its_end(penalties: list, expected: tuple[int, int]):
    assert points(*penalties) == expected
