"""Birth, entry, education and ranks that fit the post a person holds."""

from __future__ import annotations

from dataclasses import dataclass

from examples.generator.dates import BEFORE, NOW, Day, retirement, shift
from examples.generator.draw import Draw
from examples.generator.education import CONTRACT_RANK, ENTRY_RANK
from examples.generator.families import FAMILIES
from examples.generator.organisation import Post
from examples.generator.person import Origin, Slot
from examples.generator.ranks import ORDER, RANGE, RankStep, rank_history

BUP = {"JPT_PRATAMA": 60, "JF_AHLI_MADYA": 60}
_INTAKES_SINCE_2011 = (
    Day(2011, 1, 1), Day(2014, 12, 1), Day(2015, 3, 1), Day(2019, 3, 1), Day(2020, 12, 1), Day(2022, 3, 1),
    Day(2022, 4, 1),
)  # fmt: skip
CPNS_INTAKE = Day(2025, 6, 1)
CPNS_RECRUITS = Day(2025, 11, 1)
CONTRACT_INTAKES = (
    (Day(2021, 2, 1), 18), (Day(2021, 5, 1), 3), (Day(2022, 6, 1), 24), (Day(2023, 7, 1), 24), (Day(2024, 4, 1), 20),
    (Day(2025, 3, 1), 14),
)  # fmt: skip
CONTRACT_RECRUITS = Day(2025, 10, 1)
OVERDUE = Day(2026, 1, 1)
"""When somebody should have retired whose papers are late."""

_ENTRY_YEARS = {
    "II.a": (1990, 1996), "II.b": (1989, 2005), "III.a": (1991, 2011), "III.b": (1993, 2014), "IV.a": (1997, 2015),
    "IV.b": (2000, 2020),
    "JF_AHLI_PERTAMA": (2010, 2022), "JF_AHLI_MUDA": (2005, 2015), "JF_AHLI_MADYA": (1992, 2010),
    "JF_TERAMPIL": (2014, 2022), "JF_MAHIR": (2005, 2015), "JF_PENYELIA": (1996, 2010),
    "SLTA": (1998, 2015), "D-III": (2003, 2022), "S-1": (2006, 2022),
}  # fmt: skip

_ROUTES = {
    "II.a": (("S-1", "S-2", 1),),
    "II.b": (("S-1", "S-2", 64), ("D-IV", "S-2", 16), ("S-1", "S-1", 16), ("D-III", "S-2", 4)),
    "III.a": (("S-1", "S-2", 44), ("D-IV", "S-2", 14), ("S-1", "S-1", 36), ("D-III", "S-1", 6)),
    "III.b": (("S-1", "S-2", 36), ("D-IV", "S-2", 8), ("S-1", "S-1", 48), ("D-III", "S-1", 8)),
    "IV.a": (("S-1", "S-1", 62), ("S-1", "S-2", 12), ("D-IV", "D-IV", 8), ("D-III", "S-1", 9), ("SLTA", "S-1", 9)),
    "IV.b": (("S-1", "S-1", 56), ("S-1", "S-2", 5), ("D-III", "S-1", 16), ("SLTA", "S-1", 14), ("D-III", "D-III", 9)),
    "SLTA": (("SLTA", "SLTA", 84), ("SLTA", "S-1", 16)),
    "D-III": (("D-III", "D-III", 82), ("SLTA", "D-III", 8), ("D-III", "S-1", 10)),
    "S-1": (("S-1", "S-1", 76), ("SLTA", "S-1", 10), ("D-III", "S-1", 9), ("S-1", "S-2", 5)),
    "Profesi": (("Profesi", "Profesi", 96), ("Profesi", "S-2", 4)),
    "Sp-1": (("Profesi", "Sp-1", 1),),
    "guru": (("S-1", "S-1", 88), ("D-II", "S-1", 6), ("S-1", "S-2", 6)),
}  # fmt: skip
"""Education at entry and at present with its weight, by eselon, diploma of the post, or `guru`."""

