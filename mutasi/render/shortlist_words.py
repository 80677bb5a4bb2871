"""Words that every form of a ranking shares: titles, reasons, points, places and shares of weights."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from mutasi.message import Message
from mutasi.model.policy import Method, TieBreaker
from mutasi.model.shortlist import Candidate, PointsRange, Shortlist, hundredths
from mutasi.model.vacancy import Vacancy
from mutasi.model.verdict import Reason, Verdict
from mutasi.render.basis import needs_look
from mutasi.render.language import Language, language
from mutasi.render.tables import decimal
from mutasi.render.wording import in_words

Tell = Callable[[Message], str]
"""From a message to its text: `Language.told` for readers, `Language.text` with the codes of files."""

KIND_WORDS = {
    "rotasi": Message("rotation"),
    "promosi": Message("promotion"),
    "diagonal": Message("diagonal move"),
    "demosi": Message("demotion"),
    "": Message("kind unknown"),
}
VERDICT_WORDS = {
    Verdict.PASS: Message("meets"),
    Verdict.WARN: Message("warning"),
    Verdict.UNKNOWN: Message("unknown"),
    Verdict.FAIL: Message("fails"),
}
METHOD_NAMES = {
    Method.WEIGHTED_SUM: Message("weighted sum"),
    Method.SAW: Message("SAW"),
    Method.WEIGHTED_PRODUCT: Message("weighted product"),
    Method.TOPSIS: Message("TOPSIS"),
    Method.PROFILE: Message("profile matching"),
    Method.MAUT: Message("MAUT"),
}
METHOD_WORDS = {
    Method.WEIGHTED_SUM: Message("points times weight, added up"),
    Method.SAW: Message("points against the highest of those who are ranked"),
    Method.WEIGHTED_PRODUCT: Message(
        "points multiplied, each to the power of its weight; no points in one criterion leave a score of 0"
    ),
    Method.TOPSIS: Message("nearness to the best and distance from the worst of those who are ranked"),
    Method.PROFILE: Message(
        "points as levels of 1 to 5 against the level asked (ideal); a level above it counts less than full"
    ),
    Method.MAUT: Message("points between the lowest and the highest of those who are ranked"),
}
LINK_WORDS = {
    TieBreaker.RANK: Message("rank"),
    TieBreaker.RANK_DATE: Message("time in the rank"),
    TieBreaker.POST: Message("present post"),
    TieBreaker.SERVICE: Message("length of service"),
    TieBreaker.TRAINING: Message("leadership training"),
    TieBreaker.EDUCATION: Message("education"),
    TieBreaker.AGE: Message("age"),
}
RELATIVE = Message(
    "Relative: a score depends on who else is ranked, and whoever comes or goes may turn the order of "
    "two others. Where values are missing, the bounds count what they may do to the scale."
)


def method_text(method: Method, words: Language) -> str:
    """How scores are made, in a sentence, and that they are relative where they are."""
    told = words.text(Message("Method {method}: {how}.", method=METHOD_NAMES[method], how=METHOD_WORDS[method]))
    return f"{told} {words.text(RELATIVE)}" if method.is_relative else told


def scale_text(shortlist: Shortlist, words: Language) -> str:
    """By what a method measures that is not the weighted sum: what those who are ranked have, or the level asked. Empty
    where that is nothing.
    """
    labels = {one.name: one.label for one in shortlist.criteria}
    if shortlist.method is Method.PROFILE:
        asked = tuple(f"{one.label} {one.ideal}" for one in shortlist.criteria)
        return words.text(
            Message("Levels asked, 1 to 5 (points / 25, rounded half up, plus 1): {levels}", levels="; ".join(asked))
        )
    if not shortlist.scale:
        return ""

    def points(doubled: int) -> str:
        half = "5" if doubled % 2 else ""
        return words.points(doubled // 2) + half

    if shortlist.method is Method.SAW:
        most = "; ".join(f"{labels[one.name]} {points(one.most)}" for one in shortlist.scale)
        return words.text(Message("Highest of those who are ranked: {points}", points=most))
    ends = [f"{labels[one.name]} {points(one.least)}-{points(one.most)}" for one in shortlist.scale]
    if shortlist.method is Method.TOPSIS:
        ends = [
            f"{told} / {words.points((one.length + 1) // 2)}" for told, one in zip(ends, shortlist.scale, strict=True)
        ]
        return words.text(
            Message("Lowest and highest of those who are ranked / length: {points}", points="; ".join(ends))
        )
    return words.text(Message("Lowest and highest of those who are ranked: {points}", points="; ".join(ends)))


def own_weights_text(shortlist: Shortlist, words: Language) -> str:
    """That the vacancy has weights of its own, and by which entry of the policy; empty where it has not."""
    if not shortlist.own_weights:
        return ""
    return words.text(Message("Weights of its own: bobot_khusus {name}", name=shortlist.own_weights))


def scale_objects(shortlist: Shortlist) -> list[dict[str, object]]:
    """The same as data: points, with a third decimal where missing values are ordered by the middle."""
    if shortlist.method is Method.PROFILE:
        return [{"kriteria": one.name, "ideal": one.ideal} for one in shortlist.criteria]

    def points(doubled: int) -> str:
        return decimal(doubled // 2) + ("5" if doubled % 2 else "")

    return [
        {
            "kriteria": one.name,
            "terendah": points(one.least),
            "tertinggi": points(one.most),
            "panjang": decimal((one.length + 1) // 2),
        }
        for one in shortlist.scale
    ]


def measured_text(effective: datetime.date, words: Language) -> str:
    """On which day ages, service and penalties are measured."""
    return words.text(Message("Measured at the effective date {date}.", date=words.date(effective)))


def measured_in_order(effective: datetime.date, order: Message, words: Language) -> str:
    """The same, and how people with missing values are ordered."""
    return f"{measured_text(effective, words)} {words.text(order)}"


def title_of(vacancy: Vacancy, words: Language) -> str:
    """`L-001  Kepala Dinas Kesehatan, Dinas Kesehatan`."""
    level = " ".join(part for part in (in_words(vacancy.level), vacancy.echelon) if part)
    place = f", {vacancy.unit_name}" if vacancy.unit_name else ""
    seats = ", " + words.text(Message("{seats} seats", seats=vacancy.seats)) if vacancy.seats > 1 else ""
    return f"{vacancy.id}  {vacancy.post_name or vacancy.post}{place} ({level}{seats})"


def reason_text(reason: Reason, tell: Tell) -> str:
    """`PANGKAT-01: what is asked and what is there`; a rule whose wording was not seen says so where it decides."""
    return f"{reason.rule}: {what_it_says(reason, tell)}"


def what_it_says(reason: Reason, tell: Tell) -> str:
    """The same without the code."""
    told = tell(reason.message)
    return f"{told} {tell(_TO_VERIFY)}" if needs_look(reason) else told


_TO_VERIFY = Message("(rule to be verified)")


def reasons_text(reasons: Sequence[Reason], tell: Tell) -> str:
    """All reasons in one line, the gravest first."""
    ordered = sorted(reasons, key=lambda reason: (not reason.hard, -reason.verdict, reason.rule))
    return "; ".join(reason_text(reason, tell) for reason in ordered)


def conditions_text(conditions: Sequence[Reason]) -> str:
    """What holds of a vacancy in one line, each with its verdict, the gravest first: `PILKADA-02 (tolak): ...`."""
    words = language("id")
    ordered = sorted(conditions, key=lambda reason: -reason.verdict)
    return "; ".join(f"{one.rule} ({one.verdict.code}): {words.text(one.message)}" for one in ordered)


def place_text(one: Candidate) -> str:
    """The place, and in brackets the places that missing values leave possible."""
    if one.best_place == one.worst_place:
        return str(one.place) if one.place else "-"
    return f"{one.place} ({one.best_place}-{one.worst_place})"


def score_text(shortlist: Shortlist, one: Candidate, words: Language) -> str:
    """The score, and in brackets its interval when values are missing."""

    def points(units: int) -> str:
        return words.points(hundredths(units, shortlist.full))

    if one.lowest == one.highest:
        return points(one.score)
    return f"{points(one.score)} ({points(one.lowest)}-{points(one.highest)})"


def difference(more: int, less: int, full: int) -> str:
    """The difference of two scores as they are printed; where that is nothing though they differ, with so many decimals
    that it is seen.
    """
    printed = hundredths(more, full) - hundredths(less, full)
    if printed or more == less:
        return decimal(printed)
    decimals, units = 2, abs(more - less)
    while not (told := (200 * 10**decimals * units + full) // (2 * full)):
        decimals += 1
    return f"{'-' if more < less else ''}0.{told:0{decimals}d}"


def difference_text(more: int, less: int, full: int, words: Language) -> str:
    """The same with the decimal sign of the language."""
    told = difference(more, less, full)
    return told.replace(".", ",") if words.code == "id" else told


def points_text(points: PointsRange, words: Language) -> str:
    """Points of one criterion, `?` and the interval when the value is missing."""
    if points.known:
        return words.points(points.lowest)
    return f"? ({words.points(points.lowest)}-{words.points(points.highest)})"


def share_text(weight: int, total: int, words: Language) -> str:
    """A weight in percent, as short as it is exact to two places: 25%, 12,5%."""
    text = words.points(hundredths(weight, total)).rstrip("0").rstrip(",.")
    return f"{text}%"
