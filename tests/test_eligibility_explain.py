"""One person and one vacancy explained: the same as the ranking, with the first day on which what fails is met."""

from __future__ import annotations

import datetime

import pytest

from mutasi.eligibility.explain import explained
from mutasi.eligibility.judge import judge
from mutasi.eligibility.nearest import nearest
from mutasi.finding import Location
from mutasi.model.policy import Agency, Exemption, Policy, RulePolicy, Weight
from mutasi.model.verdict import Verdict
from tests.test_eligibility_judge import EFFECTIVE, FOR_JPT, SOUND, TARGETS, people

JPT, BIDANG = TARGETS["JPT_PRATAMA"], TARGETS["ADMINISTRATOR"]
NIP = SOUND["nip"]


def told(crowd, target, policy: Policy | None = None) -> dict[str, tuple[Verdict, datetime.date | None]]:
    found = explained(crowd, 0, target, policy or Policy())
    return {one.reason.rule: (one.verdict, one.met_from) for one in found.rulings if one.concerns}


@pytest.mark.parametrize(
    ("code", "target", "person", "day"),
    [
        ("MASA-01", BIDANG, {"tmt_jabatan": "2024-12-02"}, "2026-12-02"),
        ("MASA-01", BIDANG, {"tmt_jabatan": "2026-08-31"}, "2028-08-31"),
        ("MASA-01", BIDANG, {"tmt_jabatan": "2024-12-01"}, None),
        ("USIA-01", JPT, {"tanggal_lahir": "1970-12-01"}, None),
    ],
)
def test_the_first_day_on_which_a_requirement_is_met(code: str, target, person: dict, day: str | None):
    assert told(people({**FOR_JPT, **person}), target)[code][1] == (day and datetime.date.fromisoformat(day))


def test_a_penalty_that_ends_and_service_that_grows():
    penalty = [{"tingkat": "berat", "status": "menjalani", "tmt_mulai": "2026-06-01", "tmt_selesai": "2027-06-01"}]
    assert told(people(FOR_JPT, disiplin=penalty), JPT)["DISIPLIN-02"] == (Verdict.FAIL, datetime.date(2027, 6, 2))
    new = people({"id_jabatan": "ADM", "tmt_jabatan": "2025-03-15", **FOR_JPT}, riwayat_jabatan=[])
    assert told(new, JPT)["PENGAL-02"] == (Verdict.FAIL, datetime.date(2027, 3, 15))


def test_the_day_on_which_nothing_bars_any_more():
    hard = Policy(rules={"MASA-01": RulePolicy("MASA-01", Weight.HARD)})
    found = explained(people({"tmt_jabatan": "2025-03-15"}), 0, BIDANG, hard)
    assert found.overall is Verdict.FAIL
    assert found.possible_from == datetime.date(2027, 3, 15)
    never = explained(people({"status_aktif": "cltn", "tmt_jabatan": "2025-03-15"}), 0, BIDANG, hard)
    assert never.possible_from is None


def test_an_explanation_says_what_the_ranking_says():
    crowd = people({}, {"golongan": None}, {"id_jabatan": "WAS"}, {"status_aktif": "cltn"}, {"tanggal_lahir": None})
    for target in TARGETS.values():
        whole = judge(crowd, target, Policy())
        for row in range(crowd.size):
            found = explained(crowd, row, target, Policy())
            assert found.overall == whole.overall[row]
            reasons = {one.reason for one in found.rulings if one.verdict is not Verdict.PASS}
            assert reasons == set(whole.explain(row)) | {reason for reason in whole.unjudged if reason in reasons}


