"""An audit of fairness for people: text and Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mutasi.message import Message
from mutasi.model.fairness import BEFORE, Compared, FairnessAudit, Measured, Says, TraitAudit
from mutasi.render import markdown
from mutasi.render.audit_data import MACHINE, AuditReport
from mutasi.render.audit_words import (
    DENOMINATORS,
    HIDDEN,
    SAYS_WORDS,
    STEP_WORDS,
    TRAIT_WORDS,
    about,
    at_equal_posts,
    group_name,
    lacking,
    notes,
    rate,
    ratio,
    stands_out,
)
from mutasi.render.language import Language
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible
from mutasi.render.wrapped import wrapped

FORMATS = ("text", *MACHINE, "md")
TITLE = Message("Fairness audit")
_STANDS_OUT, _STEPS, _NOTES = Message("What stands out"), Message("The steps"), Message("How to read it")
_MOST_LISTED = 8
"""Of a trait with more groups only those are listed of which something is to be said."""
_WORTH_LISTING = (Says.BEST, Says.GAP)
_SAME_FOR_ALL = {
    Says.EVERYBODY: Message("everybody, of every group"),
    Says.NOBODY: Message("nobody, of any group that is large enough"),
    Says.TOO_FEW: Message("too few people to say"),
    Says.ALONE: Message("no two groups that are large enough"),
}
Table = tuple[tuple[str, ...], Sequence[tuple[str, ...]], tuple[int, ...]]


def as_text(
    report: AuditReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """What stands out, the steps with their denominators, then each trait step by step."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    audit = report.audit

    def lines(texts: Iterator[str], indent: str = "") -> str:
        return "".join(wrapped(visible(text), width, indent) for text in texts)

    def heading(message: Message) -> str:
        return "\n" + paint(visible(words.text(message)), "strong") + "\n"

    text = lines(_opening(report, words))
    text += heading(_STANDS_OUT) + lines(stands_out(audit, words), "  ")
    headers, rows, right = _steps(audit, words)
    text += heading(_STEPS) + table_text(headers, rows, right=right, width=width, colour=colour)
    for trait in audit.traits:
        text += heading(TRAIT_WORDS[trait.trait])
        for part in trait.measured:
            title, table, remarks = _part(trait, part, words)
            text += wrapped(visible(title), width, "  ")
            if table:
                headers, rows, right = table
                text += table_text(headers, rows, right=right, width=width, colour=colour)
            text += lines(iter(remarks), "  ")
    text += heading(_NOTES) + lines(_closing(audit, words), "  ")
    return text


def as_markdown(report: AuditReport, words: Language) -> str:
    """The same as a page."""
    audit = report.audit

    def heading(level: int, text: str) -> str:
        return f"\n{'#' * level} {markdown.escape_cell(text)}\n\n"

    def lines(texts: Iterator[str]) -> str:
        return "".join(f"- {markdown.escape_cell(text)}\n" for text in texts)

    text = heading(1, words.text(TITLE)).lstrip("\n") + lines(_opening(report, words))
    text += heading(2, words.text(_STANDS_OUT)) + lines(stands_out(audit, words))
    headers, rows, right = _steps(audit, words)
    text += heading(2, words.text(_STEPS)) + markdown.text_table(headers, rows, right=right)
    for trait in audit.traits:
        text = text.rstrip("\n") + "\n" + heading(2, words.text(TRAIT_WORDS[trait.trait]))
        for part in trait.measured:
            title, table, remarks = _part(trait, part, words)
            text += f"{markdown.escape_cell(title)}\n\n"
            if table:
                headers, rows, right = table
                text += markdown.text_table(headers, rows, right=right) + "\n"
            text += lines(iter(remarks)) + ("\n" if remarks else "")
    return text.rstrip("\n") + "\n" + heading(2, words.text(_NOTES)) + lines(_closing(audit, words))


def _opening(report: AuditReport, words: Language) -> Iterator[str]:
    yield from about(report.audit, words)
    yield from reweighed_lines(report.reweighed, words)


def _closing(audit: FairnessAudit, words: Language) -> Iterator[str]:
    yield from map(words.text, notes(audit))
    yield from map(words.text, lacking(audit))


def _steps(audit: FairnessAudit, words: Language) -> Table:
    headers = tuple(map(words.text, (Message("Step"), Message("People"), Message("Who they are"))))
    rows = [
        (words.text(STEP_WORDS[step]), _count(audit.shown_total(step)), words.text(DENOMINATORS[step]))
        for step in audit.totals
    ]
    return headers, rows, (1,)


def _count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _part(trait: TraitAudit, part: Measured, words: Language) -> tuple[str, Table | None, list[str]]:
    """A step of a trait: its title, its table if there is anything to compare, and remarks."""
    name = words.text(
        Message("{step}, of those {before}", step=STEP_WORDS[part.step], before=STEP_WORDS[BEFORE[part.step]])
    )
    alike = {one.says for one in part.groups if one.group}
    if len(alike) == 1 or alike <= {Says.TOO_FEW, Says.NOBODY, Says.ALONE}:
        says = next(one for one in _SAME_FOR_ALL if one in alike)
        return f"{name}: {words.text(_SAME_FOR_ALL[says])}", None, []
    listed, left = _listed(part)
    headers = tuple(map(words.text, (Message("Group"), Message("People"), Message("Rate (95%)"), Message("Ratio (95%)"),
                                     Message("Says"))))  # fmt: skip
    rows = [
        (group_name(trait, one.group, words), _of(trait, part, one), rate(trait, one, part.step, words),
         ratio(trait, one, part.step, words), words.text(SAYS_WORDS[one.says]))
        for one in listed
    ]  # fmt: skip
    return name, (headers, rows, (1, 2, 3)), [*_remarks(trait, part, listed, words), *_others(left, words)]


def _of(trait: TraitAudit, part: Measured, one: Compared) -> str:
    group = trait.group(one.group)
    return f"{_count(group.shown(part.step))}/{_count(group.shown(BEFORE[part.step]))}"


def _listed(part: Measured) -> tuple[Sequence[Compared], Sequence[Compared]]:
    """The groups that are listed, and those that are only counted."""
    if len(part.groups) <= _MOST_LISTED:
        return part.groups, ()
    listed = [one for one in part.groups if one.says in _WORTH_LISTING or one.is_gap or _turns(one)]
    return listed, [one for one in part.groups if one not in listed]


def _turns(one: Compared) -> bool:
    return one.equal is not None and one.equal.turns


def _remarks(trait: TraitAudit, part: Measured, listed: Sequence[Compared], words: Language) -> Iterator[str]:
    """How those below four fifths stand among people of like posts."""
    for one in listed:
        if (one.says in (Says.GAP, Says.MAYBE_CHANCE) or one.is_gap or _turns(one)) and trait.shows_ratio(
            one, part.step
        ):
            yield f"{group_name(trait, one.group, words)}: {words.text(at_equal_posts(trait, one, part.step, words))}"


def _others(left: Sequence[Compared], words: Language) -> Iterator[str]:
    counts = Counter(one.says for one in left)
    if counts:
        told = tuple(
            Message("{says} {count}", says=SAYS_WORDS[says], count=counts[says]) for says in Says if says in counts
        )
        yield words.text(Message("other groups: {told}", told=told))
