"""What happened between the two snapshots, decided before anybody is made.

Who retired or left, who came, and the one inauguration with its chains: the first of a chain left a post
that is open now, each next one moved into the post of the one before, and the last took a seat
that was free or whose holder had retired.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examples.generator.dates import BATCH, Day
from examples.generator.draw import Draw
from examples.generator.organisation import Organisation, Post
from examples.generator.person import Slot

TOP_OPEN = (
    ("DINKES-KEPALA", Day(2025, 12, 1)), ("DISHUB-KEPALA", Day(2026, 1, 1)), ("DISPUSIP-KEPALA", Day(2025, 11, 1)),
    ("DISKOMINFO-KEPALA", Day(2025, 10, 1)), ("DISPORA-KEPALA", Day(2025, 12, 1)), ("DISPAR-KEPALA", Day(2026, 1, 1)),
    ("SETWAN-SEKWAN", Day(2025, 11, 1)), ("SETDA-SAHLI.PHP", Day(2026, 1, 1)),
)  # fmt: skip
"""The eight top posts that fell vacant by retirement, and since when."""

_OPEN_BY_NAME = (
    "SETDA.HUKUM-KABAG", "KEC.GABEK-CAMAT", "INSPEKTORAT.IRBAN4-IRBAN", "DISNAKER.SEKRETARIAT-SEKRETARIS",
    "DINKES.P2P-KABID", "DISKOMINFO.EGOV-KABID", "PUPR.SDA-KABID", "BKPSDM.BANGKOM-KABID", "BAKEUDA.ASET-KABID",
    "RSUD.TUNJANG-KABID", "SDN.07-KEPSEK", "SDN.33-KEPSEK", "SDN.58-KEPSEK", "SMPN.11-KEPSEK", "PKM.SELINDUNG-KEPALA",
    "PKM.PASIRPUTIH-KEPALA",
)  # fmt: skip
_OPEN_BY_CHANCE = (("III.a", 2), ("III.b", 5), ("IV.a", 12), ("IV.b", 13))
_ACTING_SOURCES = ("SEKRETARIAT-SEKRETARIS", "SETWAN.", "SETDA.PEM")
"""Holders of these posts act for the open ones above them, so they stay filled."""

_CHAINS = (
    (("IV.b", "IV.a", "III.b", "III.a"), True),
    (("IV.a", "III.b", "III.a", "II.b"), True),
    (("IV.b", "IV.a", "IV.a"), False),
    (("III.b", "III.b", "III.a"), True),
    (("IV.a", "IV.a", "III.b"), False),
    (("IV.b", "IV.b", "IV.a"), False),
    (("III.b", "III.a"), True),
)
"""Eselon of the posts of each chain, and whether the last seat fell free by retirement."""

OVERDUE = "DLH.UPTD2-OPERATOR#0"
"""A clerk whose retirement papers are late."""

_RETIREMENT_DAYS = (*(Day(2025, month, 1) for month in range(8, 13)), Day(2026, 1, 1))
_LEAVERS = (
    ("pindah instansi", "GURU.KELAS.MUDA"), ("pindah instansi", "PERAWAT.MAHIR"), ("meninggal", "ADMINISTRASI"),
    ("permintaan sendiri", "GURU.BIG.MUDA"), ("kontrak berakhir", "BIDAN.TERAMPIL"),
)  # fmt: skip


@dataclass
class Movements:
    """Slots of everybody who is or was there, and the posts that are open now with the day since when."""

    slots: list[Slot] = field(default_factory=list)
    opened: dict[str, Day | None] = field(default_factory=dict)


def plan_movements(city: Organisation) -> Movements:
    """Opens posts in `city` and makes the slots."""
    draw = Draw("movements")
    result = Movements()
    _open_posts(city, draw, result)
    movers, ends = _chains(city, draw, result)
    movers |= _swap(city, draw, movers, ends)
    movers |= _staff_moves(city, draw)
    special = movers | _recruits(city, draw) | {OVERDUE: Slot(OVERDUE, city.posts[OVERDUE.partition("#")[0]],
        reason="pensiun terlambat")}  # fmt: skip
    for post in city.posts.values():
        for number in range(post.holders):
            key = f"{post.id}#{number}"
            result.slots.append(special.get(key) or Slot(key, post))
    result.slots += _departed(city, draw, result, ends)
    return result


def _open_posts(city: Organisation, draw: Draw, result: Movements) -> None:
    for id, since in TOP_OPEN:
        result.opened[id] = since
    for id in _OPEN_BY_NAME:
        result.opened[id] = None
    for echelon, count in _OPEN_BY_CHANCE:
        posts = [
            post.id
            for post in city.posts.values()
            if post.echelon == echelon and post.id not in result.opened and not post.special
            and not any(word in post.id for word in _ACTING_SOURCES)
        ]  # fmt: skip
        for id in draw.sample(posts, count):
            result.opened[id] = None
    for id in result.opened:
        city.posts[id] = replace(city.posts[id], holders=0)


def _first(post: Post) -> str:
    return f"{post.id}#0"


def _chains(city: Organisation, draw: Draw, result: Movements) -> tuple[dict[str, Slot], list[Post]]:
    """The slots of those who moved, and the last posts of the chains that a retired person held before."""
    movers: dict[str, Slot] = {}
    ends: list[Post] = []
    used: set[str] = set()
    for echelons, retired in _CHAINS:
        former = city.posts[draw.pick([
            id for id in result.opened
            if city.posts[id].echelon == echelons[0] and id not in used and not city.posts[id].special
            and result.opened[id] is None
        ])]  # fmt: skip
        used.add(former.id)
        result.opened[former.id] = BATCH
        for echelon in echelons[1:]:
            post = draw.pick([
                post for post in city.posts.values()
                if post.echelon == echelon and post.holders and post.id not in used and not post.special
            ])  # fmt: skip
            used.add(post.id)
            movers[_first(post)] = Slot(_first(post), post, former, BATCH)
            former = post
        ends += [former] if retired else []
    return movers, ends


def _swap(city: Organisation, draw: Draw, movers: dict[str, Slot], ends: list[Post]) -> dict[str, Slot]:
    """Two heads of divisions who changed places."""
    taken = set(movers) | {_first(slot.previous) for slot in movers.values() if slot.previous}
    posts = [
        post for post in city.posts.values()
        if post.echelon == "III.b" and post.holders and _first(post) not in taken and post.id.endswith("KABID")
    ]  # fmt: skip
    one, other = draw.sample(posts, 2)
    return {
        _first(one): Slot(_first(one), one, other, BATCH),
        _first(other): Slot(_first(other), other, one, BATCH),
    }


def _staff_moves(city: Organisation, draw: Draw) -> dict[str, Slot]:
    """Four teachers who went to another school, three clerks who went to another office, six who rose a level."""
    movers: dict[str, Slot] = {}
    for family, level, count in (("GURU.KELAS", "JF_AHLI_MUDA", 4), ("PENELAAH", "PELAKSANA", 3)):
        posts = [post for post in city.posts.values() if post.family == family and post.level == level]
        targets = draw.sample([post for post in posts if post.holders], count)
        sources = [post for post in posts if post.seats > post.holders and post not in targets]
        for target, source in zip(targets, draw.sample(sources, count), strict=True):
            movers[_first(target)] = Slot(_first(target), target, source, BATCH)
    left = {slot.previous.id for slot in movers.values() if slot.previous is not None}
    risen = []
    for post in city.posts.values():
        lower = city.posts.get(post.id.replace(".MADYA", ".MUDA"), post)
        if post.holders and lower.level == "JF_AHLI_MUDA" and lower.seats > lower.holders and lower.id not in left:
            risen += [(post, lower)] if post.level == "JF_AHLI_MADYA" else []
    for post, lower in draw.sample(risen, 6):
        movers[_first(post)] = Slot(_first(post), post, lower, BATCH)
    return movers


_RECRUITS = (
    ("PPPK", 10, "GURU.KELAS", "JF_AHLI_PERTAMA"), ("PPPK", 6, "PERAWAT", "JF_TERAMPIL"),
    ("PPPK", 4, "OPERATOR", "PELAKSANA"), ("CPNS", 10, "PENELAAH", "PELAKSANA"),
)  # fmt: skip
"""Status, number, family and level of those who came."""


def _recruits(city: Organisation, draw: Draw) -> dict[str, Slot]:
    """Each takes the last of several seats of a post."""
    recruits: dict[str, Slot] = {}
    for status, count, family, level in _RECRUITS:
        posts = [
            post for post in city.posts.values()
            if post.family == family and post.level == level and post.holders > 1
        ]  # fmt: skip
        for post in draw.sample(posts, count):
            key = f"{post.id}#{post.holders - 1}"
            recruits[key] = Slot(key, post, reason=status, recruit=True)
    return recruits


def _departed(city: Organisation, draw: Draw, result: Movements, ends: list[Post]) -> list[Slot]:
    slots = [_retired(post, draw.pick(_RETIREMENT_DAYS[:2])) for post in ends]
    for id, since in result.opened.items():
        if since is not None and since != BATCH:
            slots.append(_retired(city.posts[id], since))
    unexplained = [id for id, since in result.opened.items() if since is None]
    for id in draw.sample(unexplained, 15):
        since = draw.pick(_RETIREMENT_DAYS)
        result.opened[id] = since
        slots.append(_retired(city.posts[id], since))
    free = [
        post for post in city.posts.values()
        if not post.managerial and not post.special and post.seats > post.holders
        and post.level in ("JF_AHLI_MADYA", "JF_PENYELIA", "PELAKSANA", "JF_AHLI_MUDA")
    ]  # fmt: skip
    moved_from = {slot.previous.id for slot in result.slots if slot.previous is not None}
    free = [post for post in free if post.id not in moved_from]
    slots += [_retired(post, draw.pick(_RETIREMENT_DAYS)) for post in draw.sample(free, 9)]
    taken = {slot.post.id for slot in slots} | moved_from
    for reason, ending in _LEAVERS:
        posts = [
            post for post in city.posts.values()
            if post.id.endswith(f"-{ending}") and post.seats > post.holders and post.id not in taken
        ]  # fmt: skip
        post = draw.pick(posts)
        taken.add(post.id)
        slots.append(Slot(f"{post.id}#{reason}", post, leaves=draw.pick(_RETIREMENT_DAYS), reason=reason))
    return slots


def _retired(post: Post, since: Day) -> Slot:
    return Slot(f"{post.id}#pensiun", post, leaves=since, reason="pensiun")