def exception(**changes: object) -> Policy:
    stated: dict[str, object] = {
        "code": "STATUS-03", "reason": "SK 12/2026", "location": Location("mutasi.yaml", 9), "key": NIP,
        "until": EFFECTIVE, "vacancy": "",
    }  # fmt: skip
    return Policy(exemptions=(Exemption(**{**stated, **changes}),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Verdict.WARN),
        ({"vacancy": "L-001"}, Verdict.WARN),
        ({"vacancy": "L-002"}, Verdict.FAIL),
        ({"key": "198209112008041006"}, Verdict.FAIL),
        ({"code": "STATUS-01"}, Verdict.FAIL),
        ({"until": EFFECTIVE - datetime.timedelta(days=1)}, Verdict.FAIL),
    ],
)
def test_a_written_exception_sets_a_requirement_aside_for_one_person(changes: dict, expected: Verdict):
    crowd = people({"status_aktif": "cltn"})
    judgement = judge(crowd, BIDANG, exception(**changes))
    assert Verdict(int(judgement.overall[0])) is expected
    (reason,) = (one for one in judgement.explain(0) if one.rule == "STATUS-03")
    assert reason.verdict is expected
    assert ("SK 12/2026" in str(reason.message)) is (expected is Verdict.WARN)


def test_an_exception_for_what_is_met_says_nothing():
    assert judge(people(), BIDANG, exception()).explain(0) == ()


@pytest.mark.parametrize(
    ("year", "code", "expected"),
    [
        (2023, "PPPK-02", "UNKNOWN"),
        (2024, "PPPK-02", "UNKNOWN"),
        (2025, "PPPK-02", "FAIL"),
        (2019, "PEND-04", "UNKNOWN"),
    ],
)
def test_a_rule_is_known_from_the_year_of_its_source_on(year: int, code: str, expected: str):
    crowd = people({"status_kepegawaian": "PPPK", "id_jabatan": "LAK"}, effective=datetime.date(year, 6, 1))
    judgement = judge(crowd, BIDANG, Policy())
    assert Verdict(int(judgement.rules[code][0])).name == expected
    stated = {one.rule: str(one.message) for one in judgement.unjudged}
    if expected == "UNKNOWN":
        assert "cannot be said" in stated[code]
        assert Verdict(int(judgement.overall[0])) is not Verdict.PASS


@pytest.mark.parametrize(
    ("code", "target", "person", "policy", "unknown"),
    [
        ("PPPK-02", BIDANG, {}, Policy(), False),
        ("PPPK-02", BIDANG, {"status_kepegawaian": None}, Policy(), True),
        ("PPPK-01", BIDANG, {"instansi": "kabupaten"}, Policy(), False),
        ("PPPK-01", BIDANG, {"instansi": "kabupaten", "status_kepegawaian": "PPPK"}, Policy(), True),
        ("USIA-04", TARGETS["JF_AHLI_MADYA"], {}, Policy(), True),
        ("USIA-04", TARGETS["JF_AHLI_MADYA"], {"id_jabatan": "MADYA"}, Policy(), False),
        ("USIA-04", BIDANG, {}, Policy(), False),
        ("KK-02", BIDANG, {}, Policy(), False),
        ("KK-02", BIDANG, {}, Policy(agency=Agency(assessors=("198209112008041009",))), True),
    ],
)
def test_before_its_year_a_rule_leaves_open_only_whom_it_concerns(
    code: str, target, person: dict, policy: Policy, unknown: bool
):
    crowd = people(person, effective=datetime.date(2022, 6, 1), policy=policy)
    judgement = judge(crowd, target, policy)
    found = judgement.rules[code][0] if code in judgement.rules else Verdict.PASS
    assert Verdict(int(found)) is (Verdict.UNKNOWN if unknown else Verdict.PASS)
    assert (code in {one.rule for one in judgement.unjudged}) is unknown
    today = judge(people(person, policy=policy), target, policy)
    assert judgement.rules.keys() == today.rules.keys(), "what asks nothing of this vacancy asks nothing then either"


