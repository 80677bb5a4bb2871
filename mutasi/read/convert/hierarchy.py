"""Who stands above whom in a list of posts: by numbers, by the column that is used, or by blanks in front.

A superior is given as the index of its post in the list, None for a post without one in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Superiors = tuple[int | None, ...]

_DOT = "."


def by_parent_number(numbers: Sequence[str], parents: Sequence[str]) -> Superiors:
    """The post whose number a post gives as that of its superior. A number that stands twice is nobody's."""
    places = _places(numbers)
    return tuple(places.get(parent) if parent else None for parent in parents)


def by_dotted_number(numbers: Sequence[str]) -> Superiors:
    """The post with the longest number of which a number is the continuation: 1.2 above 1.2.1, and above 1.2.a."""
    clean = [number.strip(_DOT) for number in numbers]
    places = _places(clean)
    return tuple(_nearest(number, places) for number in clean)


def is_dotted(numbers: Iterable[str]) -> bool:
    """Whether numbers tell a hierarchy: one has several parts."""
    return any(_DOT in number.strip(_DOT) for number in numbers)


def by_depth(depths: Iterable[int], starts: Iterable[bool]) -> Superiors:
    """The nearest post above that is less deep. `starts` tells with which posts the list begins anew.

    Depths are only compared, so a level may be left out and levels may be of any width.
    """
    superiors: list[int | None] = []
    above: list[tuple[int, int]] = []
    for number, (depth, start) in enumerate(zip(depths, starts, strict=True)):
        if start:
            above.clear()
        while above and above[-1][0] >= depth:
            above.pop()
        superiors.append(above[-1][1] if above else None)
        above.append((depth, number))
    return tuple(superiors)


def _places(numbers: Sequence[str]) -> Mapping[str, int]:
    places: dict[str, int] = {}
    twice = set()
    for place, number in enumerate(numbers):
        if number in places:
            twice.add(number)
        places[number] = place
    return {number: place for number, place in places.items() if number and number not in twice}


def _nearest(number: str, places: Mapping[str, int]) -> int | None:
    while _DOT in number:
        number = number.rpartition(_DOT)[0]
        if number in places:
            return places[number]
    return None
