"""Every simple cycle of a directed graph that is not longer than a cap, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mutasi.plan.limits import TooManyCycles

Arcs = Mapping[int, Sequence[int]]


def short_cycles(arcs: Arcs, longest: int, most: int) -> list[tuple[int, ...]]:
    """The cycles of 2 to `longest` nodes, each beginning with its lowest node, in order. TooManyCycles when there are
    more than `most`.
    """
    if longest < 2:
        return []
    found: list[tuple[int, ...]] = []
    into = _turned(arcs)
    for start in sorted(arcs):
        near = _distances(into, start, longest - 1)
        _from(start, arcs, near, longest, found, most)
    return sorted(found)


def _from(
    start: int, arcs: Arcs, near: Mapping[int, int], longest: int, found: list[tuple[int, ...]], most: int
) -> None:
    """The cycles whose lowest node is `start`; `near` tells how many arcs lead back to it at least."""
    waiting: list[tuple[int, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        for node in arcs.get(path[-1], ()):
            if node == start and len(path) > 1:
                found.append(path)
                if len(found) > most:
                    raise TooManyCycles(most)
            elif node > start and node not in path and len(path) + near.get(node, longest) <= longest:
                waiting.append((*path, node))


def _turned(arcs: Arcs) -> dict[int, list[int]]:
    into: dict[int, list[int]] = {}
    for tail, heads in arcs.items():
        for head in heads:
            into.setdefault(head, []).append(tail)
    return into


def _distances(into: Arcs, end: int, furthest: int) -> dict[int, int]:
    """The nodes not below `end` from which at most so many arcs lead to it, and how many."""
    told = {end: 0}
    edge = [end]
    for steps in range(1, furthest + 1):
        edge = [tail for head in edge for tail in into.get(head, ()) if tail > end and tail not in told]
        told.update(dict.fromkeys(edge, steps))
        edge = list(dict.fromkeys(edge))
    return told
