"""Status, contract, age, rank and education."""

from __future__ import annotations

import re

from tests.slow import reference
from tests.slow.data import Pair
from tests.slow.dates import age_at, as_date, as_number, birthday, complete_months, months_after, retirement
from tests.slow.service import at_level, served_at_least
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if, gravest


def status_01(pair: Pair) -> str:
    if not pair.vacancy.managerial:
        return PASS
    status = pair.person.get("status_kepegawaian")
    return fails_if(None if status is None else status not in ("PNS", "CPNS"))


def status_02(pair: Pair) -> str:
    if not pair.vacancy.managerial:
        return PASS
    status = pair.person.get("status_kepegawaian")
    return fails_if(None if status is None else status == "CPNS")


def status_03(pair: Pair) -> str:
    status = pair.person.get("status_aktif")
    return fails_if(None if status is None else status != "aktif")


def pppk_01(pair: Pair) -> str:
    if not pair.changes_agency:
        return PASS
    return fails_if(None if pair.person.get("status_kepegawaian") is None else pair.is_pppk)


def pppk_02(pair: Pair) -> str:
    if pair.person.get("status_kepegawaian") is None:
        return UNKNOWN
    if not pair.is_pppk or pair.person.get("id_jabatan") == pair.vacancy.row["id_jabatan"]:
        return PASS
    present, target = pair.post.get("kode_jabatan"), pair.vacancy.post.get("kode_jabatan")
    return WARN if present is not None and present == target else FAIL


def pppk_03(pair: Pair) -> str:
    if not pair.is_pppk:
        return PASS
    last_day = as_date(pair.person.get("kontrak_selesai"))
    return fails_if(None if last_day is None else last_day < pair.effective)


def usia_01(pair: Pair) -> str:
    stated = as_number(pair.vacancy.row.get("usia_maks"))
    limit = {"JPT_PRATAMA": 56, "JPT_MADYA": 58}.get(pair.vacancy.level)
    binds_all = pair.agency.setting("USIA-01", "berlaku_rotasi") == "ya"
    if (pair.vacancy.for_jpt and not pair.may_rise and not binds_all) or (stated is None and limit is None):
        return PASS
    born = as_date(pair.person.get("tanggal_lahir"))
    if born is None:
        return UNKNOWN
    age = age_at(born, pair.effective)
    if stated is not None and age > stated:
        return FAIL
    if pair.agency.setting("USIA-01", "mode") == "sampai_sebelum_57" and limit is not None:
        limit += 1
    if limit is None or age < limit:
        return PASS
    if binds_all:
        return FAIL
    as_high = ("JPT_MADYA",) if pair.vacancy.level == "JPT_MADYA" else ("JPT_PRATAMA", "JPT_MADYA")
    held_a_jpt = served_at_least(pair, 1, at_level(*as_high))
    if held_a_jpt == UNKNOWN and not pair.has("riwayat_jabatan"):
        return FAIL
    return WARN if held_a_jpt == PASS else held_a_jpt


def usia_02(pair: Pair) -> str:
    born = as_date(pair.person.get("tanggal_lahir"))
    if born is None:
        return UNKNOWN
    target, present = pair.target_retirement_age, pair.present_retirement_age
    too_old = target is not None and age_at(born, pair.effective) >= target
    retired = present is not None and retirement(born, present) <= pair.effective
    return fails_if(too_old or retired)


def usia_03(pair: Pair) -> str:
    if not (pair.may_rise or pair.may_rotate):
        return PASS
    born, age = as_date(pair.person.get("tanggal_lahir")), pair.target_retirement_age
    if born is None or age is None:
        return UNKNOWN
    least = pair.agency.number("USIA-03", "min_sisa_bulan", 12)
    return fails_if(complete_months(pair.effective, retirement(born, age)) < least)


def usia_04(pair: Pair) -> str:
    level = pair.vacancy.level
    if not (pair.enters_jf or level == "JF_AHLI_UTAMA"):
        return PASS
    born = as_date(pair.person.get("tanggal_lahir"))
    if born is None:
        return UNKNOWN
    limit = {"JF_AHLI_MADYA": 55, "JF_AHLI_UTAMA": 60}.get(level, 53)
    if level == "JF_AHLI_UTAMA" and pair.level == "JF_AHLI_UTAMA":
        limit = 63
    return fails_if(pair.effective > birthday(born, limit))


def pangkat_01(pair: Pair) -> str:
    asked, echelon = pair.vacancy.row.get("golongan_min"), reference.ECHELONS.get(pair.vacancy.stated("eselon"))
    nothing_asked = asked is None and echelon is None
    if pair.is_pppk or nothing_asked or not (pair.may_rise or pair.may_rotate):
        return PASS
    if pair.rank is None:
        return UNKNOWN
    lowest = reference.RANK_ORDER[asked or echelon["pangkat_terendah"]]
    if pair.rank < lowest:
        return WARN if pair.rank >= lowest - 1 else FAIL
    if asked is None and pair.rank > reference.RANK_ORDER[echelon["pangkat_tertinggi"]]:
        return WARN
    return PASS


