"""The slow implementation of the requirements itself: the cases, the published edges, and its calendar."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from tests.calendar_cases import calendar_cases
from tests.eligibility_cases import Case, eligibility_cases, published_edges
from tests.slow import dates
from tests.slow.data import Agency, Dataset, agency_of
from tests.slow.service import at_level, served_at_least
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN
from tests.slow_eligibility import RULES, SOFT, overall, pair_of, verdicts

CASES = eligibility_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_case(case: Case):
    found = verdicts(Dataset(case.tables), case.nip, case.vacancy, case.effective, case.as_of, agency_of(case.policy))
    assert found[case.code] == case.verdict


@pytest.mark.parametrize("case", published_edges(), ids=str)
def test_published_edges(case: Case):
    """What they expect is weighed: a soft failure is a warning."""
    found = verdicts(Dataset(case.tables), case.nip, case.vacancy, case.effective, case.as_of, agency_of(case.policy))[
        case.code
    ]
    assert (WARN if found == FAIL and case.code in SOFT else found) == case.verdict


def test_every_rule_has_cases_of_every_outcome():
    seen = defaultdict(set)
    for case in CASES:
        seen[case.code].add(case.verdict)
    assert set(seen) == set(RULES)
    for code, outcomes in seen.items():
        assert {PASS, FAIL, UNKNOWN} <= outcomes, code
    assert set(RULES) >= SOFT


def test_names_of_cases_are_unique():
    names = [str(case) for case in CASES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(("day", "months", "result"), calendar_cases("bulan_ditambah"))
def test_months_after(day: str, months: int, result: str):
    assert dates.months_after(date.fromisoformat(day), months) == date.fromisoformat(result)


@pytest.mark.parametrize(("start", "end", "months"), calendar_cases("bulan_penuh"))
def test_complete_months(start: str, end: str, months: int):
    assert dates.complete_months(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(("born", "day", "age"), calendar_cases("usia"))
def test_age(born: str, day: str, age: int):
    assert dates.age_at(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(("born", "age", "day"), calendar_cases("pensiun"))
def test_retirement(born: str, age: int, day: str):
    assert dates.retirement(date.fromisoformat(born), age) == date.fromisoformat(day)


def one_person(effective: str, person: dict, vacancy: dict, posts: dict, **tables: list[dict]):
    """Verdicts of a person for a post, both in one small dataset."""
    nip = "198503152010011011"
    data = Dataset(
        {
            "pegawai": [{"nip": nip, "nama": "Slamet Widarto", **person}],
            "jabatan": [{"id_jabatan": name, **cells} for name, cells in posts.items()],
            "lowongan": [{"id_lowongan": "L1", **vacancy}],
            **{name: [{"nip": nip, **row} for row in rows] for name, rows in tables.items()},
        }
    )
    return data, (nip, "L1", date.fromisoformat(effective), date.fromisoformat("2026-11-25"))


POSTS = {"WAS": {"jenjang": "PENGAWAS", "eselon": "IV.a"}, "LAK": {"jenjang": "PELAKSANA", "atasan": "WAS"}}
SOUND = {
    "status_kepegawaian": "PNS", "status_aktif": "aktif", "tanggal_lahir": "1985-03-15", "golongan": "III/c",
    "id_jabatan": "LAK", "tmt_jabatan": "2020-01-05",
}  # fmt: skip
SOUND_FACTS = {
    "pendidikan": [{"tingkat": "S-1"}],
    "kinerja": [{"tahun": "2024", "predikat": "baik"}, {"tahun": "2025", "predikat": "baik"}],
    "disiplin": [], "riwayat_jabatan": [], "relasi": [],
    "kompetensi": [{"tanggal": "2026-01-01", "kompetensi": f"M.0{at}", "level": "2"} for at in range(1, 9)],
}  # fmt: skip
PENALTY = {"jenis": "S1", "tingkat": "sedang", "status": "menjalani", "tmt_mulai": "2026-10-01"}


def test_every_failed_rule_is_given():
    person = {**SOUND, "golongan": "III/a", "tmt_jabatan": "2026-01-05"}
    data, where = one_person(
        "2026-11-25", person, {"id_jabatan": "WAS", "golongan_min": "III/c", "pendidikan_min": "S-1"}, POSTS,
        pendidikan=[{"tingkat": "D-III"}], disiplin=[{**PENALTY, "tmt_selesai": "2027-03-31"}],
    )  # fmt: skip
    found = verdicts(data, *where)
    assert {code: found[code] for code in ("PANGKAT-01", "PEND-04", "MASA-01", "DISIPLIN-02")} == dict.fromkeys(
        ("PANGKAT-01", "PEND-04", "MASA-01", "DISIPLIN-02"), FAIL
    )


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({}, PASS),
        ({"disiplin": [PENALTY]}, FAIL),
        ({"disiplin": [{**PENALTY, "jenis": None}]}, UNKNOWN),
        ({"kinerja": [{"tahun": "2025", "predikat": "sangat_baik"}]}, UNKNOWN),
        ({"disiplin": [{**PENALTY, "tmt_selesai": "2027-03-31"}]}, FAIL),
    ],
)
def test_what_is_missing_neither_passes_nor_fails(facts: dict, result: str):
    data, where = one_person("2026-12-01", SOUND, {"id_jabatan": "WAS"}, POSTS, **{**SOUND_FACTS, **facts})
    # the law tells when a penalty ends, without its kind nobody does
    assert overall(data, *where) == result


@pytest.mark.parametrize(
    ("rules", "result"),
    [
        ({}, WARN),
        ({"MASA-01": {"berat": "keras"}}, FAIL),
        ({"MASA-01": {"berat": "mati"}}, PASS),
        ({"STATUS-03": {"berat": "lunak"}}, WARN),
    ],
)
def test_weights_of_the_agency(rules: dict, result: str):
    history = [{"jenjang": "PELAKSANA", "jenis": "definitif", "tmt": "2015-01-01", "tmt_selesai": "2026-01-05"}]
    person = {**SOUND, "tmt_jabatan": "2026-01-05"}
    facts = {**SOUND_FACTS, "riwayat_jabatan": history}
    data, where = one_person("2026-12-01", person, {"id_jabatan": "WAS"}, POSTS, **facts)
    assert overall(data, *where, Agency(rules=rules)) == result


def test_a_relative_bars_unless_the_agency_only_warns():
    data, where = one_person(
        "2026-12-01", SOUND, {"id_jabatan": "WAS"}, {**POSTS, "SUB": {"atasan": "WAS"}}, **SOUND_FACTS
    )
    relative = {"nip": "199001012015031001", "id_jabatan": "SUB"}
    kinship = {"nip_a": where[0], "nip_b": relative["nip"], "hubungan": "ipar"}
    related = Dataset({**data, "pegawai": [*data["pegawai"], relative], "relasi": [kinship]})
    assert overall(related, *where) == FAIL
    assert overall(related, *where, Agency(rules={"KK-01": {"berat": "lunak"}})) == WARN
    assert overall(Dataset({name: rows for name, rows in data.items() if name != "relasi"}), *where) == WARN


def test_talent_management_bars():
    box = [{"tahun": "2025", "kotak": "6"}]
    for mechanism, result in (("manajemen_talenta", FAIL), ("seleksi_terbuka", WARN)):
        vacancy = {"id_jabatan": "WAS", "mekanisme": mechanism}
        data, where = one_person("2026-12-01", SOUND, vacancy, POSTS, **SOUND_FACTS, talenta=box)
        assert overall(data, *where) == result


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([("2020-01-01", "2020-12-31")], 11),  # thirty days left over in a single period are no month
        ([("2020-01-01", "2020-12-31"), ("2021-01-01", "2021-12-31")], 23),  # a gap of a day, one period
        ([("2020-01-01", "2020-12-30"), ("2021-01-01", "2021-12-31")], 23),  # a gap of two: 11 + 11, 29 + 30 days
        ([("2020-01-01", "2020-12-16"), ("2022-01-01", "2022-12-16")], 23),
        ([("2020-01-01", "2020-12-16"), ("2022-01-01", "2022-12-15")], 22),
        ([("2020-01-01", "2021-01-01"), ("2020-06-01", "2020-09-01")], 12),
        ([("2021-01-01", "2020-01-01")], 0),
    ],
)
def test_months_of_service(periods: list, months: int):
    rows = [{"jenjang": "PENGAWAS", "jenis": "definitif", "tmt": start, "tmt_selesai": end} for start, end in periods]
    data, where = one_person("2026-12-01", SOUND, {"id_jabatan": "WAS"}, POSTS, riwayat_jabatan=rows)
    pair = pair_of(data, *where)
    assert served_at_least(pair, months, at_level("PENGAWAS")) == PASS
    assert served_at_least(pair, months + 1, at_level("PENGAWAS")) == FAIL