def test_who_is_nearest_comes_soonest_and_is_barred_by_the_fewest():
    hard = Policy(rules={"MASA-01": RulePolicy("MASA-01", Weight.HARD)})
    crowd = people(
        {"status_aktif": "cltn"},
        {"tmt_jabatan": "2025-06-01"},
        {"tmt_jabatan": "2025-03-01"},
        {},
        {"tmt_jabatan": "2025-03-01", "status_aktif": "cltn"},
    )
    found = nearest(crowd, BIDANG, hard, 5)
    assert [one.row for one in found] == [2, 1, 0, 4]
    assert [str(one.possible_from) for one in found] == ["2027-03-01", "2027-06-01", "None", "None"]
    assert [ruling.reason.rule for ruling in found[0].barring] == ["MASA-01"]
    for count in range(5):
        assert nearest(crowd, BIDANG, hard, count) == found[:count]


def test_the_nearest_are_the_first_of_everybody_explained():
    hard = Policy(rules={"MASA-01": RulePolicy("MASA-01", Weight.HARD)})
    since = [f"2025-{month:02}-{day}" for month in (12, 9, 6) for day in ("27", "03", "15", "04")]
    crowd = people(*({"tmt_jabatan": day, **({"golongan": "III/c"} if at % 3 else {})} for at, day in enumerate(since)),
                   {"tmt_jabatan": "2025-12-03", "status_aktif": "cltn"}, {"tmt_jabatan": "2026-01-05"})  # fmt: skip
    everybody = [explained(crowd, row, BIDANG, hard) for row in range(crowd.size)]
    barred = [one for one in everybody if one.overall is Verdict.FAIL]
    never = datetime.date.max

    def order(one):
        count = sum(ruling.verdict is Verdict.FAIL for ruling in one.rulings)
        return one.possible_from or never, count, crowd.array("nip")[one.row]

    expected = [one.row for one in sorted(barred, key=order)]
    assert len(expected) > 6
    for count in (1, 2, 3, 5, len(expected), 100):
        assert [one.row for one in nearest(crowd, BIDANG, hard, count)] == expected[:count]


@pytest.mark.parametrize(
    ("effective", "as_of", "ratings", "told"),
    [
        (
            "2026-04-15",
            "2026-01-31",
            {"2023": "kurang", "2024": "baik"},
            "predikat 2023 kurang, 2024 baik, at least baik",
        ),
        ("2026-04-15", "2026-01-31", {"2023": "kurang", "2024": "baik"}, "2023 stands in for 2025"),
        (
            "2026-04-15",
            "2026-01-31",
            {"2023": "baik", "2024": "kurang", "2025": "baik"},
            "predikat 2025 baik, 2024 kurang,",
        ),
        (
            "2027-02-01",
            "2026-01-31",
            {"2024": "kurang"},
            "predikat 2024 kurang, at least baik; 2024 stands in for 2025",
        ),
        ("2027-02-01", "2026-01-31", {"2024": "kurang", "2025": "baik"}, "no predikat for 2026"),
    ],
)
def test_a_rating_is_told_with_the_year_of_which_it_is(effective: str, as_of: str, ratings: dict, told: str):
    rows = [{"tahun": year, "predikat": rating} for year, rating in ratings.items()]
    policy = Policy(as_of=datetime.date.fromisoformat(as_of))
    crowd = people(FOR_JPT, effective=datetime.date.fromisoformat(effective), policy=policy, kinerja=rows)
    (message,) = (str(one.message) for one in judge(crowd, JPT, policy).explain(0) if one.rule == "KINERJA-01")
    assert told in message
    assert ("stands in" in message) is ("stands in" in told or "2023 kurang" in told)


@pytest.mark.parametrize("status", ["PNS", "CPNS", "PPPK"])
def test_who_may_hold_a_managerial_post_is_told_by_status(status: str):
    found = explained(people({"status_kepegawaian": status}), 0, BIDANG, Policy())
    (ruling,) = (one for one in found.rulings if one.reason.rule == "STATUS-01")
    assert str(ruling.reason.message) == f"status {status}; a managerial post asks for PNS, CPNS"
    assert ruling.verdict is (Verdict.FAIL if status == "PPPK" else Verdict.PASS)
