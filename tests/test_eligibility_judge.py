"""Who may hold a post: edges by a day, missing facts, every reason, and what the law table says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from mutasi.eligibility.catalogue import REQUIREMENTS
from mutasi.eligibility.condition import Circumstances
from mutasi.eligibility.conditions import conditions
from mutasi.eligibility.judge import judge
from mutasi.eligibility.kind import Kind, kinds_of_move
from mutasi.model.people import make_people
from mutasi.model.policy import Agency, Policy, RulePolicy, Weight
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Verdict
from mutasi.read.reference import load_reference
from tests.builders import vacancy
from tests.ranking import dataset

EFFECTIVE = datetime.date(2026, 12, 1)
POSTS = [
    {"id_jabatan": "JPT", "nama": "Kepala Dinas", "jenjang": "JPT_PRATAMA", "eselon": "II.b", "kelas": "14"},
    {"id_jabatan": "ADM", "nama": "Kepala Bidang", "jenjang": "ADMINISTRATOR", "eselon": "III.b", "kelas": "11",
     "bidang": "kesehatan"},
    {"id_jabatan": "WAS", "nama": "Kepala Seksi", "jenjang": "PENGAWAS", "eselon": "IV.a", "kelas": "9"},
    {"id_jabatan": "LAK", "nama": "Pengolah Data", "jenjang": "PELAKSANA", "kelas": "7"},
    {"id_jabatan": "MADYA", "nama": "Perencana Ahli Madya", "jenjang": "JF_AHLI_MADYA", "kelas": "11",
     "kode_jabatan": "PERENCANA.MADYA"},
    {"id_jabatan": "PERTAMA", "nama": "Perencana Ahli Pertama", "jenjang": "JF_AHLI_PERTAMA", "kelas": "8",
     "kode_jabatan": "PERENCANA.PERTAMA"},
]  # fmt: skip
SOUND = {
    "nip": "198209112008041005", "nama": "Gusti Pratama", "status_kepegawaian": "PNS", "status_aktif": "aktif",
    "tanggal_lahir": "1982-09-11", "golongan": "IV/a", "tmt_pangkat": "2020-04-01", "id_jabatan": "ADM",
    "tmt_jabatan": "2022-01-01", "tmt_cpns": "2008-04-01", "lhkpn_tahun": "2025", "spt_tahun": "2025",
}  # fmt: skip
FACTS = {
    "pendidikan": [{"tingkat": "S-2", "jurusan": "Hukum"}],
    "kinerja": [{"tahun": "2024", "predikat": "baik"}, {"tahun": "2025", "predikat": "sangat_baik"}],
    "diklat": [{"jenis": "PKA", "tanggal": "2020-01-01"}, {"jenis": "PKP", "tanggal": "2018-01-01"}],
    "disiplin": [],
    "riwayat_jabatan": [
        {"nama_jabatan": "Kepala Seksi", "jenjang": "PENGAWAS", "bidang": "kesehatan", "jenis": "definitif",
         "tmt": "2009-01-01", "tmt_selesai": "2015-01-01"},
        {"nama_jabatan": "Kepala Bidang", "jenjang": "ADMINISTRATOR", "bidang": "kesehatan", "jenis": "definitif",
         "tmt": "2015-01-01", "tmt_selesai": "2022-01-01"},
    ],
    "kompetensi": [{"tanggal": "2026-01-01", "kompetensi": code, "level": "4"} for code in
                   (*(f"M.0{number}" for number in range(1, 9)), "SK.01")],
    "uji_kompetensi": [{"tanggal": "2026-01-01", "jenjang": "JF_AHLI_MADYA", "hasil": "lulus"}],
}  # fmt: skip
FOR_JPT = {"golongan": "IV/b"}
TARGETS: Mapping[str, Vacancy] = {
    "JPT_PRATAMA": replace(vacancy(level="JPT_PRATAMA", echelon="II.b"), fields_of_work=("kesehatan",), job_class=14),
    "ADMINISTRATOR": replace(vacancy(level="ADMINISTRATOR", echelon="III.b"), job_class=11),
    "PENGAWAS": replace(vacancy(level="PENGAWAS", echelon="IV.a"), lowest_education="D-III", job_class=9),
    "JF_AHLI_MADYA": replace(
        vacancy(level="JF_AHLI_MADYA", echelon=""), fields_of_work=("kesehatan",), job_class=11,
        post_code="PERENCANA.MADYA",
    ),
}  # fmt: skip


def people(*persons: Mapping[str, str | None], without: Sequence[str] = (), effective: datetime.date = EFFECTIVE,
           policy: Policy | None = None, **facts: Sequence[Mapping[str, str | None]]):  # fmt: skip
    """Sound people, but for what is stated; `facts` replace those of the first person."""
    rows = [{**SOUND, "nip": f"19820911200804{1005 + at}", **one} for at, one in enumerate(persons or ({},))]
    tables = {}
    for name, own in FACTS.items():
        if name in without:
            continue
        stated = [{"nip": rows[0]["nip"], **one} for one in facts.get(name, own)]
        others = [{"nip": row["nip"], **one} for row in rows[1:] for one in own]
        tables[name] = [*stated, *others] or [{"nip": None, "tingkat": None, "status": None}]
    if "relasi" not in without:
        tables["relasi"] = [*facts.get("relasi", ())] or [{"nip_a": None, "nip_b": None, "hubungan": None}]
    return make_people(dataset(policy, pegawai=rows, jabatan=POSTS, **tables), load_reference(), effective)


def verdict(code: str, level: str, crowd, policy: Policy | None = None) -> Verdict:
    return Verdict(int(judge(crowd, TARGETS[level], policy or Policy()).rules[code][0]))


def test_a_sound_person_meets_everything():
    judgement = judge(people(FOR_JPT), TARGETS["JPT_PRATAMA"], Policy())
    assert [reason.rule for reason in judgement.explain(0)] == []
    assert Verdict(int(judgement.overall[0])) is Verdict.PASS


EDGES = [
    # code, level of the post, what passes, what fails or warns
    ("USIA-01", "JPT_PRATAMA", {"tanggal_lahir": "1970-12-02"}, {"tanggal_lahir": "1970-12-01"}),
    ("USIA-02", "JF_AHLI_MADYA", {"id_jabatan": "MADYA", "tanggal_lahir": "1966-12-02"},
     {"id_jabatan": "MADYA", "tanggal_lahir": "1966-12-01"}),
    ("USIA-02", "JF_AHLI_MADYA", {"tanggal_lahir": "1968-12-01"}, {"tanggal_lahir": "1968-11-30"}),
    ("USIA-02", "ADMINISTRATOR", {"tanggal_lahir": "1968-12-02"}, {"tanggal_lahir": "1968-12-01"}),
    ("USIA-03", "ADMINISTRATOR", {"tanggal_lahir": "1969-11-30"}, {"tanggal_lahir": "1969-10-31"}),
    ("USIA-04", "JF_AHLI_MADYA", {"tanggal_lahir": "1971-12-01"}, {"tanggal_lahir": "1971-11-30"}),
    ("MASA-01", "ADMINISTRATOR", {"tmt_jabatan": "2024-12-01"}, {"tmt_jabatan": "2024-12-02"}),
    ("PANGKAT-01", "JPT_PRATAMA", {"golongan": "IV/b"}, {"golongan": "III/d", "tmt_pangkat": "2020-04-01"}),
    ("PANGKAT-03", "JF_AHLI_MADYA", {"golongan": "IV/a"}, {"golongan": "III/d"}),
    ("STATUS-01", "ADMINISTRATOR", {}, {"status_kepegawaian": "PPPK", "golongan": "IX"}),
    ("STATUS-02", "ADMINISTRATOR", {}, {"status_kepegawaian": "CPNS"}),
    ("STATUS-03", "ADMINISTRATOR", {}, {"status_aktif": "tugas_belajar"}),
    ("PENGAL-05", "JF_AHLI_MADYA", {"id_jabatan": "WAS"}, {"id_jabatan": "LAK"}),
    ("POLA-01", "PENGAWAS", {"id_jabatan": "WAS"}, {}),
    ("PPPK-02", "PENGAWAS", {}, {"status_kepegawaian": "PPPK"}),
    ("DISIPLIN-05", "ADMINISTRATOR", {}, {"lhkpn_tahun": "2024"}),
    ("MASA-02", "ADMINISTRATOR", {"tmt_jabatan": "2021-12-01"}, {"tmt_jabatan": "2021-11-30"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "level", "good", "bad"), EDGES)
def test_both_sides_of_the_edge(code: str, level: str, good: dict, bad: dict):
    assert verdict(code, level, people(good)) is Verdict.PASS
    assert verdict(code, level, people(bad)) is Verdict.FAIL


FACT_EDGES = [
    ("PEND-01", "JPT_PRATAMA", "pendidikan", [{"tingkat": "D-IV"}], [{"tingkat": "D-III"}]),
    ("PEND-01", "JPT_PRATAMA", "pendidikan", [{"tingkat": "S-1"}],
     [{"tingkat": "SLTA"}, {"tingkat": "S-1", "diakui": "tidak"}]),
    ("PEND-03", "PENGAWAS", "pendidikan", [{"tingkat": "D-III"}], [{"tingkat": "D-II"}]),
    ("KINERJA-01", "JPT_PRATAMA", "kinerja", FACTS["kinerja"],
     [{"tahun": "2024", "predikat": "baik"}, {"tahun": "2025", "predikat": "butuh_perbaikan"}]),
    ("DISIPLIN-02", "JPT_PRATAMA", "disiplin",
     [{"tingkat": "berat", "status": "selesai", "tmt_mulai": "2023-01-01", "tmt_selesai": "2026-11-30"}],
     [{"tingkat": "berat", "status": "menjalani", "tmt_mulai": "2026-01-01", "tmt_selesai": "2026-12-01"}]),
    ("DISIPLIN-03", "JPT_PRATAMA", "disiplin",
     [{"tingkat": "sedang", "status": "selesai", "tmt_mulai": "2024-01-01", "tmt_selesai": "2024-12-01"}],
     [{"tingkat": "sedang", "status": "selesai", "tmt_mulai": "2024-01-01", "tmt_selesai": "2024-12-02"}]),
    ("DIKLAT-01", "JPT_PRATAMA", "diklat", FACTS["diklat"], [{"jenis": "PKP", "tanggal": "2018-01-01"}]),
    ("KOMP-01", "ADMINISTRATOR", "kompetensi", FACTS["kompetensi"],
     [{**one, "level": "2"} for one in FACTS["kompetensi"]]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "level", "table", "good", "bad"), FACT_EDGES)
def test_both_sides_of_the_edge_in_facts(code: str, level: str, table: str, good: list, bad: list):
    assert verdict(code, level, people(**{table: good})) is Verdict.PASS
    assert verdict(code, level, people(**{table: bad})) is Verdict.FAIL


def test_overlapping_service_counts_once_and_acting_service_not_at_all():
    def history(*periods: tuple[str, str, str]) -> list[dict[str, str]]:
        return [{"nama_jabatan": "x", "jenjang": "ADMINISTRATOR", "jenis": kind, "tmt": start, "tmt_selesai": end}
                for kind, start, end in periods]  # fmt: skip

    twice = history(("definitif", "2020-01-01", "2021-03-01"), ("definitif", "2021-01-01", "2022-02-01"))
    acting = history(("plt", "2022-01-01", "2026-01-01"))
    now = {"id_jabatan": "MADYA", "tmt_jabatan": "2026-01-01"}
    assert verdict("PENGAL-02", "JPT_PRATAMA", people(now, riwayat_jabatan=twice)) is Verdict.PASS
    assert verdict("PENGAL-02", "JPT_PRATAMA", people(now, riwayat_jabatan=acting)) is Verdict.FAIL


MISSING = [
    ("USIA-01", "JPT_PRATAMA", "tanggal_lahir"),
    ("STATUS-01", "ADMINISTRATOR", "status_kepegawaian"),
    ("STATUS-03", "ADMINISTRATOR", "status_aktif"),
    ("PANGKAT-01", "ADMINISTRATOR", "golongan"),
    ("MASA-01", "ADMINISTRATOR", "tmt_jabatan"),
    ("DISIPLIN-05", "ADMINISTRATOR", "lhkpn_tahun"),
]


@pytest.mark.parametrize(("code", "level", "field"), MISSING)
def test_a_missing_value_is_unknown_and_named(code: str, level: str, field: str):
    judgement = judge(people({field: None}), TARGETS[level], Policy())
    found = {reason.rule: reason for reason in judgement.explain(0)}
    assert found[code].verdict is Verdict.UNKNOWN
    assert field in str(found[code].message)


def test_an_empty_field_neither_passes_nor_fails():
    """Sound, with a penalty, and two with a year or a status missing: one may, one may not, two are unknown."""
    running = [{"tingkat": "berat", "status": "proses"}]
    one_year = [{"tahun": "2025", "predikat": "baik"}]
    crowds = [
        people(FOR_JPT),
        people(FOR_JPT, disiplin=running),
        people(FOR_JPT, kinerja=one_year),
        people({**FOR_JPT, "status_aktif": None}),
    ]
    judgements = [judge(crowd, TARGETS["JPT_PRATAMA"], Policy()) for crowd in crowds]
    assert [Verdict(int(one.overall[0])) for one in judgements] == [
        Verdict.PASS,
        Verdict.FAIL,
        Verdict.UNKNOWN,
        Verdict.UNKNOWN,
    ]
    assert [str(reason.message) for reason in judgements[2].explain(0)] == ["no predikat for 2024"]


def test_every_failed_requirement_is_given_with_what_is_asked_and_what_is_there():
    bad = people(
        {"golongan": "III/a", "tmt_jabatan": "2026-01-05", "id_jabatan": "WAS"},
        pendidikan=[{"tingkat": "D-III"}],
        disiplin=[{"tingkat": "berat", "status": "menjalani", "tmt_mulai": "2026-06-01", "tmt_selesai": "2027-06-01"}],
    )
    reasons = {one.rule: str(one.message) for one in judge(bad, TARGETS["ADMINISTRATOR"], Policy()).explain(0)}
    assert {"PANGKAT-01", "PEND-02", "MASA-01", "DISIPLIN-02"} <= set(reasons)
    assert reasons["PANGKAT-01"] == "golongan III/a, lowest III/d"
    assert reasons["PEND-02"] == "education D-III, at least S-1/D-IV"
    assert reasons["MASA-01"].startswith("0 years 10 months 26 days in the present post since 2026-01-05")


@pytest.mark.parametrize(("born", "expected"), [("1974-03-01", Verdict.PASS), ("1974-02-28", Verdict.FAIL)])
def test_age_is_measured_at_the_given_day_and_not_by_a_clock(born: str, expected: Verdict):
    leap_day = datetime.date(2024, 2, 29)
    crowd = people({"tanggal_lahir": born}, effective=leap_day)
    asked = replace(TARGETS["ADMINISTRATOR"], highest_age=49)
    assert Verdict(int(judge(crowd, asked, Policy()).rules["USIA-01"][0])) is expected


def test_somebody_retired_by_the_effective_date_may_not():
    crowd = people({"tanggal_lahir": "1968-12-20"}, effective=datetime.date(2027, 1, 1))
    assert verdict("USIA-02", "ADMINISTRATOR", crowd) is Verdict.FAIL


def test_an_absent_table_is_stated_once_and_keeps_the_verdict_unknown():
    judgement = judge(people(FOR_JPT, FOR_JPT, without=["kinerja"]), TARGETS["JPT_PRATAMA"], Policy())
    assert [(one.rule, str(one.message)) for one in judgement.unjudged] == [
        ("KINERJA-01", "the table kinerja is absent")
    ]
    assert judgement.explain(0) == ()
    assert list(judgement.overall) == [Verdict.UNKNOWN] * 2


def test_the_policy_changes_weight_and_settings_and_the_reason_says_so():
    crowd = people({"tmt_jabatan": "2025-06-01"})
    hard = Policy(rules={"MASA-01": RulePolicy("MASA-01", Weight.HARD)})
    lenient = Policy(rules={"MASA-01": RulePolicy("MASA-01", settings={"min_bulan": "12"})})
    off = Policy(rules={"MASA-01": RulePolicy("MASA-01", Weight.OFF)})
    target = TARGETS["ADMINISTRATOR"]
    assert [Verdict(int(judge(crowd, target, policy).overall[0])) for policy in (Policy(), hard, lenient)] == [
        Verdict.WARN,
        Verdict.FAIL,
        Verdict.PASS,
    ]
    assert "MASA-01" not in judge(crowd, target, off).rules
    (reason,) = judge(crowd, target, hard).explain(0)
    assert "as the agency sets it" in str(reason.message)


def test_ratings_warn_in_a_rotation_unless_the_agency_lets_them_bar():
    below = people({}, kinerja=[{"tahun": "2024", "predikat": "baik"}, {"tahun": "2025", "predikat": "kurang"}])
    unrated = people({}, kinerja=[{"tahun": "2024", "predikat": "baik"}])
    hard = Policy(rules={"KINERJA-01": RulePolicy("KINERJA-01", Weight.HARD)})
    soft = Policy(rules={"KINERJA-01": RulePolicy("KINERJA-01", Weight.SOFT)})
    other = Policy(rules={"KINERJA-01": RulePolicy("KINERJA-01", settings={"toleransi_belum_terbit": "tidak"})})

    def overall(crowd, level: str, policy: Policy) -> Verdict:
        return Verdict(int(judge(crowd, TARGETS[level], policy).overall[0]))

    for policy in (Policy(), soft, other):
        assert overall(below, "ADMINISTRATOR", policy) is Verdict.WARN
        assert overall(unrated, "ADMINISTRATOR", policy) is Verdict.WARN
    assert overall(below, "ADMINISTRATOR", hard) is Verdict.FAIL
    assert overall(unrated, "ADMINISTRATOR", hard) is Verdict.UNKNOWN
    for policy in (Policy(), other, hard):
        assert overall(below, "JPT_PRATAMA", policy) is Verdict.FAIL
        assert overall(unrated, "JPT_PRATAMA", policy) is Verdict.UNKNOWN
    assert overall(below, "JPT_PRATAMA", soft) is Verdict.WARN
    (reason,) = (one for one in judge(unrated, TARGETS["ADMINISTRATOR"], Policy()).explain(0))
    assert reason.verdict is Verdict.UNKNOWN, "what is not known is said to be so, where it only warns as well"


@pytest.mark.parametrize(
    ("code", "level", "setting", "needed"),
    [
        ("PEND-01", "JPT_PRATAMA", {"min_urutan": "7"}, "at least S-1/D-IV"),
        ("PEND-01", "JPT_PRATAMA", {"min_urutan": "9"}, "at least S-2/Sp-1"),
        ("PEND-02", "ADMINISTRATOR", {"min_urutan": "8"}, "at least Profesi"),
        ("PEND-03", "PENGAWAS", {"PENGAWAS": "7"}, "at least S-1/D-IV"),
        ("PEND-03", "PENGAWAS", {"PENGAWAS": "6"}, "at least D-III"),
    ],
)
def test_the_education_that_is_asked_is_named_as_the_agency_sets_it(code: str, level: str, setting: dict, needed: str):
    policy = Policy(rules={code: RulePolicy(code, settings=setting)})
    crowd = people({**FOR_JPT, "id_jabatan": "ADM"}, pendidikan=[{"tingkat": "SLTA"}])
    (message,) = (str(one.message) for one in judge(crowd, TARGETS[level], policy).explain(0) if one.rule == code)
    assert message.startswith(f"education SLTA, {needed}")


@pytest.mark.parametrize(
    ("code", "level", "person", "told"),
    [
        ("USIA-04", "JF_AHLI_MADYA", {"tanggal_lahir": "1971-11-30"}, "age 55 years 0 months 1 day"),
        ("USIA-01", "JPT_PRATAMA", {"tanggal_lahir": "1970-12-01"}, "age 56 years 0 months 0 days"),
        ("MASA-02", "ADMINISTRATOR", {"tmt_jabatan": "2021-11-30"}, "5 years 0 months 1 day"),
        ("MASA-01", "ADMINISTRATOR", {"tmt_jabatan": "2024-12-02"}, "1 year 11 months 29 days"),
        ("USIA-03", "ADMINISTRATOR", {"tanggal_lahir": "1969-10-31"}, "0 years 11 months 0 days"),
    ],
)
def test_the_day_that_decides_is_told(code: str, level: str, person: dict, told: str):
    reasons = judge(people({**FOR_JPT, **person}), TARGETS[level], Policy()).explain(0)
    (message,) = (str(one.message) for one in reasons if one.rule == code)
    assert told in message


def test_service_is_told_to_the_day():
    late = [{"nama_jabatan": "Kepala Seksi", "jenjang": "PENGAWAS", "jenis": "definitif", "tmt": "2023-12-02",
             "tmt_selesai": "2026-11-01"}]  # fmt: skip
    crowd = people({"id_jabatan": "PERTAMA", "tmt_jabatan": "2026-11-01"}, riwayat_jabatan=late)
    reasons = judge(crowd, TARGETS["ADMINISTRATOR"], Policy()).explain(0)
    (message,) = (str(one.message) for one in reasons if one.rule == "PENGAL-03")
    assert message.startswith("2 years 10 months 30 days as")


@pytest.mark.parametrize(("code", "present"), [("PENGAL-03", "PERTAMA"), ("PENGAL-05", "LAK")])
def test_what_leaves_a_former_higher_post_open_is_named(code: str, present: str):
    """Of the posts below nothing is missing: it is the administrator who may have been an acting one."""
    before = [{"nama_jabatan": "Kepala", "jenjang": "ADMINISTRATOR", "jenis": None, "tmt": "2010-01-01",
               "tmt_selesai": "2025-01-01"}]  # fmt: skip
    crowd = people({"id_jabatan": present, "tmt_jabatan": "2025-01-01"}, riwayat_jabatan=before)
    reasons = judge(crowd, TARGETS["ADMINISTRATOR"], Policy()).explain(0)
    (one,) = (one for one in reasons if one.rule == code)
    assert one.verdict is Verdict.UNKNOWN
    assert str(one.message).endswith("does not show enough: jenis is missing")


def test_a_match_that_is_partly_assessed_is_told_as_a_range():
    some = [{"tanggal": "2026-01-01", "kompetensi": f"M.0{at}", "level": "1"} for at in range(1, 8)]
    target = replace(TARGETS["ADMINISTRATOR"], standard=tuple((f"M.0{at}", 3) for at in range(1, 10)))
    crowd = people({}, kompetensi=some)
    (message,) = (str(one.message) for one in judge(crowd, target, Policy()).explain(0) if one.rule == "KOMP-01")
    assert message.startswith("job person match from 25 to 48 percent, for 7 of 9")


def test_a_person_alone_gets_the_same_verdicts_and_reasons_as_in_the_crowd():
    crowd = people(
        {}, {"golongan": None}, {"tanggal_lahir": "1970-11-01"}, {"id_jabatan": "WAS"}, {"status_aktif": "cltn"},
        {"tmt_jabatan": None}, {"status_kepegawaian": "PPPK", "golongan": "IX"}, {"id_jabatan": None},
    )  # fmt: skip
    for target in TARGETS.values():
        whole = judge(crowd, target, Policy())
        for row in range(crowd.size):
            alone = judge(crowd.only(row), target, Policy())
            assert alone.overall[0] == whole.overall[row]
            assert {code: codes[0] for code, codes in alone.rules.items()} == {
                code: codes[row] for code, codes in whole.rules.items()
            }
            assert alone.explain(0) == whole.explain(row)


def test_reasons_are_given_exactly_for_what_does_not_pass():
    crowd = people({"golongan": None, "tmt_jabatan": "2026-01-01"}, {"id_jabatan": "PERTAMA"})
    for target in TARGETS.values():
        judgement = judge(crowd, target, Policy())
        for row in range(crowd.size):
            told = {reason.rule for reason in judgement.explain(row)}
            assert told == {code for code, codes in judgement.rules.items() if codes[row] != Verdict.PASS}


@pytest.mark.parametrize(
    ("post", "level", "kind"),
    [
        ("ADM", "JPT_PRATAMA", Kind.PROMOTION),
        ("ADM", "ADMINISTRATOR", Kind.ROTATION),
        ("ADM", "PENGAWAS", Kind.DEMOTION),
        ("ADM", "JF_AHLI_MADYA", Kind.ROTATION),
        ("MADYA", "ADMINISTRATOR", Kind.ROTATION),
        ("MADYA", "JPT_PRATAMA", Kind.DIAGONAL),
        ("WAS", "JF_AHLI_MADYA", Kind.DIAGONAL),
        (None, "ADMINISTRATOR", Kind.UNKNOWN),
    ],
)
def test_the_kind_of_a_move(post: str | None, level: str, kind: Kind):
    assert Kind(int(kinds_of_move(people({"id_jabatan": post}), level)[0])) is kind


@pytest.mark.parametrize(
    ("day", "approval", "expected"),
    [
        ("2026-12-31", "", Verdict.FAIL),
        ("2027-01-01", "", None),
        ("2026-12-31", "800/1", Verdict.WARN),
        ("2026-06-30", "", None),
    ],
)
def test_the_six_months_after_an_inauguration(day: str, approval: str, expected: Verdict | None):
    agency = Agency(head_inaugurated=datetime.date(2026, 7, 1), minister_approval=approval)
    circumstances = Circumstances(people(effective=datetime.date.fromisoformat(day)), Policy(agency=agency))
    found = {one.rule: one.verdict for one in conditions(circumstances, [TARGETS["ADMINISTRATOR"]]).shared}
    assert found.get("PILKADA-02") is expected


# The law table -----------------------------------------------------------------------------------------

OTHERWISE = {
    "STATUS-01": "CPNS is judged by STATUS-02, so it is allowed here",
    "PPPK-02": "another post is named `ganti_jabatan=hard` there, and only that case is judged here",
    "PEND-04": "recognised diplomas are a law of the model, not a setting",
    "PENGAL-01": "the way of adding periods is fixed",
    "PENGAL-02": "acting service never counts",
}
"""Where a requirement differs from its entry in `aturan.yaml`, and why."""


@pytest.mark.parametrize("one", REQUIREMENTS, ids=lambda one: one.code)
def test_a_requirement_stands_in_the_law_table_as_it_is_there(one):
    legal = load_reference().rules[one.code]
    assert one.basis == legal.sources
    assert one.confidence is legal.confidence
    if one.code not in OTHERWISE:
        assert one.hard == legal.hard
    assert one.verify == legal.needs_verification
    assert one.reason


def test_codes_of_requirements_are_used_once():
    assert len({one.code for one in REQUIREMENTS}) == len(REQUIREMENTS)


def test_verdicts_add_up_to_the_gravest():
    crowd = people({}, {"golongan": None}, {"status_aktif": "cltn"}, {"status_aktif": None})
    assert list(judge(crowd, TARGETS["ADMINISTRATOR"], Policy()).overall) == [
        Verdict.PASS,
        Verdict.WARN,
        Verdict.FAIL,
        Verdict.UNKNOWN,
    ]
    assert np.array_equal(judge(crowd, TARGETS["ADMINISTRATOR"], Policy()).overall, [0, 1, 3, 2])