def pangkat_02(pair: Pair) -> str:
    if pair.is_pppk:
        return PASS
    if pair.rank is None:
        return UNKNOWN
    superiors = pair.data.rows("pegawai", "id_jabatan", pair.vacancy.post.get("atasan"))
    below = pair.data.rows("jabatan", "atasan", pair.vacancy.row["id_jabatan"])
    subordinates = [one for post in below for one in pair.data.rows("pegawai", "id_jabatan", post["id_jabatan"])]
    above, below = _others(pair, superiors), _others(pair, subordinates)
    if any(_rank_of(one) < pair.rank for one in above if _rank_of(one)):
        return FAIL
    if any(_rank_of(one) > pair.rank for one in below if _rank_of(one)):
        return FAIL
    return UNKNOWN if any(_lacks_rank(one) for one in above + below) else PASS


def _others(pair: Pair, people: list) -> list:
    return [one for one in people if one["nip"] != pair.person["nip"]]


def _rank_of(person: dict) -> int | None:
    return reference.RANK_ORDER.get(person.get("golongan"))


def _lacks_rank(person: dict) -> bool:
    """A PPPK has none of these, and is not compared."""
    return person.get("golongan") is None and person.get("status_kepegawaian") not in ("PPPK", "PPPK_PARUH_WAKTU")


def pangkat_03(pair: Pair) -> str:
    if not pair.enters_jf or pair.is_pppk:
        return PASS
    fitting = reference.RANKS_OF_LEVEL[pair.vacancy.level]
    return fails_if(None if pair.rank is None else pair.person["golongan"] not in fitting)


def _education_at_least(pair: Pair, order: int) -> str:
    highest = pair.highest_education
    return fails_if(None if highest is None else highest < order)


def pend_01(pair: Pair) -> str:
    return _education_at_least(pair, 7) if pair.vacancy.for_jpt else PASS


def pend_02(pair: Pair) -> str:
    return _education_at_least(pair, 7) if pair.vacancy.level == "ADMINISTRATOR" else PASS


def pend_03(pair: Pair) -> str:
    order = {"PENGAWAS": 6, "PELAKSANA": 3}.get(pair.vacancy.level)
    return PASS if order is None else _education_at_least(pair, order)


def pend_04(pair: Pair) -> str:
    level = pair.vacancy.row.get("pendidikan_min")
    wanted = {item.strip().casefold() for item in (pair.vacancy.row.get("jurusan") or "").split(";")} - {""}
    if level is None and not wanted:
        return PASS
    if pair.highest_education is None:
        return UNKNOWN
    order = 0 if level is None else reference.EDUCATION_ORDER[level]
    high_enough = [study for reached, study in pair.diplomas if reached >= order]
    if not high_enough:
        return FAIL
    if not wanted or any(study is not None and study.casefold() in wanted for study in high_enough):
        return PASS
    return UNKNOWN if None in high_enough else FAIL


def pend_05(pair: Pair) -> str:
    if not pair.enters_jf:
        return PASS
    order = 7 if pair.vacancy.level.startswith("JF_AHLI_") else 3
    test = competence_test(pair, "PEND-05", lambda level: level == pair.vacancy.level)
    return gravest(_education_at_least(pair, order), test)


def competence_test(pair: Pair, code: str, fitting) -> str:
    """The last test of competence for a level that fits, by the effective date: passed, and not too old.

    Each day on which an undated test may have been is tried: it may be the last one, or not.
    """
    if not pair.has("uji_kompetensi"):
        return UNKNOWN
    rows = [row for row in pair.facts("uji_kompetensi") if fitting(row.get("jenjang"))]
    dated = [(as_date(row["tanggal"]), row["hasil"]) for row in rows if row.get("tanggal") is not None]
    past = [(day, result) for day, result in dated if day <= pair.effective]
    answers = {row["hasil"] for row in rows if row.get("tanggal") is None}
    if not past:
        answers.add("tidak_lulus")
    else:
        last_day = max(day for day, _ in past)
        months = pair.agency.number(code, "masa_berlaku_uji_bulan", 0)
        too_old = months > 0 and months_after(last_day, months) < pair.effective
        answers |= {"tidak_lulus" if too_old else result for day, result in past if day == last_day}
    return UNKNOWN if len(answers) > 1 else fails_if(answers == {"tidak_lulus"})


def khusus_01(pair: Pair) -> str:
    if pair.vacancy.stated("kode_khusus") != "CAMAT":
        return PASS
    studies = [study for order, study in pair.diplomas if order >= 4]
    if any(study is not None and re.search(r"\bpemerintahan\b", study, re.IGNORECASE) for study in studies):
        return PASS
    for row in pair.facts("sertifikat"):
        begin, end = as_date(row.get("tanggal")), as_date(row.get("berlaku_sampai"))
        begun, lasts = begin is None or begin <= pair.effective, end is None or end >= pair.effective
        if (row.get("kode") or "").strip().upper() == "KEPAMONGPRAJAAN" and begun and lasts:
            return PASS
    missing = not (pair.has("sertifikat") and pair.facts("pendidikan")) or None in studies
    return UNKNOWN if missing else FAIL
