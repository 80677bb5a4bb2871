"""A plan for people: text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from mutasi.message import Message
from mutasi.model.plan import Chain, EmptyPost, Loss, PlannedMove, Rival
from mutasi.plan.tell import WITH_LOSS
from mutasi.render import markdown
from mutasi.render.language import Language
from mutasi.render.plan_data import MACHINE, PlanReport
from mutasi.render.reweighed import reweighed_lines
from mutasi.render.shortlist_words import KIND_WORDS, reason_text, reasons_text
from mutasi.render.text import NATURAL_WIDTH, Paint, plain, visible

FORMATS = ("text", *MACHINE, "md")


def as_text(
    report: PlanReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """What the plan is worth, each chain with its moves and the reasons, then what stays empty."""
    from mutasi.render.terminal import table_text  # rich, which the help of a command does not need

    text = "".join(f"{visible(line)}\n" for line in _opening(report, words))
    for chain in report.plan.chains:
        headers, rows, right = _table(chain, words)
        text += "\n" + paint(visible(_title(chain, words)), "strong") + "\n"
        text += table_text(headers, rows, right=right, width=width, colour=colour)
        text += "".join(f"  {visible(line)}\n" for line in _remarks(chain, words))
    empty = [f"  {visible(line)}\n" for one in report.plan.empty for line in _empty(one, words)]
    if empty:
        text += "\n" + paint(words.text(Message("Seats that stay empty")), "strong") + "\n" + "".join(empty)
    return text


def as_markdown(report: PlanReport, words: Language) -> str:
    """The same as a page."""
    text = "".join(f"{markdown.escape_cell(line)}\n\n" for line in _opening(report, words))
    for chain in report.plan.chains:
        headers, rows, right = _table(chain, words)
        text += f"## {markdown.escape_cell(_title(chain, words))}\n\n"
        text += markdown.text_table(headers, rows, right=right) + "\n"
        text += "".join(f"- {markdown.escape_cell(line)}\n" for line in _remarks(chain, words)) + "\n"
    empty = [f"- {markdown.escape_cell(line)}\n" for one in report.plan.empty for line in _empty(one, words)]
    if empty:
        text += f"## {words.text(Message('Seats that stay empty'))}\n\n" + "".join(empty)
    return text


def _opening(report: PlanReport, words: Language) -> Iterator[str]:
    worth, plan = report.plan.worth, report.plan
    yield (
        words.text(Message("Measured at the effective date {date}.", date=words.date(report.effective)))
        + " "
        + words.text(report.order)
    )
    yield from (reason_text(reason, words.told) for reason in report.conditions)
    yield from reweighed_lines(report.reweighed, words)
    cycles = sum(chain.is_cycle for chain in plan.chains)
    yield words.text(
        Message(
            "{moves} move(s) in {chains} chain(s) and {cycles} cycle(s); {empty} seat(s) stay empty",
            moves=worth.moves,
            chains=len(plan.chains) - cycles,
            cycles=cycles,
            empty=sum(one.seats for one in plan.empty),
        )
    )
    yield words.text(
        Message(
            "First the priority of the seats that are filled ({seats} more than now), then the points that the posts of"
            " the plan gain ({gain}), less {price} for each move and {forced_price} more for each against the will of"
            " the person ({forced} of them): {total}.",
            seats=worth.seats,
            gain=words.points(worth.gain),
            price=words.points(report.policy.move_price),
            forced_price=words.points(report.policy.forced_price),
            forced=worth.forced,
            total=words.points(worth.gain - worth.price),
        )
    )


def _title(chain: Chain, words: Language) -> str:
    if chain.is_cycle:
        return words.text(
            Message("{number}. Cycle of {count}, on one day", number=chain.number, count=len(chain.moves))
        )
    first = chain.moves[0].to
    return words.text(Message("{number}. Chain to {post}", number=chain.number, post=first.post_name or first.post))


def _table(chain: Chain, words: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, ...]]:
    headers = tuple(
        words.text(header)
        for header in (Message("Name"), Message("From"), Message("To"), Message("Kind"), Message("Score"))
    )
    rows = tuple(
        (
            f"{move.name} ({move.nip})",
            move.post_name or "-",
            move.to.post_name or move.to.post,
            words.text(KIND_WORDS[move.kind]),
            _score(move, words),
        )
        for move in chain.moves
    )
    return headers, rows, (4,)


def _score(move: PlannedMove, words: Language) -> str:
    new = words.points(move.points)
    return new if move.own_points is None else f"{words.points(move.own_points)} → {new}"


def _remarks(chain: Chain, words: Language) -> Iterator[str]:
    for move in chain.moves:
        yield f"{move.name}: {'; '.join(words.text(part) for part in _why(move, words))}"
    if chain.opens:
        yield words.text(Message("leaves open: {post}", post=chain.opens_name or chain.opens))


def _why(move: PlannedMove, words: Language) -> Iterator[Message]:
    yield Message("place {place} of {ranked}", place=move.place, ranked=move.ranked)
    if move.wish:
        yield Message("wish {place} of the person", place=move.wish)
    if move.forced:
        yield Message("against the wish to stay")
    for rival in move.above[:WITH_LOSS]:
        yield _better(rival, move, words)
    if len(move.above) > WITH_LOSS:
        yield Message("{count} more fit better", count=len(move.above) - WITH_LOSS)
    if move.next_best is not None:
        yield Message(
            "next best of those who stay: {name}, {points}",
            name=move.next_best.name,
            points=words.points(move.next_best.points),
        )
    if move.loss is not None:
        yield Message("without this move the plan loses {loss}", loss=_loss(move.loss, words))
    if move.equals:
        yield Message("as good: {names}", names=tuple(f"{one.name} ({one.nip})" for one in move.equals))
    if move.reasons:
        yield Message("note {reasons}", reasons=reasons_text(move.reasons, words.told))


def _better(rival: Rival, move: PlannedMove, words: Language) -> Message:
    """Somebody who fits better, where this person is after the plan, and what the plan would lose by the change."""
    lead = words.points(rival.points - move.points)
    where = Message("goes to {post}", post=rival.to) if rival.to else Message("stays")
    if rival.loss is None:
        return Message("{name} fits better by {lead} and {where}", name=rival.name, lead=lead, where=where)
    return Message(
        "{name} fits better by {lead} and {where}; here, the plan would lose {loss}",
        name=rival.name, lead=lead, where=where, loss=_loss(rival.loss, words),
    )  # fmt: skip


def _loss(loss: Loss, words: Language) -> Message:
    if loss.seats:
        return Message("seats of priority {seats}", seats=loss.seats)
    return Message("{points} points", points=words.points(loss.points))


def _empty(one: EmptyPost, words: Language) -> Iterator[str]:
    post = one.vacancy.post_name or one.vacancy.post
    if not one.eligible:
        reason = Message("nobody meets the requirements")
    elif one.best is None:
        reason = Message("all {count} who may take it have another post in the plan", count=one.elsewhere)
    else:
        reason = Message(
            "best of those who stay: {name}, {points}", name=one.best.name, points=words.points(one.best.points)
        )
    when = Message("empty now") if one.was_empty else Message("opened by the plan")
    yield words.text(
        Message("{post} ({when}, {seats} seat(s)): {reason}", post=post, when=when, seats=one.seats, reason=reason)
    )
