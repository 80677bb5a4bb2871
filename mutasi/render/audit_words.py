"""Words and figures of an audit of fairness, for every form that people read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mutasi.message import Message
from mutasi.model.fairness import (
    FEWEST_SHOWN,
    FOUR_FIFTHS,
    MILLION,
    Compared,
    FairnessAudit,
    Says,
    Step,
    Trait,
    TraitAudit,
)
from mutasi.render.language import Language

TRAIT_WORDS = {
    Trait.SEX: Message("Sex"),
    Trait.AGE: Message("Age at the effective date"),
    Trait.UNIT: Message("Unit"),
    Trait.ORIGIN: Message("Origin"),
    Trait.EDUCATION: Message("Education"),
    Trait.DISABILITY: Message("Disability"),
}
STEP_WORDS = {
    Step.CONSIDERED: Message("in service"),
    Step.POOL: Message("in the pool"),
    Step.ELIGIBLE: Message("eligible"),
    Step.RANKED: Message("ranked"),
    Step.LISTED: Message("listed"),
    Step.CHOSEN: Message("chosen"),
    Step.FORCED: Message("moved against their will"),
    Step.WISHING: Message("chosen, with a wish"),
    Step.FULFILLED: Message("wish fulfilled"),
}
DENOMINATORS = {
    Step.CONSIDERED: Message(
        "all people in service at the effective date, with those of other agencies who would come"
    ),
    Step.POOL: Message(
        "of these, whose present level is on the step of one of the posts or on the step below: for whom one of"
        " them is an equal post or the next one up"
    ),
    Step.ELIGIBLE: Message(
        "of the pool, who may take at least one of the posts of whose pool they are, by all requirements; what is not"
        " known bars nobody"
    ),
    Step.RANKED: Message("of the eligible, of whom no fact that bars is unknown: a plan moves no others"),
    Step.LISTED: Message("of the eligible, who stand in a list of the file"),
    Step.CHOSEN: Message("of the ranked, whom the plan moves: points, seats and the whole plan decide"),
    Step.FORCED: Message(
        "of the chosen, who had asked for something else, or fit the present post better and did not ask to leave it"
    ),
    Step.WISHING: Message("of the chosen, who had stated a wish for a post, a unit or a field of work"),
    Step.FULFILLED: Message("of the chosen with a wish, whose move fulfils one"),
}
SAYS_WORDS = {
    Says.BEST: Message("compared with"),
    Says.GAP: Message("gap"),
    Says.MAYBE_CHANCE: Message("may be chance"),
    Says.NOT_SEEN: Message("no gap seen"),
    Says.CANNOT_BE_TOLD: Message("cannot be told"),
    Says.TOO_FEW: Message("too few to say"),
    Says.NOBODY: Message("nobody"),
    Says.EVERYBODY: Message("everybody"),
    Says.ALONE: Message("no other group"),
    Says.NOT_STATED: Message("not compared"),
}
_GROUP_WORDS = {
    "L": Message("men"),
    "P": Message("women"),
    "<30": Message("under 30"),
    "55+": Message("55 and more"),
    "instansi_sendiri": Message("own agency"),
    "instansi_lain": Message("other agency"),
}
_WITH_WORDS = (Trait.SEX, Trait.AGE, Trait.ORIGIN)
HIDDEN = "*"


def group_name(trait: TraitAudit, code: str, words: Language) -> str:
    if not code:
        return words.text(Message("not stated"))
    told = _GROUP_WORDS.get(code) if trait.trait in _WITH_WORDS else None
    return words.text(told) if told else trait.group(code).name


# Figures ------------------------------------------------------------------------------------------------


def tenths(part: int, whole: int) -> int:
    """A part in tenths of a percent, rounded half up."""
    return (2_000 * part + whole) // (2 * whole)


def percent(of_tenths: int, words: Language) -> str:
    """Tenths of a percent as 4,1."""
    return words.points(10 * of_tenths)[:-1]


def rate(trait: TraitAudit, one: Compared, step: Step, words: Language) -> str:
    """`4,1% (3,0-5,3)`: the limits are rounded away from the rate."""
    if not trait.shows_rate(one.group, step):
        return HIDDEN
    if not one.of:
        return "-"
    low, high = one.low * 1_000 // MILLION, -(-one.high * 1_000 // MILLION)
    return f"{percent(tenths(one.reached, one.of), words)}% ({percent(low, words)}-{percent(high, words)})"


def down(value: Fraction | float) -> int:
    """Hundredths, rounded down: what is below four fifths never looks like them."""
    return int(Fraction(value) * 100)


def up(value: float) -> int:
    return -int(-Fraction(value) * 100 // 1)


def ratio(trait: TraitAudit, one: Compared, step: Step, words: Language) -> str:
    """`0,63 (0,42-0,95)`; blank where nothing is compared."""
    if one.ratio is None or one.ratio_low is None:
        return ""
    if not trait.shows_ratio(one, step):
        return HIDDEN
    high = "∞" if one.ratio_high is None else words.points(up(one.ratio_high))
    return f"{words.points(down(one.ratio))} ({words.points(down(one.ratio_low))}-{high})"


def chance_text(millionths: int, words: Language) -> str:
    """A probability with four decimals, rounded up."""
    if millionths < 100:
        return "< " + _four(1, words)
    return _four(-(-millionths // 100), words)


def _four(ten_thousandths: int, words: Language) -> str:
    whole, part = divmod(ten_thousandths, 10_000)
    return f"{whole}{',' if words.code == 'id' else '.'}{part:04d}"


# Sentences ----------------------------------------------------------------------------------------------


def stands_out(audit: FairnessAudit, words: Language) -> Iterator[str]:
    """A sentence for each group with a gap, where it arises first, and what cannot be told."""
    found = False
    for trait in audit.traits:
        for group in trait.groups:
            gaps = trait.gaps(group.code)
            if gaps:
                found = True
                yield _arises(trait, group.code, gaps, words)
        for part in trait.measured:
            for one in part.groups:
                if one.equal is not None and one.equal.turns:
                    found = True
                    yield _turns(trait, one, part.step, words)
    if not found:
        yield words.text(Message("No gap was found that chance does not explain."))
    open_questions = sum(
        one.says in (Says.CANNOT_BE_TOLD, Says.MAYBE_CHANCE, Says.TOO_FEW)
        for trait in audit.traits for part in trait.measured for one in part.groups
    )  # fmt: skip
    if open_questions:
        yield words.text(
            Message(
                "{count} comparison(s) with too few people to say whether there is a gap or none: that none was found"
                " is no proof that there is none.", count=open_questions,
            )
        )  # fmt: skip


def _arises(trait: TraitAudit, code: str, gaps: tuple[tuple[Step, Compared], ...], words: Language) -> str:
    (first, one), *more = gaps
    name, what = group_name(trait, code, words), TRAIT_WORDS[trait.trait]
    arises = Message("{trait}, {group}: a gap arises at the step '{step}' {figures}.", trait=what, group=name,
                     step=STEP_WORDS[first], figures=_figures(trait, one, first, words))  # fmt: skip
    parts = [words.text(arises)]
    parts.append(words.text(at_equal_posts(trait, one, first, words)))
    for step, other in more:
        parts.append(words.text(Message("Also at '{step}' {figures}.", step=STEP_WORDS[step],
                                        figures=_figures(trait, other, step, words))))  # fmt: skip
        parts.append(words.text(at_equal_posts(trait, other, step, words)))
    for says in (Says.BEST, Says.NOT_SEEN, Says.CANNOT_BE_TOLD, Says.MAYBE_CHANCE, Says.TOO_FEW):
        steps = [part.step for part in trait.measured if trait.at(code, part.step).says is says]
        without = tuple(STEP_WORDS[step] for step in steps if step not in [step for step, _ in gaps])
        if without:
            parts.append(words.text(Message("{says}: {steps}.", says=_SAYS_AT[says], steps=without)))
    return " ".join(parts)


def _turns(trait: TraitAudit, one: Compared, step: Step, words: Language) -> str:
    return words.text(
        Message(
            "{trait}, {best}: at '{step}' it comes less far than {group} among those who hold like posts {figures}.",
            trait=TRAIT_WORDS[trait.trait], best=group_name(trait, one.best, words), step=STEP_WORDS[step],
            group=group_name(trait, one.group, words), figures=_equal_figures(trait, one, step, words),
        )
    )  # fmt: skip


_SAYS_AT = {
    Says.BEST: Message("The best rate at"),
    Says.NOT_SEEN: Message("No gap seen at"),
    Says.CANNOT_BE_TOLD: Message("It cannot be told at"),
    Says.MAYBE_CHANCE: Message("Below four fifths, which may be chance, at"),
    Says.TOO_FEW: Message("Too few to say at"),
}


_TOO_SMALL = Message("(figures too small to show)")


def _figures(trait: TraitAudit, one: Compared, step: Step, words: Language) -> Message:
    if not trait.shows_ratio(one, step) or one.ratio is None or one.chance is None:
        return _TOO_SMALL
    best = trait.at(one.best, step)
    return Message(
        "({rate} against {best_rate} of {best}, ratio {ratio}, p {chance})",
        rate=f"{percent(tenths(one.reached, one.of), words)}%",
        best_rate=f"{percent(tenths(best.reached, best.of), words)}%",
        best=group_name(trait, one.best, words), ratio=words.points(down(one.ratio)),
        chance=chance_text(one.chance, words),
    )  # fmt: skip


def at_equal_posts(trait: TraitAudit, one: Compared, step: Step, words: Language) -> Message:
    """Whether a gap is there too among people who hold like posts now. It says nothing of why."""
    if one.equal is None:
        return Message("No two people of both groups hold like posts now, so there nothing compares.")
    if one.equal.turns:
        return Message("Among those who hold like posts now it is the other way round {figures}.",
                       figures=_equal_figures(trait, one, step, words))  # fmt: skip
    if one.equal.ratio is None:
        return Message("Among those who hold like posts now nobody of the other group came so far: nothing compares.")
    figures = _equal_figures(trait, one, step, words)
    if one.equal.is_gap and one.says is Says.GAP:
        return Message("Among those who hold like posts now it remains {figures}.", figures=figures)
    if one.equal.is_gap:
        return Message("There is a gap among those who hold like posts now {figures}.", figures=figures)
    if one.equal.ratio >= FOUR_FIFTHS:
        return Message("Among those who hold like posts now the rate is not below four fifths {figures}.",
                       figures=figures)  # fmt: skip
    return Message("Whether it remains among those who hold like posts now cannot be told {figures}.", figures=figures)


def _equal_figures(trait: TraitAudit, one: Compared, step: Step, words: Language) -> Message:
    if one.equal is None or not trait.shows_ratio(one, step):
        return _TOO_SMALL
    ratio_text = "∞" if one.equal.ratio is None else words.points(down(one.equal.ratio))
    return Message("(ratio {ratio}, p {chance})", ratio=ratio_text, chance=chance_text(one.equal.chance, words))


def notes(audit: FairnessAudit) -> Iterator[Message]:
    """What the figures rest on, and what they do not say."""
    yield Message("Limits are exact at 95% (Clopper and Pearson); those of a ratio come from them (MOVER).")
    yield Message(
        "Each group is compared with the one of the best rate that is at least a fiftieth of those at the step; a gap"
        " is a ratio below 0.80 that Fisher's exact test does not explain by chance (p below 0.05)."
    )
    yield Message(
        "p is corrected for all pairs of groups at all steps of a trait (Holm): {comparisons}. Between the {traits}"
        " trait(s) it is not corrected: one without any difference would show a gap one time in twenty at most.",
        comparisons=tuple(
            Message("{trait} {count}", trait=TRAIT_WORDS[one.trait], count=one.comparisons) for one in audit.traits
        ),
        traits=len(audit.traits),
    )
    yield Message(
        "'No gap seen' is said only where even the lower limit of the ratio is 0.80 or more; of groups of fewer than"
        " {smallest} people nothing is said.", smallest=audit.smallest,
    )  # fmt: skip
    yield Message(
        "{sign} stands for counts of 1 to {most}, and for others from which they would follow.", sign=HIDDEN,
        most=FEWEST_SHOWN - 1,
    )  # fmt: skip
    yield Message(
        "Like posts are of the same level and, of functional posts, of the same function (ratio of Mantel and Haenszel,"
        " exact test)."
    )
    if not audit.levels:
        yield Message(
            "Where the posts are of many levels, the pool is nearly everybody: --level looks at the posts of one level"
            " with their own pool."
        )
    yield Message("A gap is a reason to look, not its cause: the law itself sets ages, ranks and diplomas.")


def about(audit: FairnessAudit, words: Language) -> Iterator[str]:
    """What was audited, and what does not fit or is not known."""
    last = Step.CHOSEN if audit.is_plan else Step.LISTED
    yield words.text(
        Message(
            "{kind}: {posts} post(s), {count} person(s) {step}",
            kind=Message("Plan") if audit.is_plan else Message("Shortlists"), posts=audit.posts,
            count=audit.totals[last], step=STEP_WORDS[last],
        )
    )  # fmt: skip
    yield words.text(Message("Measured at the effective date {date}.", date=words.date(audit.effective)))
    if audit.levels:
        yield words.text(Message("Only posts of these levels: {levels}", levels=audit.levels))
    yield from map(words.text, cautions(audit))


def cautions(audit: FairnessAudit) -> Iterator[Message]:
    """What the reader of rows alone has to know as well."""
    if not audit.whole:
        yield Message("The file has rows alone: posts of which nobody was chosen or listed are not counted.")
    if audit.outside:
        yield Message(
            "not counted: {count} row(s) about people outside the pool of the post (not in service, from a higher step,"
            " or from two below)", count=audit.outside,
        )  # fmt: skip
    if audit.unlevelled:
        yield Message("in no pool: {count} person(s) of whom the present level is not known", count=audit.unlevelled)
    yield from audit.remarks


def lacking(audit: FairnessAudit) -> Iterator[Message]:
    for trait, why in audit.lacking:
        yield Message("not audited: {trait}: {why}", trait=TRAIT_WORDS[trait], why=why)
