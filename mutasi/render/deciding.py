"""Which missing values decide who is first and who is listed, for readers and as data."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.missing_value import Contender, Effect, MissingValue
from mutasi.model.shortlist import Candidate, Shortlist
from mutasi.render.language import Language, language


def deciding_lines(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """A heading and a line for each missing value that may alone bring about something; nothing where none may."""
    lines = [*_of_listed(shortlist, words), *_of_contenders(shortlist, words)]
    if lines:
        yield words.text(Message("Missing values that decide, each if it alone were known:"))
        yield from lines


def _of_listed(shortlist: Shortlist, words: Language) -> Iterator[str]:
    for one in _first(shortlist):
        for value in one.missing:
            told = _effects(shortlist, one, value, words)
            if told:
                yield f"  {one.place}. {one.name}: {_label(shortlist, value)}: {told}"


def _of_contenders(shortlist: Shortlist, words: Language) -> Iterator[str]:
    """Those beyond the first, by the values that may bring them in, alone or else together."""
    for one in shortlist.contenders:
        told = [
            f"{_label(shortlist, value)} ({words.told(value.fact)}): {effects}"
            for value in one.missing
            if (effects := _effects(shortlist, one, value, words))
        ]
        yield f"  {one.place}. {one.name} ({one.nip}): {'; '.join(told) or words.text(_not_alone(shortlist, one))}"
    others = shortlist.may_reach - len(shortlist.contenders)
    if others:
        yield "  " + words.text(
            Message(
                "missing values may bring {count} more people among the first {places}",
                count=others,
                places=shortlist.weighed,
            )
        )


def _not_alone(shortlist: Shortlist, one: Contender) -> Message:
    """What may bring in somebody whom no value of his or her own brings in alone."""
    if one.together <= shortlist.weighed:
        return Message(
            "no value alone, but together they may lead to place {place}: {criteria}",
            place=one.together,
            criteria=tuple(_label(shortlist, value) for value in one.missing),
        )
    return Message("place {place} at best, if missing values of others turn out worse", place=one.best_place)


def _first(shortlist: Shortlist) -> tuple[Candidate, ...]:
    return tuple(one for one in shortlist.candidates if 0 < one.place <= shortlist.weighed)


def _label(shortlist: Shortlist, value: MissingValue) -> str:
    return next(one.label for one in shortlist.criteria if one.name == value.criterion)


def _effects(shortlist: Shortlist, one: Candidate | Contender, value: MissingValue, words: Language) -> str:
    """What the value may bring about: may be first; may be among the first 5 (place 2 to 9)."""
    effects = value.effects(one.place, shortlist.weighed)
    if not effects:
        return ""
    told = {
        Effect.FIRST: Message("may be first"),
        Effect.IN: Message("may come among the first {places}", places=shortlist.weighed),
        Effect.OUT: Message("may fall out of the first {places}", places=shortlist.weighed),
    }
    if Effect.FIRST in effects:
        effects = tuple(effect for effect in effects if effect is not Effect.IN)
    places = Message("place {best} to {worst}", best=value.best_place, worst=value.worst_place)
    return f"{', '.join(words.text(told[effect]) for effect in effects)} ({words.text(places)})"


# As data ------------------------------------------------------------------------------------------------


def deciding_criteria(shortlist: Shortlist, one: Candidate) -> str:
    """The criteria of a listed person whose missing value may alone bring about something."""
    deciding = (value.criterion for value in one.missing if value.effects(one.place, shortlist.weighed))
    return "; ".join(deciding)


def _with_values(shortlist: Shortlist) -> Iterator[tuple[Candidate | Contender, tuple[MissingValue, ...]]]:
    yield from ((one, one.missing) for one in _first(shortlist))
    yield from ((one, one.missing) for one in shortlist.contenders)


def deciding_objects(shortlist: Shortlist) -> list[dict[str, object]]:
    """Every missing value of those who are listed and of those who may come to be, with what it may bring about."""
    return [
        {
            "nip": one.nip,
            "nama": one.name,
            "peringkat": one.place,
            "kriteria": value.criterion,
            "fakta": language("id").text(value.fact),
            "peringkat_terbaik": value.best_place,
            "peringkat_terburuk": value.worst_place,
            "akibat": [effect.value for effect in value.effects(one.place, shortlist.weighed)],
        }
        for one, values in _with_values(shortlist)
        for value in values
    ]


def contenders_object(shortlist: Shortlist) -> dict[str, object]:
    """How many people missing values may bring among the first, and the nearest of them."""
    return {
        "jumlah": shortlist.may_reach,
        "terdekat": [
            {
                "nip": one.nip,
                "nama": one.name,
                "peringkat": one.place,
                "peringkat_terbaik": one.best_place,
                "peringkat_terburuk": one.worst_place,
            }
            for one in shortlist.contenders
        ],
    }
