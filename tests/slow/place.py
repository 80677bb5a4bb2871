"""Kinship, the unit that is left, and the limits of the agency that takes somebody in."""

from __future__ import annotations

from tests.slow import reference
from tests.slow.data import Pair
from tests.slow.dates import as_date, as_number, birthday
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if, gravest


def kk_01(pair: Pair) -> str:
    if not pair.has("relasi"):
        return UNKNOWN
    close = pair.agency.words("KK-01", "hubungan")
    relatives = [
        pair.data.row("pegawai", "nip", nip) for nip, kinship in pair.relatives if close is None or kinship in close
    ]
    return gravest(*(_kinship_at_work(pair, relative) for relative in relatives))


def _kinship_at_work(pair: Pair, relative: dict) -> str:
    post = pair.data.row("jabatan", "id_jabatan", relative.get("id_jabatan"))
    superior = pair.vacancy.post.get("atasan")
    is_superior = superior is not None and relative.get("id_jabatan") == superior
    if is_superior or post.get("atasan") == pair.vacancy.row["id_jabatan"]:
        return FAIL
    unit = relative.get("id_unit") or post.get("id_unit")
    return WARN if unit is not None and unit == pair.vacancy.post.get("id_unit") else PASS


def kk_02(pair: Pair) -> str:
    if not pair.agency.assessors:
        return PASS
    if not pair.has("relasi"):
        return UNKNOWN
    return fails_if(any(nip in pair.agency.assessors for nip, _ in pair.relatives))


def formasi_02(pair: Pair) -> str:
    floor = pair.agency.number("FORMASI-02", "lantai_persen_asal", 0)
    if floor <= 0 or (pair.unit is not None and pair.unit == pair.vacancy.post.get("id_unit")):
        return PASS
    if pair.unit is None:
        return UNKNOWN
    posts = pair.data.rows("jabatan", "id_unit", pair.unit)
    in_its_posts = [one for post in posts for one in pair.data.rows("pegawai", "id_jabatan", post["id_jabatan"])]
    by_post = [one for one in in_its_posts if one.get("id_unit") is None]
    by_unit = [one for one in pair.data.rows("pegawai", "id_unit", pair.unit) if one.get("id_jabatan") is not None]
    holders = len(by_post) + len(by_unit)
    seats = sum(as_number(post.get("kebutuhan")) or 0 for post in posts)
    return fails_if(100 * (holders - 1) < floor * seats)


def pros_04(pair: Pair) -> str:
    excepted = {name.casefold() for name in pair.agency.words("PROS-04", "kecuali") or ()}
    if not pair.changes_agency or pair.vacancy.fields & excepted:
        return PASS
    return gravest(_age_for_intake(pair), _rank_for_intake(pair))


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
