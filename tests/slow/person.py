"""Status, contract, age, rank and education."""

from __future__ import annotations

import re
from datetime import date

from tests.slow import reference
from tests.slow.around import in_service, lacks_superior
from tests.slow.data import Pair, any_of
from tests.slow.dates import age_at, as_date, as_number, birthday, complete_months, months_after, retirement
from tests.slow.service import at_level, served_at_least
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if, gravest, if_concerned


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
    status = pair.person.get("status_kepegawaian")
    return if_concerned(pair.changes_agency, fails_if(None if status is None else pair.is_pppk))


def pppk_02(pair: Pair) -> str:
    if pair.person.get("status_kepegawaian") is None:
        return UNKNOWN
    if not pair.is_pppk or pair.person.get("id_jabatan") == pair.vacancy.row["id_jabatan"]:
        return PASS
    present, target = pair.post.get("kode_jabatan"), pair.vacancy.post.get("kode_jabatan")
    if present is None or target is None:
        other_level = None not in (pair.level, pair.vacancy.level) and pair.level != pair.vacancy.level
        return FAIL if other_level else UNKNOWN
    return WARN if present == target else FAIL


def pppk_03(pair: Pair) -> str:
    if not pair.is_pppk:
        return PASS
    last_day = as_date(pair.person.get("kontrak_selesai"))
    return fails_if(None if last_day is None else last_day < pair.effective)


def usia_01(pair: Pair) -> str:
    """The law's limit is for who comes to a JPT; that of the vacancy for everybody."""
    stated = as_number(pair.vacancy.row.get("usia_maks"))
    limit = {"JPT_PRATAMA": 56, "JPT_MADYA": 58}.get(pair.vacancy.level)
    binds_all = pair.agency.setting("USIA-01", "berlaku_rotasi") == "ya"
    of_law = PASS if limit is None else if_concerned(binds_all or pair.promoted, _first_jpt(pair, limit, binds_all))
    if stated is None:
        return of_law
    born = as_date(pair.person.get("tanggal_lahir"))
    of_vacancy = fails_if(None if born is None else age_at(born, pair.effective) > stated)
    return gravest(of_law, of_vacancy)


def _first_jpt(pair: Pair, limit: int, binds_all: bool) -> str:
    born = as_date(pair.person.get("tanggal_lahir"))
    if born is None:
        return UNKNOWN
    if pair.agency.setting("USIA-01", "mode") == "sampai_sebelum_57":
        limit += 1
    if age_at(born, pair.effective) < limit:
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
    if present is None:
        perhaps = retirement(born, min(reference.RETIREMENT_AGE.values())) <= pair.effective
        return FAIL if too_old else UNKNOWN if perhaps else PASS
    return fails_if(too_old or retirement(born, present) <= pair.effective)


def usia_03(pair: Pair) -> str:
    concerned = any_of(pair.promoted, pair.rotates)
    if concerned is False:
        return PASS
    born, age = as_date(pair.person.get("tanggal_lahir")), pair.target_retirement_age
    if born is None or age is None:
        return UNKNOWN
    least = pair.agency.number("USIA-03", "min_sisa_bulan", 12)
    return if_concerned(concerned, fails_if(complete_months(pair.effective, retirement(born, age)) < least))


def usia_04(pair: Pair) -> str:
    level = pair.vacancy.level
    if not pair.vacancy.for_jf:
        return PASS
    born = as_date(pair.person.get("tanggal_lahir"))
    if level == "JF_AHLI_UTAMA":
        return UNKNOWN if born is None else _into_the_highest(pair, born)
    limit = 55 if level == "JF_AHLI_MADYA" else 53
    return if_concerned(pair.enters_jf, fails_if(None if born is None else pair.effective > birthday(born, limit)))


def _into_the_highest(pair: Pair, born: date) -> str:
    """The limit is 63 from such a post, else 60."""
    if pair.effective <= birthday(born, 60):
        return PASS
    if pair.effective > birthday(born, 63):
        return FAIL
    return fails_if(None if pair.level is None else pair.level != "JF_AHLI_UTAMA")


def pangkat_01(pair: Pair) -> str:
    concerned = any_of(pair.promoted, pair.rotates)
    if pair.is_pppk or concerned is False:
        return PASS
    return if_concerned(concerned, _rank_in_range(pair))


def _rank_in_range(pair: Pair) -> str:
    asked, echelon = pair.vacancy.row.get("golongan_min"), reference.ECHELONS.get(pair.vacancy.stated("eselon"))
    if asked is None and echelon is None:
        return UNKNOWN if pair.vacancy.managerial else PASS
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
    if lacks_superior(pair.data, pair.vacancy.post):
        return UNKNOWN
    return UNKNOWN if any(_lacks_rank(one) for one in above + below) else PASS


def _others(pair: Pair, people: list) -> list:
    """Who is in service on the day, but the person."""
    return [one for one in people if one["nip"] != pair.person["nip"] and in_service(pair, one)]


def _rank_of(person: dict) -> int | None:
    return reference.RANK_ORDER.get(person.get("golongan"))


def _lacks_rank(person: dict) -> bool:
    """A PPPK has none of these, and is not compared."""
    return person.get("golongan") is None and person.get("status_kepegawaian") not in ("PPPK", "PPPK_PARUH_WAKTU")


def pangkat_03(pair: Pair) -> str:
    if pair.is_pppk:
        return PASS
    fitting = reference.RANKS_OF_LEVEL[pair.vacancy.level]
    misfit = fails_if(None if pair.rank is None else pair.person["golongan"] not in fitting)
    return if_concerned(pair.enters_jf, misfit)


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
    """It bars who enters a functional post; where nobody knows whether somebody does, neither whether it bars."""
    found = _as_asked(pair)
    return UNKNOWN if found == FAIL and pair.enters_jf is None else found


def _as_asked(pair: Pair) -> str:
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
    order = 7 if pair.vacancy.level.startswith("JF_AHLI_") else 3
    test = competence_test(pair, "PEND-05", lambda level: level == pair.vacancy.level)
    return if_concerned(pair.enters_jf, gravest(_education_at_least(pair, order), test))


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
    undated = False
    for row in pair.facts("sertifikat"):
        begin, end = as_date(row.get("tanggal")), as_date(row.get("berlaku_sampai"))
        lasts = end is None or end >= pair.effective
        if (row.get("kode") or "").strip().upper() == "KEPAMONGPRAJAAN" and lasts:
            if begin is not None and begin <= pair.effective:
                return PASS
            undated = undated or begin is None
    missing = undated or not (pair.has("sertifikat") and pair.facts("pendidikan")) or None in studies
    return UNKNOWN if missing else FAIL