_ENTRY_AGES = {
    "SLTA": (19, 27), "D-II": (21, 25), "D-III": (22, 29), "D-IV": (22, 24), "S-1": (23, 32), "Profesi": (25, 33),
}  # fmt: skip
_TRIES = 400


@dataclass(frozen=True)
class _Profile:
    """What is asked of a holder: `kind` is the key of the tables above, `route` that of the education."""

    kind: str
    route: str


def bup(post: Post) -> int:
    """Retirement age of the post."""
    return post.retirement_age or BUP.get(post.level, 58)


def make_origin(draw: Draw, slot: Slot) -> Origin:
    status = _status(draw, slot)
    if status == "PPPK":
        return _contract(draw, slot)
    if status == "CPNS":
        return _candidate(draw, slot)
    for _ in range(_TRIES):
        origin = _civil_servant(draw, slot)
        if origin is not None:
            return origin
    raise AssertionError(f"nobody fits {slot.key}")


def _profile(post: Post) -> _Profile:
    if post.managerial:
        return _Profile(post.echelon, post.echelon)
    if post.family.startswith(("GURU", "HEADOFS")):
        return _Profile(post.level, "guru")
    if post.family == "HEADOFCENTRE":
        return _Profile(post.level, "S-1")
    diploma = FAMILIES[post.family].diploma
    return _Profile(diploma if post.level == "PELAKSANA" else post.level, diploma)


def _status(draw: Draw, slot: Slot) -> str:
    post = slot.post
    if slot.recruit:
        return "CPNS" if slot.reason == "CPNS" else "PPPK"
    if slot.leaves is not None and slot.reason != "kontrak berakhir":
        return "PNS"
    if slot.reason == "kontrak berakhir":
        return "PPPK"
    if post.managerial or slot.previous is not None or post.special:
        return "PNS"
    if post.level not in ("PELAKSANA", "JF_AHLI_PERTAMA", "JF_TERAMPIL"):
        return "PNS"
    contracts, candidates = _SHARES["PELAKSANA" if post.level == "PELAKSANA" else post.field.split()[0]]
    if post.family == "SPESIALIS":
        contracts = 0
    return draw.weighted((("PPPK", contracts), ("CPNS", candidates), ("PNS", 100 - contracts - candidates)))


class _Shares(dict[str, tuple[int, int]]):
    def __missing__(self, key: str) -> tuple[int, int]:
        return (22, 9)


_SHARES = _Shares({"PELAKSANA": (15, 1), "pendidikan": (60, 1), "kesehatan": (40, 3)})
"""Percent of PPPK and of CPNS among the holders at the lowest level, by field of work."""


def _civil_servant(draw: Draw, slot: Slot) -> Origin | None:
    post, profile = slot.post, _profile(slot.post)
    until = min(slot.leaves or NOW, NOW)
    entry, final = draw.weighted(tuple(((a, b), weight) for a, b, weight in _ROUTES[profile.route]))
    joined = _intake(draw, *_ENTRY_YEARS[profile.kind])
    born = _birth(draw, slot, entry, joined)
    if born is None:
        return None
    lowest, highest = RANGE[profile.kind]
    bachelor = _bachelor_year(draw, entry, final, joined)
    if bachelor is not None and bachelor > 2023:
        return None
    start = ENTRY_RANK[entry]
    if ORDER[start] > ORDER[highest]:
        return None
    if profile.kind in ("SLTA", "D-III") and final == "S-1":
        bachelor = None if profile.kind == "SLTA" else bachelor
    ranks = rank_history(draw, joined, start, highest, until, bachelor)
    if ORDER[ranks[-1].code] < ORDER[lowest]:
        return None
    if post.managerial and bachelor is None and entry == "SLTA":
        return None
    return Origin(_sex(draw, post), born, "PNS", joined, entry, final, bachelor, ranks)


