"""What somebody lacks to the shortlist, and what would reach it: for readers and as data."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message, mark
from mutasi.model.improvement import Target
from mutasi.model.policy import Method
from mutasi.model.prospect import Prospect
from mutasi.render.language import Language
from mutasi.render.shortlist_words import difference, difference_text
from mutasi.render.tables import decimal


def standing_text(one: Prospect, words: Language) -> str:
    """The place among those who are ranked, and how far the last of the first is."""
    place, count = place_text(one), one.ranked
    if not one.eligible:
        stands = Message("place {place} besides the {count} who are ranked", place=place, count=count)
        if not one.holds:
            stands = Message("{place}, if nothing barred", place=stands)
        return words.text(stands)
    told = words.text(Message("place {place} of {ranked}", place=place, ranked=count))
    return f"{told}; {words.text(_lacking(one, words))}"


def standing_lines(one: Prospect | None, words: Language) -> Iterator[str]:
    """Place and improvement as sentences."""
    if one is not None:
        lines = standing_text(one, words), *improvement_lines(one, words)
        yield from (line[0].upper() + line[1:] for line in lines)


def place_text(one: Prospect) -> str:
    """The place, and in brackets the places that missing values leave possible."""
    if one.best_place == one.worst_place:
        return str(one.place)
    return f"{one.place} ({one.best_place}-{one.worst_place})"


def _lacking(one: Prospect, words: Language) -> Message:
    if one.lacking is None:
        return Message("among the first {places}", places=one.asked)
    if one.lacking <= 0:
        return Message(
            "as many points as place {places}, whom the chain for equal scores puts before", places=one.asked
        )
    return Message("{points} points behind place {places}", points=lacking_text(one, words), places=one.asked)


def lacking_text(one: Prospect, words: Language) -> str:
    """Points up to the last of the first, nothing for who is there."""
    if one.lacking is None:
        return ""
    return difference_text(one.score + one.lacking, one.score, one.full, words)


def improvement_lines(one: Prospect, words: Language) -> Iterator[str]:
    """The smallest single improvement that reaches the first, then the others; nothing for who needs or may none."""
    if one.lacking is None or not one.eligible:
        return
    if one.improvement is None:
        yield words.text(Message(_NOT_TOLD[one.method is Method.WEIGHTED_SUM], places=one.asked))
        return
    smallest, *others = one.improvement.targets
    if smallest.needed is None:
        yield words.text(_none_alone(one))
        return
    yield words.text(Message("smallest single improvement for place {places}: {target}", places=one.asked,
                             target=_target_text(one, smallest, words)))  # fmt: skip
    possible = tuple(_target_text(one, target, words) for target in others if target.needed is not None)
    if possible:
        yield words.text(Message("or else: {targets}", targets="; ".join(possible)))
    beyond = tuple(_label(one, target.criterion) for target in others if target.needed is None)
    if beyond:
        yield words.text(Message("not enough even at its best: {criteria}", criteria=beyond))


_NOT_TOLD = {
    False: mark(
        "What would reach the first {places} is not told: by this method the points of one person change the scores of"
        " others."
    ),
    True: mark(
        "What would reach the first {places} is not told here, and differences are rounded up to 5 points: to the point"
        " they would give the score of somebody else."
    ),
}
"""By whether it could be told: then it was left out, for whoever is not to learn of others."""


def _none_alone(one: Prospect) -> Message:
    found = one.improvement
    pair = tuple(_label(one, name) for name in found.pair) if found else ()
    if not found or not pair:
        return Message("no single criterion reaches place {places}", places=one.asked)
    if found.pair_suffices:
        return Message(
            "no single criterion reaches place {places}; {criteria} together do at their best",
            places=one.asked,
            criteria=pair,
        )
    return Message(
        "no single criterion reaches place {places}, nor do the two that bring most, {criteria}, at their best",
        places=one.asked,
        criteria=pair,
    )


def _target_text(one: Prospect, target: Target, words: Language) -> str:
    """`Kinerja +12,40 (60,00 to 72,40)`, or with which points a missing value suffices."""
    label = _label(one, target.criterion)
    if target.needed is None:
        return label
    needed = words.points(target.needed)
    if target.lowest < target.highest:
        return words.text(Message("{criterion} with at least {points} points, once known", criterion=label,
                                  points=needed))  # fmt: skip
    return words.text(
        Message(
            "{criterion} +{more} ({points} to {needed})",
            criterion=label,
            more=words.points(target.needed - target.lowest),
            points=words.points(target.lowest),
            needed=needed,
        )
    )


def _label(one: Prospect, name: str) -> str:
    return next(criterion.label for criterion in one.criteria if criterion.name == name)


# As data ------------------------------------------------------------------------------------------------


def lacking_decimal(one: Prospect) -> str | None:
    """Points up to the last of the first, None for who is there."""
    return None if one.lacking is None else difference(one.score + one.lacking, one.score, one.full)


def improvement_object(one: Prospect) -> dict[str, object] | None:
    """What would reach the first: each criterion, the smallest change first, and the two that bring most."""
    found = one.improvement
    if found is None:
        return None
    return {
        "terkecil": found.smallest.criterion if found.smallest else None,
        "kriteria": [
            {
                "kriteria": target.criterion,
                "nilai_min": decimal(target.lowest),
                "nilai_maks": decimal(target.highest),
                "nilai_perlu": None if target.needed is None else decimal(target.needed),
                "tambahan": None if target.needed is None else more_decimal(target),
            }
            for target in found.targets
        ],
        "berdua": {"kriteria": list(found.pair), "cukup": found.pair_suffices} if found.pair else None,
    }


def more_decimal(target: Target) -> str | None:
    """Points that are lacking in a criterion; half a hundredth, from the middle of a range, is rounded up."""
    return None if target.more is None else decimal((target.more + 1) // 2)


def standing_object(one: Prospect | None) -> dict[str, object]:
    """The place among those who are ranked, what is lacking, and what would reach the first."""
    if one is None:
        return {}
    return {
        "peringkat": one.place,
        "peringkat_terbaik": one.best_place,
        "peringkat_terburuk": one.worst_place,
        "diperingkat": one.ranked,
        "diminta": one.asked,
        "terdaftar": one.listed,
        "selisih_ke_daftar": lacking_decimal(one),
        "perbaikan": improvement_object(one),
    }
