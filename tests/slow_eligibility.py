"""The requirements once more, in plain Python, to be compared with `mutasi.eligibility`.

`verdicts` gives the verdict of every requirement before it is weighed, `overall` what follows from all of them. The
rules stand in `tests/slow`; none of it is read by mutasi, and nothing of it reads mutasi but the tables of law.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.slow import career, person, place
from tests.slow.data import Agency, Dataset, Pair, Vacancy
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN

RULES: Mapping[str, Callable[[Pair], str]] = {
    "STATUS-01": person.status_01,
    "STATUS-02": person.status_02,
    "STATUS-03": person.status_03,
    "PPPK-01": person.pppk_01,
    "PPPK-02": person.pppk_02,
    "PPPK-03": person.pppk_03,
    "USIA-01": person.usia_01,
    "USIA-02": person.usia_02,
    "USIA-03": person.usia_03,
    "USIA-04": person.usia_04,
    "PANGKAT-01": person.pangkat_01,
    "PANGKAT-02": person.pangkat_02,
    "PANGKAT-03": person.pangkat_03,
    "PEND-01": person.pend_01,
    "PEND-02": person.pend_02,
    "PEND-03": person.pend_03,
    "PEND-04": person.pend_04,
    "PEND-05": person.pend_05,
    "PENGAL-01": career.pengal_01,
    "PENGAL-02": career.pengal_02,
    "PENGAL-03": career.pengal_03,
    "PENGAL-04": career.pengal_04,
    "PENGAL-05": career.pengal_05,
    "PENGAL-06": career.pengal_06,
    "MASA-01": career.masa_01,
    "MASA-02": career.masa_02,
    "MASA-03": career.masa_03,
    "MASA-04": career.masa_04,
    "MASA-05": career.masa_05,
    "POLA-01": career.pola_01,
    "DISIPLIN-01": career.disiplin_01,
    "DISIPLIN-02": career.disiplin_02,
    "DISIPLIN-03": career.disiplin_03,
    "DISIPLIN-04": career.disiplin_04,
    "DISIPLIN-05": career.disiplin_05,
    "KINERJA-01": career.kinerja_01,
    "DIKLAT-01": career.diklat_01,
    "KOMP-01": career.komp_01,
    "TALENTA-01": career.talenta_01,
    "SELEKSI-01": career.seleksi_01,
    "KK-01": place.kk_01,
    "KK-02": place.kk_02,
    "FORMASI-02": place.formasi_02,
    "PROS-04": place.pros_04,
    "KHUSUS-01": person.khusus_01,
}
SOFT = {
    "USIA-03", "PANGKAT-01", "PANGKAT-02", "PANGKAT-03", "PEND-04", "MASA-01", "MASA-02", "MASA-05", "DISIPLIN-03",
    "DISIPLIN-05", "DIKLAT-01", "KOMP-01", "TALENTA-01", "KK-01", "KK-02", "FORMASI-02", "PROS-04",
}  # fmt: skip


BY_LEVEL = {
    "STATUS-01", "STATUS-02", "USIA-01", "USIA-02", "USIA-03", "USIA-04", "PANGKAT-03", "PEND-01", "PEND-02", "PEND-03",
    "PEND-05", "PENGAL-01", "PENGAL-02", "PENGAL-03", "PENGAL-04", "PENGAL-05", "PENGAL-06", "POLA-01", "MASA-03",
    "MASA-05", "DIKLAT-01", "DISIPLIN-04", "KINERJA-01", "KOMP-01", "TALENTA-01", "SELEKSI-01",
}  # fmt: skip
"""What nobody can be judged by when the level of the vacancy is stated nowhere."""


def pair_of(
    dataset: Dataset,
    nip: str,
    id_lowongan: str,
    effective: date,
    as_of: date,
    agency: Agency = Agency(),  # noqa: B008
) -> Pair:
    row = dataset.row("lowongan", "id_lowongan", id_lowongan)
    vacancy = Vacancy(row, dataset.row("jabatan", "id_jabatan", row["id_jabatan"]))
    return Pair(dataset, dataset.row("pegawai", "nip", nip), vacancy, effective, as_of, agency)


def verdicts(
    dataset: Dataset,
    nip: str,
    id_lowongan: str,
    effective: date,
    as_of: date,
    agency: Agency = Agency(),  # noqa: B008
) -> dict[str, str]:
    """The verdict of every requirement that is not switched off, before it is weighed."""
    return verdicts_of(pair_of(dataset, nip, id_lowongan, effective, as_of, agency))


def overall(
    dataset: Dataset,
    nip: str,
    id_lowongan: str,
    effective: date,
    as_of: date,
    agency: Agency = Agency(),  # noqa: B008
) -> str:
    """Barred by what is hard; unknown when something hard is; a warning when anything else is not met."""
    pair = pair_of(dataset, nip, id_lowongan, effective, as_of, agency)
    return weighed(pair, verdicts_of(pair))


def verdicts_of(pair: Pair) -> dict[str, str]:
    on = {code: rule for code, rule in RULES.items() if pair.agency.setting(code, "berat") != "mati"}
    if pair.vacancy.stated("jenjang") is None:
        return {code: UNKNOWN if code in BY_LEVEL else rule(pair) for code, rule in on.items()}
    return {code: rule(pair) for code, rule in on.items()}


def weighed(pair: Pair, found: Mapping[str, str]) -> str:
    """`overall` of verdicts at hand."""
    if any(verdict == FAIL and _bars(pair, code) for code, verdict in found.items()):
        return FAIL
    if any(verdict == UNKNOWN and _is_hard(pair, code) for code, verdict in found.items()):
        return UNKNOWN
    return PASS if all(verdict == PASS for verdict in found.values()) else WARN


def _bars(pair: Pair, code: str) -> bool:
    by_kinship = code == "KK-01" and pair.agency.setting(code, "berat") != "lunak"
    return by_kinship or _is_hard(pair, code)


def _is_hard(pair: Pair, code: str) -> bool:
    weight = pair.agency.setting(code, "berat")
    if code == "POLA-01" and pair.rotates:
        return False  # nothing is to be said of it but the class, which is a remark
    if weight is not None:
        return weight == "keras"
    if code == "KK-01":
        return place.kk_01_bars(pair)
    if code == "KINERJA-01":
        return career.performance_bars(pair) is not False
    into_jf = code == "PEND-04" and pair.enters_jf is not False
    return code not in SOFT or into_jf or (code == "TALENTA-01" and career.talent_bars(pair))
