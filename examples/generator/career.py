"""The posts that a person held one after another, up to the present one."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass

from examples.generator.dates import BEFORE, Day, months_between, shift, working_day
from examples.generator.draw import Draw
from examples.generator.families import FAMILIES, SUFFIX
from examples.generator.organisation import Organisation, Post
from examples.generator.person import Origin, Slot, Stint
from examples.generator.ranks import reached

LATEST = shift(BEFORE, -1)
"""Nobody but those who moved between the snapshots is in a post since a later day."""

EQUALISATION = Day(2021, 12, 31)
"""When most section heads became functional officials (penyetaraan jabatan)."""

CLERK = "PELAKSANA"
_PATHS = {
    "IV.b": (((CLERK, "IV.b"), 1),),
    "IV.a": (((CLERK, "IV.a"), 50), ((CLERK, "IV.b", "IV.a"), 50)),
    "III.b": (
        ((CLERK, "IV.a", "III.b"), 45), ((CLERK, "IV.b", "IV.a", "III.b"), 30),
        ((CLERK, "IV.a", "JF_AHLI_MUDA", "III.b"), 25),
    ),
    "III.a": (((CLERK, "IV.a", "III.b", "III.a"), 78), ((CLERK, "IV.b", "IV.a", "III.b", "III.a"), 22)),
    "II.b": (((CLERK, "IV.a", "III.b", "III.a", "II.b"), 85), ((CLERK, "IV.a", "III.b", "II.b"), 15)),
    "II.a": (((CLERK, "IV.a", "III.b", "III.a", "II.b", "II.a"), 1),),
    "JF_AHLI_PERTAMA": ((("CALON", "JF_AHLI_PERTAMA"), 60), (("JF_AHLI_PERTAMA",), 40)),
    "JF_AHLI_MUDA": ((("JF_AHLI_PERTAMA", "JF_AHLI_MUDA"), 1),),
    "JF_AHLI_MADYA": ((("JF_AHLI_PERTAMA", "JF_AHLI_MUDA", "JF_AHLI_MADYA"), 1),),
    "JF_TERAMPIL": ((("CALON", "JF_TERAMPIL"), 50), (("JF_TERAMPIL",), 50)),
    "JF_MAHIR": ((("JF_TERAMPIL", "JF_MAHIR"), 1),),
    "JF_PENYELIA": ((("JF_TERAMPIL", "JF_MAHIR", "JF_PENYELIA"), 1),),
    "PELAKSANA": (((CLERK,), 1),),
    "HEADOFSDN": ((("JF_AHLI_PERTAMA", "JF_AHLI_MUDA", "HEAD"), 1),),
    "HEADOFSMPN": ((("JF_AHLI_PERTAMA", "JF_AHLI_MUDA", "JF_AHLI_MADYA", "HEAD"), 1),),
    "HEADOFCENTRE": ((("JF_AHLI_PERTAMA", "JF_AHLI_MUDA", "HEAD"), 1),),
}  # fmt: skip
"""Steps to a post, each an eselon or a functional level, with weights."""

_EQUALISED = ((CLERK, "IV.b", "JF_AHLI_MUDA"), (CLERK, "IV.a", "JF_AHLI_MUDA"))
_LOWEST_RANK = {
    "IV.b": "III/a", "IV.a": "III/b", "III.b": "III/c", "III.a": "III/d", "II.b": "IV/a", "II.a": "IV/b",
    "JF_AHLI_MUDA": "III/c", "JF_AHLI_MADYA": "IV/a", "JF_MAHIR": "III/a", "JF_PENYELIA": "III/c",
}  # fmt: skip
_MONTHS_BEFORE = {
    "IV.b": 48, "IV.a": 24, "III.b": 36, "III.a": 24, "II.b": 24, "II.a": 24, "JF_AHLI_PERTAMA": 12, "JF_TERAMPIL": 12,
    "HEAD": 12,
}  # fmt: skip
"""Months in the step before, at least."""

_LONGEST_TENURE = {"II": 60, "III": 66, "IV": 78}


@dataclass(frozen=True)
class _Leg:
    step: str
    start: Day
    end: Day | None


class Directory:
    """Posts of the city by what a career may lead through."""

    def __init__(self, city: Organisation) -> None:
        self.units = {unit.id: unit.name for unit in city.units.values()}
        self._posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
        for post in city.posts.values():
            step = post.echelon or post.level
            self._posts[step, post.field].append(post)
            self._posts[step, ""].append(post)
            if post.family:
                self._posts[step, post.family].append(post)

    def find(self, step: str, key: str) -> list[Post]:
        """Posts of an eselon or level in a field of work or a functional family, or anywhere."""
        return self._posts.get((step, key)) or self._posts[step, ""]


def make_stints(draw: Draw, slot: Slot, origin: Origin, directory: Directory) -> tuple[Stint, ...] | None:
    """None when the dates leave no room for the career."""
    if origin.status != "PNS":
        return (_stint(draw, slot.post, directory, origin.joined, None),)
    steps = _steps(draw, slot)
    starts = _starts(draw, slot, steps, origin)
    if starts is None:
        return None
    legs = [_Leg(step, start, end) for step, start, end in zip(steps, starts, [*starts[1:], None], strict=True)]
    most = 6 if slot.post.managerial else 3
    past = _split(draw, legs[:-1], most)
    if slot.post.level == CLERK and slot.previous is None:
        past, last_start = _clerk_moves(draw, origin, legs[-1].start)
        legs[-1] = _Leg(CLERK, last_start, None)
    home = _home(draw, slot.post)
    result: list[Stint] = []
    for leg in past:
        avoid = (slot.post.id, result[-1].post if result else "")
        result.append(_past_stint(draw, slot, leg, home, directory, origin.entry, avoid))
    if slot.previous is not None:
        assert slot.since is not None
        begun = result[-1].start
        result[-1] = _stint(draw, slot.previous, directory, begun, slot.since)
    return (*result, _stint(draw, slot.post, directory, slot.since or legs[-1].start, None))


def _key(post: Post) -> str:
    if post.managerial:
        return post.echelon
    return post.family if post.family.startswith("HEAD") else post.level


def _steps(draw: Draw, slot: Slot) -> tuple[str, ...]:
    """The steps of the career; for those who moved, the step before the last is that of the former post."""
    post = slot.post
    paths = _PATHS[_key(post)]
    if slot.previous is None:
        former_head = post.level == "JF_AHLI_MUDA" and post.field not in ("pendidikan", "kesehatan")
        return draw.pick(_EQUALISED) if former_head and draw.chance(35) else draw.weighted(paths)
    former = slot.previous.echelon or slot.previous.level
    if former == (post.echelon or post.level):
        return (*draw.weighted(_PATHS[_key(slot.previous)]), _key(post))
    fitting = tuple((steps, weight) for steps, weight in paths if len(steps) > 1 and steps[-2] == former)
    return draw.weighted(fitting) if fitting else (*draw.weighted(_PATHS[_key(slot.previous)]), _key(post))


def _starts(draw: Draw, slot: Slot, steps: tuple[str, ...], origin: Origin) -> list[Day] | None:
    """The first day of each step, none before rank and service allow it."""
    earliest: list[Day] = []
    for number, step in enumerate(steps):
        day = _earliest(step, steps[number - 1] if number else "", earliest[-1] if number else None, origin)
        if day is None:
            return None
        earliest.append(day)
    latest = min(slot.leaves or LATEST, LATEST)
    latest = shift(latest, -4) if slot.leaves else latest
    final = slot.since or _final_start(draw, steps[-1], earliest[-1], latest)
    if final is None or final < earliest[-1]:
        return None
    starts = [final]
    for number in range(len(steps) - 2, -1, -1):
        months = _months_before(steps[number + 1], steps[number])
        limit = shift(starts[0], -months)
        starts.insert(0, _between(draw, earliest[number], limit) if number else origin.joined)
    return starts


def _months_before(step: str, former: str) -> int:
    if step == former:
        return 18
    if (step, former) == ("IV.a", CLERK):
        return 48
    return _MONTHS_BEFORE.get(step, 6)


def _earliest(step: str, former: str, previous: Day | None, origin: Origin) -> Day | None:
    if previous is None:
        return origin.joined
    day = shift(previous, _months_before(step, former))
    if step in _LOWEST_RANK:
        since = reached(origin.ranks, _LOWEST_RANK[step])
        if since is None:
            return None
        day = max(day, since)
    return day


def _between(draw: Draw, first: Day, last: Day) -> Day:
    if last <= first:
        return last
    return min(working_day(draw.day(first, last)), last)


def _final_start(draw: Draw, step: str, earliest: Day, latest: Day) -> Day | None:
    """Managers have recent posts; functional officials enter a level soon after the rank allows it."""
    if earliest > latest:
        return None
    if step in ("CALON", CLERK):
        return earliest
    if step.startswith("JF"):
        return _between(draw, earliest, min(shift(earliest, 14), latest))
    longest = _LONGEST_TENURE.get(step.partition(".")[0], 84)
    first = max(earliest, shift(latest, -longest))
    one, other = _between(draw, first, latest), _between(draw, first, latest)
    return max(one, other) if draw.chance(35) else one


def _split(draw: Draw, legs: list[_Leg], most: int) -> list[_Leg]:
    """Long times at one level become two or three posts, as long as rows are left."""
    spare = most - len(legs)
    result: list[_Leg] = []
    for leg in legs:
        assert leg.end is not None
        months = months_between(leg.start, leg.end)
        parts = min(1 + months // draw.between(40, 70), 3, 1 + max(spare, 0))
        spare -= parts - 1
        days = (leg.end - leg.start).days
        cuts = [leg.start]
        for number in range(1, parts):
            cut = leg.start.toordinal() + days * number // parts + draw.between(-60, 60)
            cuts.append(working_day(Day.fromordinal(cut)))
        ends = [*cuts[1:], leg.end]
        result += [_Leg(leg.step, start, end) for start, end in zip(cuts, ends, strict=True)]
    return result


def _clerk_moves(draw: Draw, origin: Origin, start: Day) -> tuple[list[_Leg], Day]:
    """A clerk held up to three posts before, one after another since the entry."""
    months = months_between(start, LATEST)
    moves = min(draw.weighted(((0, 20), (1, 40), (2, 30), (3, 10))), months // 30)
    cuts = [origin.joined]
    for number in range(1, moves + 1):
        day = start.toordinal() + (LATEST - start).days * number // (moves + 1) + draw.between(-150, 150)
        cuts.append(working_day(Day.fromordinal(day)))
    return [_Leg(CLERK, one, other) for one, other in itertools.pairwise(cuts)], cuts[-1]


def _home(draw: Draw, post: Post) -> tuple[str, int]:
    """The field of work of the career, and in how many of a hundred posts the person was true to it."""
    if not post.managerial:
        return post.field, 92
    return (post.field, draw.weighted(((95, 45), (70, 35), (20, 20))))


_CLERKS_OF = {
    "SLTA": ("ADMINISTRASI", "OPERATOR"), "D-II": ("ADMINISTRASI", "PENGOLAH"), "D-III": ("PENGOLAH", "ADMINISTRASI"),
}  # fmt: skip
"""Kinds of clerk that people of an education begin as; bachelors have others."""


def _past_stint(
    draw: Draw, slot: Slot, leg: _Leg, home: tuple[str, int], directory: Directory, entry: str, avoid: tuple[str, str]
) -> Stint:
    field, loyalty = home
    family = _family_of_past(slot.post)
    if leg.step == "CALON":
        name = f"Calon {FAMILIES[family].name}"
        level = CLERK
    elif leg.step.startswith("JF") and family:
        name, level = f"{FAMILIES[family].name} {SUFFIX[leg.step]}", leg.step
    else:
        key = field if draw.chance(loyalty) else ""
        post = draw.pick(directory.find(leg.step, key))
        kinds = _CLERKS_OF.get(entry, ("PENELAAH", "PENATA"))
        for _ in range(12):
            if post.id not in avoid and (leg.step != CLERK or post.family in kinds):
                break
            post = draw.pick(directory.find(leg.step, key))
        return _stint(draw, post, directory, leg.start, leg.end)
    step = leg.step if leg.step != "CALON" else slot.post.level
    places = directory.find(step, family)
    same = [post for post in places if post.unit == slot.post.unit]
    place = same[0] if same and draw.chance(45) else draw.pick(places)
    return Stint(
        "", name, level, "", directory.units[place.unit], place.field, leg.start, leg.end, _decree(draw, leg.start)
    )  # fmt: skip


_FAMILIES_OF_HEADS = {"HEADOFSDN": "GURU.KELAS", "HEADOFSMPN": "GURU.MTK", "HEADOFCENTRE": "PROMKES"}


def family_of_head(post: Post) -> str:
    """The functional family that heads of schools and health centres come from."""
    return _FAMILIES_OF_HEADS.get(post.family, post.family)


def _family_of_past(post: Post) -> str:
    family = family_of_head(post)
    return family if family in FAMILIES and post.level != CLERK else ""


def _stint(draw: Draw, post: Post, directory: Directory, start: Day, end: Day | None) -> Stint:
    return Stint(
        post.id, post.name, post.level, post.echelon, directory.units[post.unit], post.field, start, end,
        _decree(draw, start),
    )  # fmt: skip


def _decree(draw: Draw, day: Day) -> str:
    """The number of a decree; a quarter of the old ones is lost."""
    if draw.chance(25):
        return ""
    return f"821/{draw.between(11, 989)}/BKPSDM/{day.year}"
