"""Kinship, the unit that is left, and the limits of the agency that takes somebody in."""

from __future__ import annotations

from tests.slow import reference
from tests.slow.around import in_service, lacks_superior, may_be_above
from tests.slow.data import Pair
from tests.slow.dates import as_date, as_number, birthday
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if, gravest, if_concerned


def kk_01(pair: Pair) -> str:
    if not pair.has("relasi"):
        return UNKNOWN
    return gravest(*(_kinship_at_work(pair, relative) for relative in _close_relatives(pair)))


def kk_01_bars(pair: Pair) -> bool:
    """Kinship above or below bars, also when that is not known; in the same unit it is a remark."""
    near = [_above_or_below(pair, relative) for relative in _close_relatives(pair)] if pair.has("relasi") else []
    return any(answer is not False for answer in near)


def _close_relatives(pair: Pair) -> list[dict]:
    """Who works here still."""
    close = pair.agency.words("KK-01", "hubungan")
    found = [
        pair.data.row("pegawai", "nip", nip) for nip, kinship in pair.relatives if close is None or kinship in close
    ]
    return [relative for relative in found if relative and in_service(pair, relative)]


def _above_or_below(pair: Pair, relative: dict) -> bool | None:
    held, target = relative.get("id_jabatan"), pair.vacancy.post
    if held is None:
        return None if relative.get("status_aktif") in (None, "aktif") else False
    post = pair.data.row("jabatan", "id_jabatan", held)
    if held == target.get("atasan") or post.get("atasan") == pair.vacancy.row["id_jabatan"]:
        return True
    above = lacks_superior(pair.data, target) and may_be_above(post.get("jenjang"), pair.vacancy.level)
    below = lacks_superior(pair.data, post) and may_be_above(pair.vacancy.level, post.get("jenjang"))
    return None if above or below else False


def _kinship_at_work(pair: Pair, relative: dict) -> str:
    near = _above_or_below(pair, relative)
    if near is not False:
        return fails_if(near)
    post = pair.data.row("jabatan", "id_jabatan", relative.get("id_jabatan"))
    unit, target = relative.get("id_unit") or post.get("id_unit"), pair.vacancy.post.get("id_unit")
    if unit is None or target is None:
        return UNKNOWN
    return WARN if unit == target else PASS


def kk_02(pair: Pair) -> str:
    if not pair.agency.assessors:
        return PASS
    if not pair.has("relasi"):
        return UNKNOWN
    return fails_if(any(nip in pair.agency.assessors for nip, _ in pair.relatives))


def formasi_02(pair: Pair) -> str:
    floor, target = pair.agency.number("FORMASI-02", "lantai_persen_asal", 0), pair.vacancy.post.get("id_unit")
    if floor <= 0 or (pair.unit is not None and pair.unit == target):
        return PASS
    if pair.unit is None:
        return UNKNOWN
    posts = pair.data.rows("jabatan", "id_unit", pair.unit)
    in_its_posts = [one for post in posts for one in pair.data.rows("pegawai", "id_jabatan", post["id_jabatan"])]
    by_post = [one for one in in_its_posts if one.get("id_unit") is None]
    by_unit = pair.data.rows("pegawai", "id_unit", pair.unit)
    staying = [one for one in by_post + by_unit if in_service(pair, one) and one["nip"] != pair.person["nip"]]
    needs = [as_number(post.get("kebutuhan")) for post in posts]
    if 100 * len(staying) < floor * sum(need or 0 for need in needs):
        return UNKNOWN if target is None else FAIL
    return UNKNOWN if None in needs else PASS


def pros_04(pair: Pair) -> str:
    """Where no field of work is stated it is not known whether the vacancy is excepted."""
    excepted = {name.casefold() for name in pair.agency.words("PROS-04", "kecuali") or ()}
    if pair.changes_agency is False or pair.vacancy.fields & excepted:
        return PASS
    binding = pair.changes_agency is True and (bool(pair.vacancy.fields) or not excepted)
    return if_concerned(binding or None, gravest(_age_for_intake(pair), _rank_for_intake(pair)))


def _age_for_intake(pair: Pair) -> str:
    limit = pair.agency.number("PROS-04", "usia_maks", 0)
    if limit <= 0:
        return PASS
    born = as_date(pair.person.get("tanggal_lahir"))
    return fails_if(None if born is None else pair.effective > birthday(born, limit))


def _rank_for_intake(pair: Pair) -> str:
    highest = pair.agency.setting("PROS-04", "golongan_maks")
    if not highest:
        return PASS
    return fails_if(None if pair.rank is None else pair.rank > reference.RANK_ORDER[highest])
