"""Settings of rules, requirements and criteria: the text of `mutasi.yaml` typed by the declared default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mutasi.message import Message
from mutasi.model.policy import Setting

Settings = Mapping[str, Any]
"""Settings by name, each of the type of its default."""
_YES_NO = {"ya": True, "tidak": False}
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


MOST = 999
"""The largest whole number where a default declares no other bound: rows, days."""

MOST_POINTS = 100


class Whole(int):
    """A default that is a whole number with bounds of its own; others take 0 to MOST."""

    least: int
    most: int

    def __new__(cls, value: int, *, least: int = 0, most: int = MOST) -> Whole:
        made = super().__new__(cls, value)
        made.least, made.most = least, most
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[int], dict[str, int]]:
        """A setting that is part of a result goes to another process as it is, and so do those below."""
        return (int(self),), {"least": self.least, "most": self.most}


def in_percent(value: int) -> Whole:
    """A default in percent, 0 to 100."""
    return Whole(value, most=100)


def an_age(value: int, *, least: int = 18) -> Whole:
    """A default that is an age in years; nobody serves longer than to 70."""
    return Whole(value, least=least, most=75)


def in_years(value: int, *, least: int = 0) -> Whole:
    """A default in years of service, of which nobody has more than 50."""
    return Whole(value, least=least, most=50)


def in_months(value: int, *, least: int = 0) -> Whole:
    """A default in months, 50 years at most."""
    return Whole(value, least=least, most=600)


def schooling(value: int) -> Whole:
    """A default that is an order of `pendidikan.yaml`, SD to S-3."""
    return Whole(value, least=1, most=10)


class Unset(str):
    """A default that is no number: nothing is asked there. What an agency sets is a decimal."""


class PointsOf(dict[str, int]):
    """A default that gives points to names, all of which it knows; what an agency leaves out keeps its points."""


class PointsByGrade(PointsOf):
    """Points of names that stand in the order of a scale, so that the points do too, upwards or downwards."""

    def from_most(self) -> tuple[str, ...]:
        """The names, those first that have the most points by default."""
        names = tuple(self)
        return names if self[names[0]] > self[names[-1]] else names[::-1]


class PointsList(tuple[str, ...]):
    """A default that is a list of points, each 0 to MOST_POINTS; what an agency sets has one at least."""


class Choice(str):
    """A default that is one of a few words: the first of them. What an agency sets must be one of them too."""

    allowed: tuple[str, ...]

    def __new__(cls, *allowed: str) -> Choice:
        made = super().__new__(cls, allowed[0])
        made.allowed = tuple(dict.fromkeys(allowed))
        return made

    def __reduce__(self) -> tuple[type[Choice], tuple[str, ...]]:
        return type(self), self.allowed


class Codes(tuple[str, ...]):
    """A default that is a list of codes of a larger list, `allowed`; what an agency sets must be of it too."""

    allowed: tuple[str, ...]

    def __new__(cls, codes: tuple[str, ...], allowed: tuple[str, ...]) -> Codes:
        made = super().__new__(cls, codes)
        made.allowed = allowed
        return made

    def __getnewargs__(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(self), self.allowed


@dataclass(frozen=True, slots=True)
class SettingFault:
    """A setting that cannot be used: its key and what is wrong."""

    key: str
    message: Message


def typed_settings(
    defaults: Mapping[str, Setting], given: Mapping[str, object]
) -> tuple[dict[str, Setting], tuple[SettingFault, ...]]:
    """The defaults with what `given` changes, and the faults of what was given.

    A value is typed by its default: whole number from 0 on, Fraction (a decimal), ya/tidak, text, list of text,
    or mapping of text to points. A faulty value leaves the default in place.
    """
    settings = dict(defaults)
    faults = []
    for key, value in given.items():
        if key not in defaults:
            faults.append(SettingFault(key, Message("unknown setting '{key}'", key=key)))
            continue
        typed = _typed(defaults[key], value)
        if isinstance(typed, Message):
            faults.append(SettingFault(key, typed))
        else:
            settings[key] = typed.value
    return settings, tuple(faults)


SCALES = (("bawah", "atas"), ("dekat", "jauh"))
"""Settings that are the ends of a scale, of which the second must be greater."""
BOUNDS = (("min_bulan", "maks_bulan"), ("usia_min", "usia_maks"), ("usia_min", "usia_maks_pppk"), *SCALES)
"""Settings that are the lower and the upper bound of one thing."""


def crossed(settings: Settings) -> Iterator[tuple[str, str]]:
    """The bounds of which the lower one lies above the upper one."""
    for lower, upper in BOUNDS:
        if lower in settings and upper in settings and settings[lower] > settings[upper]:
            yield lower, upper


def decimal_text(value: Fraction) -> str:
    """A fraction as `mutasi.yaml` has it: a short decimal where it is one, else a fraction."""
    scaled = value * 10_000
    if scaled.denominator != 1:
        return str(value)
    whole, part = divmod(abs(scaled.numerator), 10_000)
    text = f"{whole}.{part:04d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def settings_key(settings: Mapping[str, object]) -> str:
    """What tells settings apart as a key: equal settings give equal text, whatever their order."""
    return repr(sorted((name, _ordered(value)) for name, value in settings.items()))


def _ordered(value: object) -> object:
    return sorted(value.items()) if isinstance(value, Mapping) else value


@dataclass(frozen=True, slots=True)
class _Typed:
    value: Setting


def _typed(default: Setting, value: object) -> _Typed | Message:
    if isinstance(default, bool):
        return _one_of(value)
    if isinstance(default, int):
        bounds = default if isinstance(default, Whole) else Whole(default)
        return _whole(value, bounds.least, bounds.most)
    if isinstance(default, Fraction | Unset):
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            return _Typed(Fraction(value))
        return Message("'{value}' is not a number with a decimal point", value=str(value))
    if isinstance(default, tuple):
        found = _list(value)
        if isinstance(default, PointsList):
            return found if isinstance(found, Message) else _points_list(found)
        allowed = default.allowed if isinstance(default, Codes) else None
        return found if allowed is None or isinstance(found, Message) else _of_list(found, allowed)
    if isinstance(default, Mapping):
        found = _pairs(value)
        return _of_names(found, default) if isinstance(default, PointsOf) and isinstance(found, _Typed) else found
    if not isinstance(value, str):
        return Message("a single value is expected here")
    if isinstance(default, Choice) and value not in default.allowed:
        return Message("'{value}' is none of {allowed}", value=value, allowed=default.allowed)
    return _Typed(value)


def _whole(value: object, least: int, most: int, shown: str = "") -> _Typed | Message:
    """A whole number within bounds; `shown` is how a message quotes it, else as it is."""
    text = shown or str(value)
    if not (isinstance(value, str) and _WHOLE.fullmatch(value)):
        return Message("'{value}' is not a whole number", value=text)
    if not least <= int(value) <= most:
        return Message("'{value}' is out of bounds: from {least} to {most}", value=text, least=least, most=most)
    return _Typed(int(value))


def _points_list(found: _Typed) -> _Typed | Message:
    assert isinstance(found.value, tuple)
    if not found.value:
        return Message("a list of points is expected here")
    typed = (_whole(item, 0, MOST_POINTS) for item in found.value)
    return next((one for one in typed if isinstance(one, Message)), found)


def _one_of(value: object) -> _Typed | Message:
    if isinstance(value, str) and value in _YES_NO:
        return _Typed(_YES_NO[value])
    return Message("'{value}' is neither ya nor tidak", value=str(value))


def _list(value: object) -> _Typed | Message:
    if isinstance(value, str):
        return _Typed(tuple(item.strip() for item in value.split(",") if item.strip()))
    if isinstance(value, tuple):
        return _Typed(tuple(str(item) for item in value))
    return Message("a list is expected here")


def _of_list(found: _Typed, allowed: tuple[str, ...]) -> _Typed | Message:
    assert isinstance(found.value, tuple)
    other = next((code for code in found.value if code not in allowed), None)
    if other is None:
        return found
    return Message("'{value}' is none of {allowed}", value=other, allowed=allowed)


def _of_names(found: _Typed, default: PointsOf) -> _Typed | Message:
    assert isinstance(found.value, Mapping)
    other = next((name for name in found.value if name not in default), None)
    if other is not None:
        return Message("'{value}' is none of {allowed}", value=other, allowed=tuple(default))
    return _Typed(type(default)({**default, **found.value}))


def _pairs(value: object) -> _Typed | Message:
    if not isinstance(value, Mapping):
        return Message("a mapping of names to whole numbers is expected here")
    for name, number in value.items():
        typed = _whole(number, 0, MOST_POINTS, f"{name}: {number}")
        if isinstance(typed, Message):
            return typed
    return _Typed({str(name): int(str(number)) for name, number in value.items()})
