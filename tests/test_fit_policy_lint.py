"""The criteria of the policy over people: who counts as a candidate, and with which values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mutasi.fit.policy_lint import lint_policy
from mutasi.model.policy import Policy
from mutasi.model.verdict import Verdict
from tests.ranking import VACANCY, column, given, judged, people_of, scores_of

RISING = [str(number) for number in range(10, 90, 10)]
MIXED = ["40", "80", "10", "60", "30", "70", "20", "50"]
POLICY = Policy(criteria=(column("hadir", "50", "kehadiran"), column("tahun", "30", "masa_kerja_tahun", atas="100"),
                          column("bulan", "20", "masa_kerja_bulan", atas="100")))  # fmt: skip


def found(
    first: Sequence[str | None], second: Sequence[str | None], third: Sequence[str | None],
    verdicts: Mapping[int, Verdict] | None = None, **columns: Sequence[str],
) -> set[tuple[str, str]]:  # fmt: skip
    rows = given(first, masa_kerja_tahun=second, masa_kerja_bulan=third, **columns)
    people = people_of(pegawai=rows)
    findings = lint_policy(people, POLICY, [(judged(people, verdicts), scores_of(people, POLICY))])
    return {(one.rule, one.key) for one in findings}


def test_who_may_not_hold_the_post_does_not_count():
    flat = ["50"] * 7 + ["60"]
    assert ("BOBOT-06", "bulan") not in found(RISING, MIXED, flat)
    assert ("BOBOT-06", "bulan") in found(RISING, MIXED, flat, {7: Verdict.FAIL})
    assert ("BOBOT-06", "bulan") not in found(RISING, MIXED, flat, {7: Verdict.UNKNOWN})


def test_who_holds_the_post_does_not_count():
    flat = ["50"] * 7 + ["60"]
    assert ("BOBOT-06", "bulan") in found(RISING, MIXED, flat, id_jabatan=["J"] * 7 + [VACANCY.post])


def test_a_criterion_is_compared_with_the_others_and_not_with_itself():
    """With itself in the sum the heaviest one would never run against it."""
    assert ("BOBOT-08", "hadir") in found(RISING, RISING[::-1], RISING[::-1])
    assert ("BOBOT-07", "tahun, bulan") in found(RISING, RISING[::-1], RISING[::-1])


def test_who_has_no_value_does_not_count():
    """The one without a value has the whole range: what is known of the others is the same."""
    assert ("BOBOT-07", "hadir, tahun") in found([None, *RISING[1:]], ["80", *RISING[1:]], MIXED)
    assert ("BOBOT-07", "hadir, tahun") not in found(RISING, ["80", *RISING[1:]], MIXED)
