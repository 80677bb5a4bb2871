"""Points of criteria a second time: plain Python, one person and vacancy at a time, by the words of docs/criteria.md.

Each function gives the lowest and the highest points in hundredths; both are the same where all is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from tests.slow import reference
from tests.slow.data import Pair
from tests.slow.dates import as_date, as_number, complete_months, months_after
from tests.slow.service import in_fields, served

Settings = Mapping[str, object]
Bounds = tuple[int, int]
FULL = 10_000
ANY = (0, FULL)


def rounded(share: Fraction) -> int:
    """A share of the full points in hundredths, half up, held within 0 and 100 points."""
    return int(min(max(share, Fraction(0)), Fraction(1)) * FULL + Fraction(1, 2))


def linear(value: Fraction, bottom: Fraction, top: Fraction) -> Fraction:
    return (min(max(value, bottom), top) - bottom) / (top - bottom)


# Competences ----------------------------------------------------------------------------------------------


def standard_of(pair: Pair) -> list[tuple[str, int]]:
    pairs = [
        item.rpartition("=") for item in (pair.vacancy.row.get("standar_kompetensi") or "").split(";") if item.strip()
    ]
    stated = [(name.strip(), int(level)) for name, _, level in pairs]
    default = reference.COMPETENCE_LEVEL.get(pair.vacancy.level)
    return stated or ([(code, default) for code in reference.COMPETENCES] if default else [])


def level_of(pair: Pair, code: str, valid_months: int) -> int | None:
    """The latest level that is still valid."""
    dated = [
        (as_date(row.get("tanggal")), as_number(row.get("level")))
        for row in pair.facts("kompetensi")
        if row.get("kompetensi") == code and row.get("tanggal") and row.get("level")
    ]
    valid = [(day, level) for day, level in dated if day <= pair.effective <= months_after(day, valid_months)]
    return max(valid)[1] if valid else None


def kesesuaian_kompetensi(pair: Pair, settings: Settings) -> Bounds:
    standard = standard_of(pair)
    required = sum(level for _, level in standard)
    if not standard:
        return FULL, FULL
    lowest = highest = 0
    for code, asked in standard:
        level, capped = level_of(pair, code, settings["masa_berlaku_bulan"]), settings["batasi_per_kompetensi"]
        if level is None:
            highest += asked if capped else max(asked, 5)
        else:
            lowest += min(level, asked) if capped else level
            highest += min(level, asked) if capped else level
    return rounded(Fraction(lowest, required)), rounded(Fraction(highest, required))


def profil_kompetensi(pair: Pair, settings: Settings) -> Bounds:
    standard = standard_of(pair)
    if not standard:
        return FULL, FULL
    table = settings["selisih"]

    def points(asked: int, level: int) -> int:
        gap = level - asked
        return table[str(min(max(gap, -4), 4))]

    means = []
    for choose in (min, max):
        parts = {True: [], False: []}
        for code, asked in standard:
            level = level_of(pair, code, settings["masa_berlaku_bulan"])
            levels = range(6) if level is None else [level]
            parts[code in settings["inti"]].append(choose(points(asked, one) for one in levels))
        core, others = (Fraction(sum(one), len(one)) if one else None for one in (parts[True], parts[False]))
        share = Fraction(settings["bagian_inti"], 100)
        means.append(others if core is None else core if others is None else share * core + (1 - share) * others)
    return rounded(means[0] / 100), rounded(means[1] / 100)


# Performance ----------------------------------------------------------------------------------------------


def _last_years(pair: Pair, count: int) -> list[int]:
    return [pair.effective.year - 1 - back for back in range(count)]


def _of_year(pair: Pair, year: int, column: str) -> str | None:
    return next(
        (row[column] for row in pair.facts("kinerja") if row.get("tahun") == str(year) and row.get(column)), None
    )


def predikat_kinerja(pair: Pair, settings: Settings) -> Bounds:
    years = _last_years(pair, settings["tahun"])
    found = [_of_year(pair, year, "predikat") for year in years]
    points = settings["nilai"]
    return tuple(
        rounded(
            Fraction(sum(choose(points.values()) if one is None else points[one] for one in found), 100 * len(years))
        )
        for choose in (min, max)
    )


def nilai_kinerja(pair: Pair, settings: Settings) -> Bounds:
    years = _last_years(pair, settings["tahun"])
    lowest = highest = Fraction(0)
    for year in years:
        number = _of_year(pair, year, "nilai_angka")
        share = (
            None
            if number is None
            else linear(Fraction(number), Fraction(settings["bawah"]), Fraction(settings["atas"]))
        )
        lowest += 0 if share is None else share
        highest += 1 if share is None else share
    return rounded(lowest / len(years)), rounded(highest / len(years))


# Education ------------------------------------------------------------------------------------------------


def _place(field: str) -> tuple[str, str, str] | None:
    """Rumpun, subrumpun and programme of a field, whatever level is written before its name."""
    words = field.lower().split()
    for name in (" ".join(words), " ".join(words[1:]) if words and words[0] in LEVEL_WORDS else ""):
        for branch in RUMPUN:
            for group in branch["subrumpun"]:
                for program in group["program"]:
                    if name in [one.lower() for one in (program["nama"], *program.get("juga", []))]:
                        return branch["kode"], group["kode"], program["nama"]
    return None


LEVEL_WORDS = ("s-1", "s1", "s-2", "s2", "s-3", "s3", "d-iii", "d-iv", "d3", "d4", "d-3", "d-4", "sarjana", "magister")
RUMPUN = reference.read("rumpun_ilmu")["rumpun"]


def _nearness(field: str, wanted: list[str], settings: Settings) -> int:
    """What part of the points for the field it counts, in percent; whoever is nearer has no less."""
    near = settings["kedekatan"]
    by_degree = [0, near["rumpun"], near["subrumpun"], near["program"]]
    degree = 0
    for name in wanted:
        own, other = _place(field), _place(name)
        if field.lower() == name.lower() or (own and own == other):
            degree = 3
        elif own and other and own[:2] == other[:2]:
            degree = max(degree, 2)
        elif own and other and own[0] == other[0]:
            degree = max(degree, 1)
    return max(by_degree[: degree + 1])


def pendidikan(pair: Pair, settings: Settings) -> Bounds:
    order, needed = pair.highest_education, reference.EDUCATION_ORDER.get(pair.vacancy.row.get("pendidikan_min"), 1)
    if order is None:
        return ANY
    if order < needed:
        return 0, 0
    wanted = [item.strip() for item in (pair.vacancy.row.get("jurusan") or "").split(";") if item.strip()]
    most = max(settings["kedekatan"].values())
    fields = [field for one, field in pair.diplomas if one >= needed]
    surely = max((_nearness(field, wanted, settings) for field in fields if field), default=0) if wanted else most
    perhaps = most if None in fields else surely
    base = settings["setara"] + settings["per_tingkat"] * (order - needed)
    return tuple(rounded(Fraction(100 * base + settings["jurusan"] * share, FULL)) for share in (surely, perhaps))


# Career ---------------------------------------------------------------------------------------------------


def pengalaman_bidang(pair: Pair, settings: Settings) -> Bounds:
    fields = pair.vacancy.fields
    certain, possible = served(pair, in_fields(fields) if fields else lambda level, field: True)
    full = settings["penuh_bulan"]
    return rounded(Fraction(certain, full)), FULL if possible is None else rounded(Fraction(possible, full))


def kepangkatan(pair: Pair, settings: Settings) -> Bounds:
    if pair.rank is None:
        return ANY
    echelon, ranks = pair.vacancy.stated("eselon"), reference.RANKS_OF_LEVEL.get(pair.vacancy.level)
    of_post = reference.ECHELONS[echelon]["pangkat_terendah"] if echelon else ranks[0] if ranks else "I/a"
    below = max(reference.RANK_ORDER[pair.vacancy.row.get("golongan_min") or of_post] - pair.rank, 0)
    base = 100 * max(settings["dalam_rentang"] - settings["per_tingkat"] * below, 0)
    since = as_date(pair.person.get("tmt_pangkat"))
    if since is None:
        return min(base, FULL), min(base + 100 * settings["lama"], FULL)
    served_months = Fraction(complete_months(since, pair.effective), settings["penuh_bulan"])
    known = min(base + rounded(served_months) * settings["lama"] // 100, FULL)
    return known, known


def senioritas(pair: Pair, settings: Settings) -> Bounds:
    since = as_date(pair.person.get("tmt_cpns"))
    if since is None:
        return ANY
    points = rounded(Fraction(complete_months(since, pair.effective), settings["penuh_bulan"]))
    return points, points


def _may_count(row: Mapping, pair: Pair, since: date | None) -> bool | None:
    """Whether a training lies after a day and not after the effective date; None when nobody knows."""
    day = as_date(row.get("tanggal"))
    return None if day is None else day <= pair.effective and (since is None or day > since)


def diklat(pair: Pair, settings: Settings) -> Bounds:
    if not pair.has("diklat"):
        return ANY
    full, since = settings["penuh_jp"], months_after(pair.effective, -settings["masa_bulan"])
    leads = any(
        row.get("jenis") in settings["pelatihan"] and _may_count(row, pair, None) is not False
        for row in pair.facts("diklat")
    )
    least = most = 0
    for row in pair.facts("diklat"):
        counts, hours = _may_count(row, pair, since), as_number(row.get("jp"))
        least += hours or 0 if counts else 0
        most += 0 if counts is False else full if hours is None else hours
    of_leading = 100 * settings["kepemimpinan"] * leads
    return tuple(
        of_leading + rounded(Fraction(hours, full)) * (100 - settings["kepemimpinan"]) // 100 for hours in (least, most)
    )


# Conduct and wishes ---------------------------------------------------------------------------------------

PENALTY_MONTHS = {
    one["kode"]: one["masa_bulan"] for one in reference.read("hukuman_disiplin")["jenis"] if "masa_bulan" in one
}


def _ends(row: Mapping, as_of: date) -> tuple[date | None, date | None]:
    """The last day of a penalty, None when nobody knows it, and a day that it reaches at least."""
    begins, stated, status = as_date(row.get("tmt_mulai")), as_date(row.get("tmt_selesai")), row.get("status")
    months = PENALTY_MONTHS.get(row.get("jenis"))
    by_law = None if begins is None or months is None else months_after(begins, months) - timedelta(days=1)
    if by_law is not None and status == "selesai":
        by_law = min(by_law, as_of - timedelta(days=1))
    if by_law is not None and status == "menjalani" and by_law < as_of:
        by_law = None
    end = stated or by_law
    reached = [day for day in (begins, as_of if status == "menjalani" else None) if day]
    return end, end or max(reached, default=None)


def _part(day: date | None, since: date, effective: date, decays: bool) -> Fraction:
    if day is None or day <= since:
        return Fraction(0)
    if not decays or day >= effective:
        return Fraction(1)
    return Fraction((day - since).days, (effective - since).days)


def integritas(pair: Pair, settings: Settings) -> Bounds:
    surely, at_most = 0, 0 if pair.has("disiplin") else FULL
    since, decays = months_after(pair.effective, -settings["masa_bulan"]), settings["peluruhan"] == "linear"
    for row in pair.facts("disiplin"):
        end, reached = _ends(row, pair.as_of)
        if end is not None and end <= since:
            continue
        points = Fraction(settings["proses"] if row["status"] == "proses" else settings["hukuman"][row["tingkat"]], 100)
        of_process = row["status"] == "proses"
        known = Fraction(1) if of_process else _part(reached, since, pair.effective, decays)
        surely = max(surely, rounded(points * known))
        at_most = max(at_most, rounded(points * (known if end is not None or of_process else 1)))
    last_due = pair.as_of.year - (2 if pair.as_of.month <= 3 else 1)
    owes = pair.level in ("JPT_PRATAMA", "JPT_MADYA", "ADMINISTRATOR")
    year = as_number(pair.person.get("lhkpn_tahun"))
    late, unrecorded = owes and year is not None and year < last_due, owes and year is None
    report = 100 * settings["lhkpn"]
    return max(FULL - at_most - report * (late or unrecorded), 0), max(FULL - surely - report * late, 0)


def minat(pair: Pair, settings: Settings) -> Bounds:
    places, refused, only = [], False, False
    for row in pair.facts("minat"):
        manner = row.get("sifat") or "ingin"
        kind, target = row.get("jenis"), row.get("sasaran")
        fulfilled = {
            "jabatan": target == pair.vacancy.row.get("id_jabatan"),
            "unit": target is not None and target == pair.vacancy.post.get("id_unit"),
            "bidang": target is not None and target.casefold() in pair.vacancy.fields,
        }
        only |= manner == "hanya" and kind != "tetap"
        if fulfilled.get(kind):
            refused |= manner == "tidak"
            places += [int(row["urutan"])] if manner != "tidak" else []
    stays = any(row.get("jenis") == "tetap" for row in pair.facts("minat"))
    points = settings["tetap"] if stays or only or refused else settings["tanpa_minat"]
    if places and not refused:
        points = int(settings["urutan"][min(min(places), len(settings["urutan"])) - 1])
    return 100 * points, 100 * points


# Distance, talent -----------------------------------------------------------------------------------------


def jarak(pair: Pair, settings: Settings) -> Bounds:
    own, there, measure = pair.unit, pair.vacancy.post.get("id_unit"), settings["ukuran"]
    if not pair.has("jarak"):
        return (FULL, FULL) if own and own == there else ANY
    if own is None or there is None:
        return ANY
    rows = [
        row
        for ends in ((own, there), (there, own))
        for row in pair.data["jarak"]
        if (row["id_unit_asal"], row["id_unit_tujuan"]) == ends and row.get(measure)
    ]
    if own != there and not rows:
        return ANY
    length = Fraction(0) if own == there else Fraction(rows[0][measure])
    points = rounded(1 - linear(length, Fraction(settings["dekat"]), Fraction(settings["jauh"])))
    return points, points


BOXES = reference.read("kotak_talenta")["kotak"]
TIERS = {
    "kinerja": ("di_bawah_ekspektasi", "sesuai_ekspektasi", "di_atas_ekspektasi"),
    "potensial": ("rendah", "menengah", "tinggi"),
}


def talent_boxes(pair: Pair, high: Fraction = Fraction(90), medium: Fraction = Fraction(70)) -> list[int]:
    """The boxes in which the person may be; all of them when nothing is known."""
    rows = [
        row
        for row in pair.facts("talenta")
        if int(row["tahun"]) <= pair.effective.year
        and any(row.get(name) for name in ("kotak", "kinerja", "potensial", "nilai_kinerja", "nilai_potensial"))
    ]
    latest = max(rows, key=lambda row: int(row["tahun"]), default={})
    if latest.get("kotak"):
        return [int(latest["kotak"])]
    axes = {}
    for axis, words in TIERS.items():
        number = latest.get(f"nilai_{axis}")
        if latest.get(axis):
            axes[axis] = latest[axis]
        elif number:
            axes[axis] = words[(Fraction(number) >= medium) + (Fraction(number) >= high)]
    return [one["kotak"] for one in BOXES if all(one[axis] == word for axis, word in axes.items())]


def kotak_talenta(pair: Pair, settings: Settings) -> Bounds:
    points = [100 * settings["nilai"][str(box)] for box in talent_boxes(pair)]
    return min(points), max(points)


# Columns --------------------------------------------------------------------------------------------------


def _cell(pair: Pair, column: str) -> str | None:
    return pair.person.get(column) if column in pair.person else pair.post.get(column)


def nilai_kolom(pair: Pair, settings: Settings) -> Bounds:
    text = _cell(pair, settings["kolom"])
    if text is None:
        return ANY
    bottom, top, goal = settings["bawah"], settings["atas"], settings["sasaran"]
    value = min(max(Fraction(text), bottom), top)
    if isinstance(goal, Fraction):
        distance = (
            Fraction(0)
            if value == goal
            else (goal - value) / (goal - bottom)
            if value < goal
            else (value - goal) / (top - goal)
        )
        points = rounded(1 - distance)
    else:
        share = linear(value, bottom, top)
        points = rounded(1 - share if settings["arah"] == "cost" else share)
    return points, points


def tabel_nilai(pair: Pair, settings: Settings) -> Bounds:
    text = _cell(pair, settings["kolom"])
    points = settings["nilai"].get(text)
    return ANY if text is None or points is None else (100 * points, 100 * points)


KINDS: Mapping[str, Callable[[Pair, Settings], Bounds]] = {
    one.__name__: one
    for one in (
        kesesuaian_kompetensi, profil_kompetensi, predikat_kinerja, nilai_kinerja, pendidikan, pengalaman_bidang,
        kepangkatan, senioritas, diklat, integritas, minat, jarak, kotak_talenta, nilai_kolom, tabel_nilai,
    )
}  # fmt: skip
