"""Experience, time in post, direction of the move, training, performance, competence and talent."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.slow import reference
from tests.slow.data import Pair, is_managerial
from tests.slow.dates import as_date, as_number, complete_months, months_after
from tests.slow.person import competence_test
from tests.slow.service import at_level, both, in_fields, served_at_least
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if


def _months(pair: Pair, code: str, years: int) -> int:
    return 12 * pair.agency.number(code, "min_tahun", years)


def pengal_01(pair: Pair) -> str:
    if not (pair.may_rise and pair.vacancy.level == "JPT_PRATAMA" and pair.vacancy.fields):
        return PASS
    return served_at_least(pair, _months(pair, "PENGAL-01", 5), in_fields(pair.vacancy.fields))


def pengal_02(pair: Pair) -> str:
    if not (pair.may_rise and pair.vacancy.level == "JPT_PRATAMA"):
        return PASS
    return served_at_least(pair, _months(pair, "PENGAL-02", 2), at_level("ADMINISTRATOR", "JF_AHLI_MADYA"))


def _served_at(pair: Pair, months: int, levels: tuple[str, ...], fields: set[str] | None = None) -> str:
    """So long at these levels; a warning when levels as high as the vacancy, or higher, must be counted with them."""

    def served(accepted: tuple[str, ...]) -> str:
        level = at_level(*accepted)
        return served_at_least(pair, months, level if fields is None else both(level, in_fields(fields)))

    alone, with_higher = served(levels), served((*levels, *_as_high_as(pair.vacancy.level)))
    if alone == PASS:
        return PASS
    return WARN if with_higher == PASS else with_higher


def _as_high_as(level: str) -> list[str]:
    return [code for code, step in reference.STEP.items() if step >= reference.STEP[level]]


def pengal_03(pair: Pair) -> str:
    if not (pair.may_rise and pair.vacancy.level == "ADMINISTRATOR"):
        return PASS
    in_field = pair.agency.setting("PENGAL-03", "sebidang") == "ya" and pair.vacancy.fields
    fields = pair.vacancy.fields if in_field else None
    return _served_at(pair, _months(pair, "PENGAL-03", 3), ("PENGAWAS", "JF_AHLI_MUDA"), fields)


def pengal_04(pair: Pair) -> str:
    if not (pair.may_rise and pair.vacancy.level == "PENGAWAS"):
        return PASS
    levels = ("PELAKSANA", "JF_AHLI_PERTAMA", "JF_PENYELIA", "JF_MAHIR", "JF_TERAMPIL")
    return _served_at(pair, _months(pair, "PENGAL-04", 4), levels)


def pengal_05(pair: Pair) -> str:
    if not pair.may_rise:
        return PASS
    if pair.rises is None:
        return UNKNOWN
    if reference.STEP[pair.vacancy.level] - reference.STEP[pair.level] <= 1:
        return PASS
    if pair.vacancy.level == "JPT_PRATAMA":
        return served_at_least(pair, 24, at_level("ADMINISTRATOR", "JF_AHLI_MADYA"))
    if pair.vacancy.level == "ADMINISTRATOR":
        held = _served_at(pair, 36, ("PENGAWAS", "JF_AHLI_MUDA"))
        return WARN if held == PASS else held
    return FAIL


def pengal_06(pair: Pair) -> str:
    if not (pair.enters_jf and pair.vacancy.fields):
        return PASS
    return served_at_least(pair, _months(pair, "PENGAL-06", 2), in_fields(pair.vacancy.fields))


def masa_01(pair: Pair) -> str:
    if not (pair.may_rise or pair.may_rotate or pair.changes_agency):
        return PASS
    least = pair.agency.number("MASA-01", "min_bulan", 24)
    since = as_date(pair.person.get("tmt_jabatan"))
    return fails_if(None if since is None else complete_months(since, pair.effective) < least)


def masa_02(pair: Pair) -> str:
    if not pair.may_rotate or (pair.level is not None and not is_managerial(pair.level)):
        return PASS
    if pair.level is None:
        return UNKNOWN
    since = as_date(pair.person.get("tmt_jabatan"))
    return fails_if(None if since is None else pair.effective > months_after(since, 60))


def _between_jpt(pair: Pair) -> bool:
    """Between two JPT, or maybe so, for the level of the present post is missing."""
    return pair.may_rotate and pair.vacancy.for_jpt and (pair.level is None or pair.level.startswith("JPT_"))


def masa_03(pair: Pair) -> str:
    if not _between_jpt(pair):
        return PASS
    found = competence_test(pair, "MASA-03", lambda level: (level or "").startswith("JPT_"))
    return UNKNOWN if pair.level is None and found == FAIL else found


def masa_05(pair: Pair) -> str:
    if not _between_jpt(pair):
        return PASS
    since = as_date(pair.person.get("tmt_jabatan"))
    if since is None:
        return UNKNOWN
    inside = months_after(since, 24) <= pair.effective <= months_after(since, 60)
    return UNKNOWN if pair.level is None and not inside else fails_if(not inside)


def masa_04(pair: Pair) -> str:
    """Ten years bind only who asks himself; who asked is unknown where it is blank."""
    trigger, since = pair.person.get("pemicu"), as_date(pair.person.get("tmt_pns"))
    if not pair.changes_agency or trigger == "dinas":
        return PASS
    if since is None:
        return UNKNOWN
    if pair.effective >= months_after(since, 120):
        return PASS
    return UNKNOWN if trigger is None else FAIL


def pola_01(pair: Pair) -> str:
    if pair.falls:
        return fails_if(not any(_basis_of_demotion(pair)))
    if pair.falls is None:
        return PASS if any(_basis_of_demotion(pair)) else UNKNOWN
    present, target = as_number(pair.post.get("kelas")), as_number(pair.vacancy.stated("kelas"))
    lower_class = present is not None and target is not None and target < present
    return WARN if pair.rotates and lower_class else PASS


def _basis_of_demotion(pair: Pair) -> list[bool | None]:
    """Of each B1 and B2, whether it is a basis on that day; None when its first day or the level is missing."""
    found: list[bool | None] = []
    known = pair.level is not None and pair.vacancy.level is not None
    for row in pair.facts("disiplin"):
        if row.get("jenis") not in ("B1", "B2"):
            continue
        start, fits = as_date(row.get("tmt_mulai")), pair.vacancy.level == "PELAKSANA"
        if row["jenis"] == "B1":
            fits = not known or pair.steps_down == 1
        running = None if start is None else start <= pair.effective < months_after(start, 12)
        if row.get("nomor_sk") is None or not fits or running is False:
            found.append(False)
        else:
            found.append(running if known or row["jenis"] == "B2" else None)
    return found


def disiplin_04(pair: Pair) -> str:
    found = _basis_of_demotion(pair)
    if not pair.may_fall or not found or any(found):
        return PASS
    return UNKNOWN if None in found else FAIL


def _running(pair: Pair, *gravities: str) -> bool | None:
    """Whether such a penalty is served or in process; None when a date of one that is served is missing."""
    rows = [row for row in pair.facts("disiplin") if row.get("tingkat") in gravities]
    undated = False
    for row in rows:
        start, end = as_date(row.get("tmt_mulai")), as_date(row.get("tmt_selesai"))
        dated = start is not None and end is not None
        if row.get("status") == "proses" or (dated and start <= pair.effective <= end):
            return True
        undated = undated or (row.get("status") == "menjalani" and not dated)
    return None if undated or not pair.has("disiplin") else False


def disiplin_01(pair: Pair) -> str:
    if not pair.changes_agency:
        return PASS
    running, in_court = _running(pair, "ringan", "sedang", "berat"), pair.person.get("proses_peradilan")
    if running or in_court == "ya":
        return FAIL
    return UNKNOWN if running is None or in_court is None else PASS


def disiplin_02(pair: Pair) -> str:
    if not pair.may_rise:
        return PASS
    grave = fails_if(_running(pair, "sedang", "berat"))
    return WARN if grave == PASS and _running(pair, "ringan") else grave


def disiplin_03(pair: Pair) -> str:
    if not pair.may_rise:
        return PASS
    if not pair.has("disiplin"):
        return UNKNOWN
    limit = months_after(pair.effective, -24)
    imposed = [row for row in pair.facts("disiplin") if row["tingkat"] in ("sedang", "berat") and not _only_begun(row)]
    ended_late = [_ended_after(row, limit) for row in imposed]
    return FAIL if True in ended_late else UNKNOWN if None in ended_late else PASS


def _only_begun(row: dict) -> bool:
    """A process that has led to no penalty yet."""
    return row.get("status") == "proses" and row.get("tmt_mulai") is None and row.get("tmt_selesai") is None


def _ended_after(row: dict, limit: date) -> bool | None:
    start, end = as_date(row.get("tmt_mulai")), as_date(row.get("tmt_selesai"))
    months = {"S1": 6, "S2": 9, "S3": 12, "B1": 12, "B2": 12}.get(row.get("jenis"))
    if end is not None:
        return end > limit
    if start is not None and months is not None:
        return months_after(start, months) > limit + timedelta(days=1)
    return True if start is not None and start > limit else None


def disiplin_05(pair: Pair) -> str:
    level = pair.level or ""
    if not (level.startswith("JPT_") or level == "ADMINISTRATOR"):
        return PASS
    expected = pair.as_of.year - (2 if pair.as_of.month <= 3 else 1)
    years = [as_number(pair.person.get(column)) for column in ("lhkpn_tahun", "spt_tahun")]
    if any(year is not None and year < expected for year in years):
        return FAIL
    return UNKNOWN if None in years else PASS


def kinerja_01(pair: Pair) -> str:
    if not (performance_bars(pair) or pair.may_rotate):
        return PASS
    years = [pair.effective.year - back for back in (1, 2)]
    ratings = [_rating(pair, year) for year in years]
    for at, year in enumerate(years):
        if ratings[at] is None and year + 1 == pair.as_of.year and pair.as_of.month <= 3:
            ratings[at] = _rating(pair, pair.effective.year - 3)
    if any(rating is not None and rating < reference.RATING_ORDER["baik"] for rating in ratings):
        return FAIL
    return UNKNOWN if None in ratings else PASS


def performance_bars(pair: Pair) -> bool:
    """Whether the ratings decide: for a rotation inside the agency they are a remark."""
    return pair.may_rise or pair.enters_jf or pair.changes_agency


def _rating(pair: Pair, year: int) -> int | None:
    rows = [row for row in pair.facts("kinerja") if row["tahun"] == str(year)]
    return reference.RATING_ORDER.get(rows[0].get("predikat")) if rows else None


def diklat_01(pair: Pair) -> str:
    accepted = {"JPT_PRATAMA": ("PKA", "PKN_II", "PKN_I"), "ADMINISTRATOR": ("PKP", "PKA", "PKN_II")}
    kinds = accepted.get(pair.vacancy.level)
    if kinds is None or not pair.may_rise or (pair.level or "").startswith("JF_"):
        return PASS
    if not pair.has("diklat"):
        return UNKNOWN
    days = [as_date(row.get("tanggal")) for row in pair.facts("diklat") if row["jenis"] in kinds]
    return fails_if(not any(day is None or day <= pair.effective for day in days))


def komp_01(pair: Pair) -> str:
    asked = _standard(pair)
    required = sum(asked.values())
    if required == 0:
        return PASS
    levels = {code: _latest_level(pair, code) for code in asked}
    capped = pair.agency.setting("KOMP-01", "batasi_per_kompetensi") != "tidak"

    def counted(code: str, level: int) -> int:
        return min(level, asked[code]) if capped else level

    worst = sum(counted(code, levels[code] or 0) for code in asked)
    best = sum(counted(code, 5 if levels[code] is None else levels[code]) for code in asked)
    least = pair.agency.number("KOMP-01", "lulus_min", 68)
    if Fraction(100 * best, required) < least:
        return FAIL
    return UNKNOWN if Fraction(100 * worst, required) < least else PASS


def _standard(pair: Pair) -> dict[str, int]:
    stated = [item.rpartition("=") for item in (pair.vacancy.row.get("standar_kompetensi") or "").split(";")]
    if pair.vacancy.row.get("standar_kompetensi") is not None:
        return {code.strip(): int(level) for code, _, level in stated}
    level = reference.COMPETENCE_LEVEL.get(pair.vacancy.level, 0)
    return dict.fromkeys(reference.COMPETENCES, level)


def _latest_level(pair: Pair, code: str) -> int | None:
    """Of an assessment that is at most three years old; one of a day to come is none yet."""
    valid = []
    for row in pair.facts("kompetensi"):
        day = as_date(row.get("tanggal"))
        if row["kompetensi"] == code and day is not None and day <= pair.effective <= months_after(day, 36):
            valid.append((day, int(row["level"])))
    return max(valid)[1] if valid else None


def talent_bars(pair: Pair) -> bool:
    """Whether the post is filled by talent management, so that the box decides. What the vacancy states goes first."""
    of_agency = pair.agency.jpt_mechanism if pair.vacancy.for_jpt else None
    return (pair.vacancy.row.get("mekanisme") or of_agency) == "manajemen_talenta"


def talenta_01(pair: Pair) -> str:
    if not pair.may_rise:
        return PASS
    boxes = [(int(row["tahun"]), int(row["kotak"])) for row in pair.facts("talenta")]
    known = [(year, box) for year, box in boxes if year <= pair.effective.year]
    if not known:
        return UNKNOWN if talent_bars(pair) else PASS
    return fails_if(max(known)[1] not in (7, 8, 9))


def seleksi_01(pair: Pair) -> str:
    if not (pair.vacancy.for_jpt and pair.may_rise):
        return PASS
    return fails_if((pair.vacancy.row.get("mekanisme") or pair.agency.jpt_mechanism) == "uji_kompetensi")