def _intake(draw: Draw, first: int, last: int) -> Day:
    year = draw.between(first, last)
    if year <= 2010:
        return Day(year, draw.weighted(((1, 30), (3, 40), (4, 10), (12, 20))), 1)
    return draw.pick([day for day in _INTAKES_SINCE_2011 if first <= day.year <= max(last, 2011)])


def _birth(draw: Draw, slot: Slot, entry: str, joined: Day) -> Day | None:
    """A birth date whose age at entry is usual and that puts retirement where it belongs."""
    youngest, oldest = _ENTRY_AGES[entry]
    age_limit = bup(slot.post)
    if slot.reason.startswith("pensiun"):
        retires = slot.leaves or OVERDUE
        month = shift(retires, -1)
        last_day = (retires - month).days
        born = Day(month.year - age_limit, month.month, draw.between(1, min(last_day, 28)))
    else:
        age = draw.between(youngest, oldest if draw.chance(92) else min(oldest + 6, 40))
        first = Day(joined.year - age, joined.month, 1)
        born = draw.day(shift(first, -11), shift(first, -1))
        if retirement(born, age_limit) <= shift(NOW, 1):
            return None
    years = joined.year - born.year - ((joined.month, joined.day) < (born.month, born.day))
    return born if youngest <= years <= 40 else None


def _bachelor_year(draw: Draw, entry: str, final: str, joined: Day) -> int | None:
    """The year of a bachelor's degree that was earned in service."""
    if entry in ("SLTA", "D-II", "D-III") and final in ("S-1", "S-2"):
        return joined.year + draw.between(4, 9)
    return None


def _candidate(draw: Draw, slot: Slot) -> Origin:
    """A CPNS: the latest intake."""
    profile = _profile(slot.post)
    entry = {"guru": "S-1"}.get(profile.route, profile.route)
    joined = CPNS_RECRUITS if slot.recruit else CPNS_INTAKE
    youngest, _ = _ENTRY_AGES[entry]
    age = youngest + draw.below(8)
    first = Day(joined.year - age, joined.month, 1)
    born = draw.day(shift(first, -11), shift(first, -1))
    ranks = (RankStep(ENTRY_RANK[entry], joined, 0),)
    return Origin(_sex(draw, slot.post), born, "CPNS", joined, entry, entry, None, ranks)


def _contract(draw: Draw, slot: Slot) -> Origin:
    """A PPPK, whose rank is that of the diploma."""
    profile = _profile(slot.post)
    education = {"guru": "S-1"}.get(profile.route, profile.route)
    if slot.recruit:
        joined = CONTRACT_RECRUITS
    elif slot.leaves is not None:
        joined = shift(slot.leaves, -60)
    else:
        joined = draw.weighted(CONTRACT_INTAKES)
    age = draw.weighted(((26, 10), (29, 20), (33, 25), (37, 22), (41, 15), (44, 8))) + draw.below(2)
    age = draw.between(48, 51) if draw.chance(1) else age
    first = Day(joined.year - age, joined.month, 1)
    born = draw.day(shift(first, -11), shift(first, -1))
    ranks = (RankStep(CONTRACT_RANK[education], joined, 0),)
    return Origin(_sex(draw, slot.post), born, "PPPK", joined, education, education, None, ranks)


def _sex(draw: Draw, post: Post) -> str:
    if post.family in ("BIDAN", "BIDANAHLI"):
        return "P"
    if post.level == "PELAKSANA":
        women = 45
    elif post.family.startswith("GURU.PJOK"):
        women = 25
    elif post.family.startswith(("GURU", "HEADOF")) or post.field == "kesehatan":
        women = 74
    elif post.field in ("ketenteraman dan ketertiban", "kebakaran", "perhubungan", "penanggulangan bencana"):
        women = 12
    else:
        women = 40
    return "P" if draw.chance(women) else "L"


assert BEFORE < NOW
