"""Everybody who is or was there: one person for each slot."""

from __future__ import annotations

from collections import Counter

from examples.generator.career import Directory, make_stints
from examples.generator.dates import Day, shift
from examples.generator.diplomas import make_diplomas
from examples.generator.draw import Draw
from examples.generator.names import full_name
from examples.generator.organisation import Organisation
from examples.generator.origins import make_origin
from examples.generator.person import Origin, Person, Slot, Stint

_TRIES = 300


def make_people(city: Organisation, slots: list[Slot]) -> list[Person]:
    directory = Directory(city)
    serials: Counter[str] = Counter()
    seen: set[tuple[str, Day]] = set()
    people = []
    for slot in slots:
        draw = Draw("person", slot.key)
        origin, stints = _life(draw, slot, directory)
        name = full_name(draw, origin.sex)
        while (name, origin.born) in seen:
            name = full_name(draw, origin.sex)
        seen.add((name, origin.born))
        people.append(Person(
            slot, _nip(origin, serials), name, origin, _permanent(draw, origin), make_diplomas(draw, slot.post, origin),
            stints, _contract(origin),
        ))  # fmt: skip
    return people


def _life(draw: Draw, slot: Slot, directory: Directory) -> tuple[Origin, tuple[Stint, ...]]:
    for _ in range(_TRIES):
        origin = make_origin(draw, slot)
        stints = make_stints(draw, slot, origin, directory)
        if stints is not None:
            return origin, stints
    raise AssertionError(f"no career leads to {slot.key}")


def _nip(origin: Origin, serials: Counter[str]) -> str:
    """Birth date, appointment, sex and a serial number from 001."""
    scheme = f"{origin.joined:%Y}21" if origin.status == "PPPK" else f"{origin.joined:%Y%m}"
    prefix = f"{origin.born:%Y%m%d}{scheme}{'1' if origin.sex == 'L' else '2'}"
    serials[prefix] += 1
    return f"{prefix}{serials[prefix]:03}"


def _permanent(draw: Draw, origin: Origin) -> Day | None:
    """A CPNS becomes PNS after twelve to eighteen months."""
    return shift(origin.joined, draw.between(12, 18)) if origin.status == "PNS" else None


def _contract(origin: Origin) -> tuple[Day, Day] | None:
    """The running contract of five years; the first one of the earliest intake lasted four and was renewed."""
    if origin.status != "PPPK":
        return None
    start = shift(origin.joined, 48) if origin.joined.year == 2021 else origin.joined
    return start, Day.fromordinal(shift(start, 60).toordinal() - 1)
