"""The Indeks Profesionalitas ASN of one person, dimension by dimension, by the words of docs/criteria.md."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.slow import reference
from tests.slow.data import Pair, is_managerial
from tests.slow.dates import as_number, months_after
from tests.slow.points import ANY, Bounds, Settings, _ends, _may_count, _of_year

INDEX = reference.read("indeks_profesionalitas")
GROUP_OF = {one["singkatan"]: one["kelompok_ip_asn"] for one in reference.read("pendidikan")["tingkat"]}
Range = tuple[Fraction, Fraction]


def ip_asn(pair: Pair, settings: Settings) -> Bounds:
    if settings["sumber"] == "kolom":
        text = pair.person.get("ip_asn")
        points = None if text is None else int(Fraction(text) * 100 + Fraction(1, 2))
        return ANY if points is None else (points, points)
    parts = (
        _qualification(pair),
        _development(pair, settings),
        _performance(pair, settings),
        _discipline(pair, settings),
    )
    most = {one["kode"]: Fraction(one["bobot"]) for one in INDEX["dimensi"]}
    names = ("kualifikasi", "kompetensi", "kinerja", "disiplin")
    held = [[min(part[end], most[name]) for name, part in zip(names, parts, strict=True)] for end in (0, 1)]
    return tuple(int(100 * sum(one, Fraction(0))) for one in held)


def _between(values) -> Range:
    known = [Fraction(str(value)) for value in values]
    return min(known), max(known)


def _qualification(pair: Pair) -> Range:
    points = {one["kelompok"]: one["nilai"] for one in INDEX["kualifikasi"]}
    order = pair.highest_education
    levels = [level for level, number in reference.EDUCATION_ORDER.items() if order in (None, number)]
    return _between(points[GROUP_OF[level]] for level in levels)


def _development(pair: Pair, settings: Settings) -> Range:
    level = pair.level
    name = (
        "JPT/administrator/pengawas" if is_managerial(level)
        else "fungsional" if level and level.startswith("JF_")
        else "pelaksana" if level else None
    )  # fmt: skip
    groups = [one for one in INDEX["kompetensi"] if name in (None, one["kelompok"])]
    ends = [[], []]
    for group in groups:
        for end, sure in enumerate((True, False)):
            total = Fraction(0)
            for kind in ("diklat_kepemimpinan", "diklat_fungsional", "diklat_teknis_20jp", "seminar"):
                if kind in group and _trained(pair, kind, settings, sure=sure):
                    total += Fraction(str(group[kind]))
            ends[end].append(total)
    return min(ends[0]), max(ends[1])


def _trained(pair: Pair, kind: str, settings: Settings, *, sure: bool) -> bool:
    if not pair.has("diklat"):
        return not sure
    rows = pair.facts("diklat")
    if kind == "diklat_teknis_20jp":
        since = months_after(pair.effective, -settings["teknis_bulan"])
        hours = 0
        for row in rows:
            counts = _may_count(row, pair, since)
            if row.get("jenis") == "teknis" and (counts or (counts is None and not sure)):
                hours += (0 if sure else settings["jp"]) if row.get("jp") is None else as_number(row["jp"])
        return hours >= settings["jp"]
    wanted = {"diklat_kepemimpinan": ("PKN_I", "PKN_II", "PKA", "PKP"), "diklat_fungsional": ("fungsional",)}
    since: date | None = None
    if kind == "seminar":
        since = months_after(pair.effective, -settings["seminar_bulan"])
    # at any time also without a day, for the record itself says that it was done
    without_day = not sure or since is None
    answers = [_may_count(row, pair, since) for row in rows if row.get("jenis") in wanted.get(kind, ("seminar",))]
    return any(answer or (answer is None and without_day) for answer in answers)


def _performance(pair: Pair, settings: Settings) -> Range:
    year = pair.effective.year - 1
    rating, number = _of_year(pair, year, "predikat"), _of_year(pair, year, "nilai_angka")
    if rating is not None:
        return _between([settings["predikat"][rating]])
    bands = sorted(((one.get("dari", 0), one["nilai"]) for one in INDEX["kinerja"]), reverse=True)
    if number is not None:
        return _between([next(points for least, points in bands if Fraction(number) >= least)])
    return _between([*settings["predikat"].values(), *(points for _, points in bands)])


def _discipline(pair: Pair, settings: Settings) -> Range:
    points = {one["riwayat"]: one["nilai"] for one in INDEX["disiplin"]}
    if not pair.has("disiplin"):
        return _between(points.values())
    since = months_after(pair.effective, -settings["disiplin_bulan"])
    surely, perhaps = [points["tidak_pernah"]], [points["tidak_pernah"]]
    for row in pair.facts("disiplin"):
        end, reached = _ends(row, pair.as_of)
        if row["status"] != "proses" and (end is None or end > since):
            perhaps.append(points[row["tingkat"]])
            if reached is not None and reached > since:
                surely.append(points[row["tingkat"]])
    return Fraction(min(perhaps)), Fraction(min(surely))
