"""Which weights hold for a vacancy: groups with factors, weights of single vacancies, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as forall
from hypothesis import settings
from hypothesis import strategies as st

from mutasi.fit.score import score, whole_weights
from mutasi.fit.weighting import criteria_for
from mutasi.model.policy import Policy
from mutasi.read.policy import policy_from
from mutasi.read.source import source_of
from mutasi.rules.weights import check_weights
from tests.ranking import VACANCY, given, people_of

GROUPS = """\
kelompok:
  kecakapan: {bobot: 60, inti: 70, pendukung: 30}
  rekam: {bobot: 15%}
kriteria:
  a: {jenis: kepangkatan, bobot: 25, kelompok: kecakapan, faktor: inti}
  b: {jenis: senioritas, bobot: 75, kelompok: kecakapan, faktor: inti}
  c: {jenis: pendidikan, bobot: 1, kelompok: kecakapan, faktor: pendukung}
  d: {jenis: integritas, bobot: 0.5, kelompok: rekam}
  e: {jenis: minat, bobot: 50%, kelompok: rekam}
  f: {jenis: senioritas, bobot: 25}
"""
GROUPS_OF_NUMBERS = GROUPS.replace("15%", "15").replace("50%", "0.5")
OWN = """\
kriteria:
  a: {jenis: kepangkatan, bobot: 40}
  b: {jenis: senioritas, bobot: 30}
  c: {jenis: pendidikan, bobot: 30}
bobot_khusus:
  jabatan: {jenjang: ADMINISTRATOR, bobot: {a: 0.5, c: 0.5}}
  camat: {lowongan: [L-002, L-003], bobot: {c: 30, b: 70}}
