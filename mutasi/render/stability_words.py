"""Words that every form of a stability report shares."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from mutasi.message import Message
from mutasi.model.policy import Method
from mutasi.model.reweighed import Reweighed
from mutasi.model.stability import Change, Exchange, Removal, Sampling, Stability, Standpoint
from mutasi.render.language import Language
from mutasi.render.shortlist_words import share_text


@dataclass(frozen=True, slots=True)
class StabilityReport:
    """How stable the rankings of vacancies are; `order` says how people with missing values are ordered."""

    parts: tuple[Stability, ...]
    effective: datetime.date
    order: Message
    reweighed: tuple[Reweighed, ...] = ()


TITLE = Message("How stable the rankings are")
NO_SUM = Message(
    "By TOPSIS a score is no sum, so that the least change that exchanges the first two is not worked out."
)
ABSOLUTE = Message(
    "If anybody is no longer ranked, the others keep their order: by this method a score rests on nobody else's points."
)
FIRST = Message("first")


def within_header(number: int, words: Language) -> str:
    return words.text(Message("within the first {number}", number=number))


def others_header(number: int, words: Language) -> str:
    return words.text(Message("Not listed, and yet within the first {number} by some weights", number=number))


def percent(count: int, samples: int) -> str:
    """Whole percent of the samples; `<1` and `>99` where it is not quite none or all."""
    rounded = (200 * count + samples) // (2 * samples)
    if not rounded and count:
        return "<1%"
    return ">99%" if rounded == 100 and count < samples else f"{rounded}%"


def error_tenths(samples: int) -> int:
    """How far a share may lie from the true one, nineteen times in twenty: tenths of a point, rounded up."""
    return isqrt((980 * 980 - 1) // samples) + 1


def sampling_text(sampling: Sampling, words: Language) -> str:
    """Which weightings were tried, how many, and how far the shares may be from the truth."""
    tenths = error_tenths(sampling.samples)
    tried = Message(
        "{samples} tried (seed {seed}): shares are right within {points} percentage points, nineteen times in twenty.",
        samples=sampling.samples, seed=sampling.seed, points=words.points(10 * tenths)[:-1],
    )  # fmt: skip
    if sampling.within is None:
        which = Message("Weightings: all there are, each as likely as any other.")
    else:
        share = share_text(sampling.within.numerator, sampling.within.denominator, words)
        which = Message(
            "Weightings: each weight up to {share} of itself more or less, the sum unchanged, each as likely as any"
            " other.",
            share=share,
        )
    return f"{words.text(which)} {words.text(tried)}"


def more_text(part: Stability, words: Language) -> str:
    """Those whom the chart does not name, in a line; empty where there are none."""
    if not part.more:
        return ""
    share = percent(part.more_first, part.sampling.samples)
    return words.text(Message("{count} further people, first in {share} together", count=part.more, share=share))


def exchange_lines(part: Stability, words: Language) -> Iterator[str]:
    """What would put the second before the first."""
    found = part.exchange
    if found is None:
        if part.method is Method.TOPSIS and part.ranked > 1:
            yield words.text(NO_SUM)
        return
    names = {"first": found.first.name, "second": found.second.name}
    if found.shift is None:
        never = (
            Message("{first} counts at least as much as {second} in every criterion, by the levels of this method: no"
                    " weights exchange the two.", **names)
            if part.method is Method.PROFILE
            else Message("{first} has at least as many points as {second} in every criterion: no weights exchange the"
                         " two.", **names)
        )  # fmt: skip
        yield words.text(never)
        return
    if found.single is not None:
        at = found.criterion
        yield words.text(
            Message(
                "If {criterion} weighed {needed} instead of {now} (the others in their ratio), {second} would stand"
                " before {first}.",
                criterion=part.criteria[at].label, needed=_share(found.single.after[at], words),
                now=_share(found.single.before[at], words), **names,
            )
        ) + _then(found, found.single, words)  # fmt: skip
    changed = (
        f"{one.label} {_share(old, words)} → {_share(new, words)}"
        for one, old, new in zip(part.criteria, found.shift.before, found.shift.after, strict=True)
        if old != new
    )
    yield words.text(
        Message("The least weight that does so when it is moved: {moved} ({changes}).",
                moved=_share(found.shift.moved, words), changes=tuple(changed))
    ) + _then(found, found.shift, words)  # fmt: skip


def _then(found: Exchange, change: Change, words: Language) -> str:
    if change.then_first == found.second:
        return ""
    return " " + words.text(Message("First would then be {name}, who passes both.", name=change.then_first.name))


def _share(share: Fraction, words: Language) -> str:
    return share_text(share.numerator, share.denominator, words)


def removal_lines(removal: Removal, words: Language) -> Iterator[str]:
    """Whether the order of the others stays when somebody is no longer ranked."""
    if not removal.tried:
        yield words.text(ABSOLUTE)
        return
    yield words.text(
        Message(
            "Taken out one by one, those listed and those who alone have the most or the least of a criterion:"
            " {tried} people; the order of the others changes for {count} of them.",
            tried=removal.tried, count=len(removal.reversals),
        )
    )  # fmt: skip
    for one in removal.reversals:
        moved = tuple(f"{name} {before} → {after}" for name, before, after in one.others)
        yield words.text(
            Message("without {name} (place {place}): {moved}", name=one.name, place=one.place, moved=moved)
        )


def label_of(one: Standpoint, digits: int = 0) -> str:
    """`1. Name`, the place in so many columns."""
    return f"{one.place:{digits}}. {one.name}"
