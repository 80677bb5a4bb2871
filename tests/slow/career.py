"""Experience, time in post, direction of the move, training, performance, competence and talent."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.slow import reference
from tests.slow.data import Pair, any_of, is_managerial
from tests.slow.dates import as_date, as_number, complete_months, months_after
from tests.slow.person import competence_test
from tests.slow.points import talent_boxes
from tests.slow.service import at_level, both, in_fields, served_at_least
from tests.slow.verdicts import FAIL, PASS, UNKNOWN, WARN, fails_if, if_concerned


def _months(pair: Pair, code: str, years: int) -> int:
    return 12 * pair.agency.number(code, "min_tahun", years)


def _in_fields_of(pair: Pair, months: int, level=None) -> str:
    """Where nobody states a field of work, only who has served too short anywhere surely fails."""
    anywhere = level or (lambda level, field: True)
    if not pair.vacancy.fields:
        return FAIL if served_at_least(pair, months, anywhere) == FAIL else UNKNOWN
    return served_at_least(pair, months, both(anywhere, in_fields(pair.vacancy.fields)))


def pengal_01(pair: Pair) -> str:
    if pair.vacancy.level != "JPT_PRATAMA":
        return PASS
    return if_concerned(pair.promoted, _in_fields_of(pair, _months(pair, "PENGAL-01", 5)))


def pengal_02(pair: Pair) -> str:
    if pair.vacancy.level != "JPT_PRATAMA":
        return PASS
    served = served_at_least(pair, _months(pair, "PENGAL-02", 2), at_level("ADMINISTRATOR", "JF_AHLI_MADYA"))
    return if_concerned(pair.promoted, served)


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
    if pair.vacancy.level != "ADMINISTRATOR":
        return PASS
    levels, months = ("PENGAWAS", "JF_AHLI_MUDA"), _months(pair, "PENGAL-03", 3)
    if pair.agency.setting("PENGAL-03", "sebidang") != "ya":
        return if_concerned(pair.promoted, _served_at(pair, months, levels))
    if pair.vacancy.fields:
        return if_concerned(pair.promoted, _served_at(pair, months, levels, pair.vacancy.fields))
    return if_concerned(pair.promoted, FAIL if _served_at(pair, months, levels) == FAIL else UNKNOWN)


def pengal_04(pair: Pair) -> str:
    if pair.vacancy.level != "PENGAWAS":
        return PASS
    levels = ("PELAKSANA", "JF_AHLI_PERTAMA", "JF_PENYELIA", "JF_MAHIR", "JF_TERAMPIL")
    return if_concerned(pair.promoted, _served_at(pair, _months(pair, "PENGAL-04", 4), levels))


def pengal_05(pair: Pair) -> str:
    if pair.promoted is False:
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
    return if_concerned(pair.enters_jf, _in_fields_of(pair, _months(pair, "PENGAL-06", 2)))


def masa_01(pair: Pair) -> str:
    least = pair.agency.number("MASA-01", "min_bulan", 24)
    since = as_date(pair.person.get("tmt_jabatan"))
    early = fails_if(None if since is None else complete_months(since, pair.effective) < least)
    return if_concerned(any_of(pair.promoted, pair.rotates, pair.changes_agency), early)


def masa_02(pair: Pair) -> str:
    if pair.rotates is False or (pair.level is not None and not is_managerial(pair.level)):
        return PASS
    if pair.level is None:
        return UNKNOWN
    since = as_date(pair.person.get("tmt_jabatan"))
    return if_concerned(pair.rotates, fails_if(None if since is None else pair.effective > months_after(since, 60)))


def _between_jpt(pair: Pair) -> bool:
    """Between two JPT, or maybe so, for the level of the present post is missing."""
    return pair.rotates is not False and pair.vacancy.for_jpt and (pair.level is None or pair.level.startswith("JPT_"))


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
    if pair.changes_agency is False or trigger == "dinas":
        return PASS
    if since is None:
        return UNKNOWN
    if pair.effective >= months_after(since, 120):
        return PASS
    return if_concerned(pair.changes_agency, UNKNOWN if trigger is None else FAIL)


def pola_01(pair: Pair) -> str:
    if needs_basis(pair) and pair.falls is not False and not any(_basis_of_demotion(pair)):
        return UNKNOWN if pair.falls is None else FAIL
    if pair.rotates is not True or pair.agency.setting("POLA-01", "pakai_kelas_jabatan") == "tidak":
        return PASS
    present, target = as_number(pair.post.get("kelas")), as_number(pair.vacancy.stated("kelas"))
    if present is None or target is None:
        return UNKNOWN
    return WARN if target < present else PASS


def needs_basis(pair: Pair) -> bool:
    return pair.agency.setting("POLA-01", "wajib_dasar_demosi") != "tidak"


def _basis_of_demotion(pair: Pair) -> list[bool | None]:
    """Of each B1 and B2, whether it is a basis on that day; None when its first day or the level is missing."""
    found: list[bool | None] = []
    known = pair.level is not None and pair.vacancy.level is not None
    for row in pair.facts("disiplin"):
        if row.get("jenis") not in ("B1", "B2"):
            continue
        if _penalty_is_over(pair, row):
            continue
        start, fits = as_date(row.get("tmt_mulai")), pair.vacancy.level == "PELAKSANA"
        if row["jenis"] == "B1":
            fits = not known or pair.steps_down == 1
        running = None if start is None else start <= pair.effective
        if row.get("nomor_sk") is None or row.get("status") == "proses" or not fits or running is False:
            found.append(False)
        else:
            found.append(running if known or row["jenis"] == "B2" else None)
    return found


def _penalty_is_over(pair: Pair, row: dict) -> bool:
    start, end = as_date(row.get("tmt_mulai")), as_date(row.get("tmt_selesai"))
    if end is not None:
        return end < pair.effective
    if row.get("status") == "selesai" and pair.effective >= pair.as_of:
        return True
    return start is not None and months_after(start, 12) <= pair.effective


def disiplin_04(pair: Pair) -> str:
    found = _basis_of_demotion(pair)
    if not found or any(found):
        return PASS
    return if_concerned(pair.falls, UNKNOWN if None in found else FAIL)


def _end(pair: Pair, row: dict) -> date | None:
    """The last day of a penalty: as stated, else by the law as far as its status lets that be."""
    start, end = as_date(row.get("tmt_mulai")), as_date(row.get("tmt_selesai"))
    months = {"S1": 6, "S2": 9, "S3": 12, "B1": 12, "B2": 12}.get(row.get("jenis"))
    if end is not None or start is None or months is None:
        return end
    by_law = months_after(start, months) - timedelta(days=1)
    if row.get("status") == "selesai":
        return min(by_law, pair.as_of - timedelta(days=1))
    return None if row.get("status") == "menjalani" and by_law < pair.as_of else by_law


def _running(pair: Pair, *gravities: str) -> bool | None:
    """Whether such a penalty is served or in process; None when that cannot be told of one that is served."""
    rows = [row for row in pair.facts("disiplin") if row.get("tingkat") in gravities]
    answers = [_runs(pair, row) for row in rows]
    if True in answers:
        return True
    return None if None in answers or not pair.has("disiplin") else False


def _runs(pair: Pair, row: dict) -> bool | None:
    if row.get("status") == "proses":
        return True
    served, start, end = row.get("status") == "menjalani", as_date(row.get("tmt_mulai")), _end(pair, row)
    if (start is not None and start > pair.effective) or (end is not None and end < pair.effective):
        return False
    if end is not None and (start is not None or (served and pair.as_of <= pair.effective)):
        return True
    return None if served else False


def disiplin_01(pair: Pair) -> str:
    running, in_court = _running(pair, "ringan", "sedang", "berat"), pair.person.get("proses_peradilan")
    in_court = None if in_court is None else in_court == "ya"
    return if_concerned(pair.changes_agency, fails_if(any_of(running, in_court)))


def disiplin_02(pair: Pair) -> str:
    grave = fails_if(_running(pair, "sedang", "berat"))
    return if_concerned(pair.promoted, WARN if grave == PASS and _running(pair, "ringan") is not False else grave)


def disiplin_03(pair: Pair) -> str:
    if pair.promoted is False:
        return PASS
    if not pair.has("disiplin"):
        return UNKNOWN
    limit = months_after(pair.effective, -24)
    imposed = [row for row in pair.facts("disiplin") if row["tingkat"] in ("sedang", "berat") and not _only_begun(row)]
    ended_late = [_ended_after(pair, row, limit) for row in imposed]
    return if_concerned(pair.promoted, fails_if(any_of(*ended_late)))


def _only_begun(row: dict) -> bool:
    """A process that has led to no penalty yet."""
    return row.get("status") == "proses" and row.get("tmt_mulai") is None and row.get("tmt_selesai") is None


def _ended_after(pair: Pair, row: dict, limit: date) -> bool | None:
    end = _end(pair, row)
    if end is not None:
        return end > limit
    reached = [as_date(row.get("tmt_mulai")), pair.as_of if row.get("status") == "menjalani" else None]
    return True if any(day is not None and day > limit for day in reached) else None


def disiplin_05(pair: Pair) -> str:
    obliged = None if pair.level is None else pair.level.startswith("JPT_") or pair.level == "ADMINISTRATOR"
    if obliged is False:
        return PASS
    expected = pair.as_of.year - (2 if pair.as_of.month <= 3 else 1)
    years = [as_number(pair.person.get(column)) for column in ("lhkpn_tahun", "spt_tahun")]
    return if_concerned(obliged, fails_if(any_of(*(None if year is None else year < expected for year in years))))


def kinerja_01(pair: Pair) -> str:
    strict = performance_bars(pair)
    if strict is False and pair.rotates is False:
        return PASS
    years = [pair.effective.year - back for back in (1, 2)]
    ratings = [_rating(pair, year) for year in years]
    for at, year in enumerate(years):
        if ratings[at] is None and year + 1 == pair.as_of.year and pair.as_of.month <= 3:
            ratings[at] = _rating(pair, pair.effective.year - 3)
    if any(rating is not None and rating < reference.RATING_ORDER["baik"] for rating in ratings):
        return FAIL if strict is False else if_concerned(strict, FAIL)
    return UNKNOWN if None in ratings else PASS


def performance_bars(pair: Pair) -> bool | None:
    """Whether the ratings decide: for a rotation inside the agency they are a remark."""
    return any_of(pair.promoted, pair.enters_jf, pair.changes_agency)


def _rating(pair: Pair, year: int) -> int | None:
    rows = [row for row in pair.facts("kinerja") if row["tahun"] == str(year)]
    return reference.RATING_ORDER.get(rows[0].get("predikat")) if rows else None


def diklat_01(pair: Pair) -> str:
    accepted = {"JPT_PRATAMA": ("PKA", "PKN_II", "PKN_I"), "ADMINISTRATOR": ("PKP", "PKA", "PKN_II")}
    kinds = accepted.get(pair.vacancy.level)
    if kinds is None or pair.promoted is False or (pair.level or "").startswith("JF_"):
        return PASS
    if not pair.has("diklat"):
        return UNKNOWN
    days = [as_date(row.get("tanggal")) for row in pair.facts("diklat") if row["jenis"] in kinds]
    done = any_of(*(None if day is None else day <= pair.effective for day in days))
    known = pair.promoted is True and pair.level is not None
    return if_concerned(known or None, fails_if(None if done is None else not done))


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
    if pair.promoted is False:
        return PASS
    boxes = talent_boxes(pair)
    if len(boxes) > 1:
        return UNKNOWN if talent_bars(pair) else PASS
    return if_concerned(pair.promoted, fails_if(boxes[0] not in (7, 8, 9)))


def seleksi_01(pair: Pair) -> str:
    if not pair.vacancy.for_jpt:
        return PASS
    route = pair.vacancy.row.get("mekanisme") or pair.agency.jpt_mechanism
    return if_concerned(pair.promoted, fails_if(route == "uji_kompetensi"))