"""


def read(text: str) -> tuple[Policy, list[tuple[str, int, int]]]:
    policy, findings = policy_from(source_of(text.encode(), "mutasi.yaml"))
    return policy, [(one.rule, one.location.line, one.location.column) for one in findings]


def weights(text: str) -> Mapping[str, Fraction]:
    policy, findings = read(text)
    assert findings == []
    return {one.name: one.weight for one in policy.criteria}


def test_the_weight_of_a_group_is_divided_exactly() -> None:
    found = weights(GROUPS_OF_NUMBERS)
    assert found == {
        "a": Fraction("10.5"), "b": Fraction("31.5"), "c": Fraction(18), "d": Fraction("7.5"), "e": Fraction("7.5"),
        "f": Fraction(25),
    }  # fmt: skip
    assert sum(found.values()) == 100
    assert tuple(check_weights(read(GROUPS_OF_NUMBERS)[0], None)) == ()


def test_what_stands_in_the_file_is_kept_beside_what_it_comes_to() -> None:
    policy, _ = read(GROUPS_OF_NUMBERS)
    assert [str(one.written) for one in policy.criteria] == ["25", "75", "1", "1/2", "1/2", "25"]
    assert policy.criteria[0].weight == Fraction("10.5")


def test_a_sign_of_percent_beside_numbers_is_told_in_every_section() -> None:
    assert read(GROUPS)[1] == [("KRITERIA-02", 3, 18), ("KRITERIA-02", 9, 28)]
    text = OWN.replace("c: 30, b: 70", "c: 30%, b: 70")
    assert read(text)[1] == [("KRITERIA-02", 7, 48)]
    text = GROUPS_OF_NUMBERS.replace("inti: 70,", "inti: 70%,")
    assert read(text)[1] == [("KRITERIA-02", 2, 32)]


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("kelompok: {a: {bobt: 10}}", [("KEBIJAKAN-01", 1, 16), ("KEBIJAKAN-01", 1, 12)]),
        ("kelompok: {a: {bobot: 10, inti: 60}}", [("KEBIJAKAN-01", 1, 12)]),
        ("kelompok: {a: {bobot: sepuluh}}", [("KRITERIA-02", 1, 23)]),
        ("kelompok: {a: 10}", [("KEBIJAKAN-01", 1, 15)]),
        ("bobot_khusus: {a: 10}", [("KEBIJAKAN-01", 1, 19)]),
        ("bobot_khusus: {a: {bobot: {x: 100}}}", [("KEBIJAKAN-01", 1, 16)]),
        ("bobot_khusus: {a: {jenjang: CAMAT, bobot: {x: 100}}}", [("KEBIJAKAN-01", 1, 29)]),
        ("bobot_khusus: {a: {lowongan: L1}}", [("KEBIJAKAN-01", 1, 16)]),
        ("bobot_khusus: {a: {lowongn: L1, bobot: {x: 1}}}", [("KEBIJAKAN-01", 1, 20), ("KEBIJAKAN-01", 1, 16)]),
        ("kriteria: {a: {jenis: minat, bobot: 100, faktor: utama}}", [("KEBIJAKAN-01", 1, 50)]),
        ("talenta: {tinggi: 70, menengah: 70}", [("KEBIJAKAN-01", 1, 19)]),
        ("talenta: {tinggi: seratus}", [("KEBIJAKAN-01", 1, 19)]),
        ("talenta: {tinggi: 100.5}", [("KEBIJAKAN-01", 1, 19)]),
        ("talenta: {tngi: 80}", [("KEBIJAKAN-01", 1, 11)]),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(section: str, place: list[tuple[str, int, int]]) -> None:
    assert read(section)[1] == place


@pytest.mark.parametrize(
    ("vacancy", "level", "expected"),
    [
        ("L-001", "PENGAWAS", {"a": 40, "b": 30, "c": 30}),
        ("L-001", "ADMINISTRATOR", {"a": Fraction(1, 2), "c": Fraction(1, 2)}),
        ("L-002", "ADMINISTRATOR", {"b": 70, "c": 30}),
        ("L-003", "PENGAWAS", {"b": 70, "c": 30}),
        ("L-001", "", {"a": 40, "b": 30, "c": 30}),
    ],
)
def test_its_own_weights_go_before_those_of_the_level(vacancy: str, level: str, expected: dict) -> None:
    policy, findings = read(OWN)
    assert findings == []
    found = criteria_for(policy, replace(VACANCY, id=vacancy, level=level))
    assert {one.name: one.weight for one in found} == expected
    assert [one.name for one in found] == sorted(expected)


def test_a_score_is_counted_and_shown_with_the_weights_of_the_vacancy() -> None:
    policy, _ = read(OWN)
    people = people_of(pegawai=given(["90"], golongan=["IV/a"], tmt_pangkat=["2020-01-01"], tmt_cpns=["2016-04-15"]))
    scores = score(people, replace(VACANCY, id="L-002"), policy)
    assert [(one.name, one.weight) for one in scores.criteria] == [("b", 70), ("c", 30)]
    # ten of twenty years are 50 points, and nothing is known of the diploma
    assert (int(scores.lowest[0]), int(scores.highest[0])) == (70 * 5000, 70 * 5000 + 30 * 10_000)


def test_without_a_section_the_default_weights_hold() -> None:
    assert len(criteria_for(Policy(), VACANCY)) == 7


def test_weights_too_fine_for_whole_numbers_are_told() -> None:
    text = (
        "kelompok:\n  g: {bobot: 0.123456789, inti: 0.333333333, pendukung: 0.666666667}\nkriteria:\n"
        "  a: {jenis: minat, bobot: 0.123456789, kelompok: g, faktor: inti}\n"
        "  b: {jenis: minat, bobot: 0.876543211, kelompok: g, faktor: inti}\n"
        "  c: {jenis: minat, bobot: 1, kelompok: g, faktor: pendukung}\n"
        "  d: {jenis: minat, bobot: 0.876543211}\n"
    )
    policy, findings = read(text)
    assert findings == []
    assert sorted(one.rule for one in check_weights(policy, None)) == ["KRITERIA-04", "KRITERIA-07"]


parts = st.integers(1, 99).map(lambda part: (part, 100 - part))


@settings(max_examples=30, deadline=None)
@forall(parts, parts, parts, parts)
def test_groups_always_add_up_to_the_whole(groups, factors, core, others) -> None:
    text = f"""\
kelompok:
  g: {{bobot: {groups[0]}, inti: {factors[0]}, pendukung: {factors[1]}}}
kriteria:
  a: {{jenis: minat, bobot: {core[0]}, kelompok: g, faktor: inti}}
  b: {{jenis: minat, bobot: {core[1]}, kelompok: g, faktor: inti}}
  c: {{jenis: minat, bobot: {others[0]}, kelompok: g, faktor: pendukung}}
  d: {{jenis: minat, bobot: {others[1]}, kelompok: g, faktor: pendukung}}
  e: {{jenis: minat, bobot: {groups[1]}}}
"""
    found = weights(text)
    assert sum(found.values()) == 100
    assert found["a"] == Fraction(groups[0] * factors[0] * core[0], 10_000)
    whole = whole_weights(tuple(found.values()))
    assert [Fraction(one, sum(whole)) for one in whole] == [one / 100 for one in found.values()]
