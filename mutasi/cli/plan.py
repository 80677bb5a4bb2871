"""`mutasi plan`: all moves decided together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import click

from mutasi.cli.input import STDIN, read_input
from mutasi.cli.masking import Masks, mask_options, refuse_masks_beside, with_masks
from mutasi.cli.options import WholeNumber, command, option
from mutasi.cli.planning import Asked, places_asked, planning
from mutasi.cli.ranking import Ranking, rank, tmt_option, vacancy_argument
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import Session, session
from mutasi.cli.sound import say_reweighed, say_unmet
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.model.plan import FileMove, PlanMethod
from mutasi.render import plans_compared
from mutasi.render.plan import FORMATS, as_html, as_markdown, as_text
from mutasi.render.plan_data import MACHINE, PlanReport
from mutasi.render.plans_compared import PlansReport


@command(
    "plan",
    short=mark("All moves decided together: fills, chains and cycles."),
    help_text=mark("""Decides who moves where, for all vacancies at once and for the posts that the moves open.

The plan is the best one there is: first the priority of the seats that are filled, then the points that the posts gain,
less a price for each move (rencana in mutasi.yaml). A held post opens only when its holder leaves, so chains, swaps and
longer cycles come out together. Of equally good plans the published chain decides.

What it has to keep to stands in rencana.batas, and the options below stand over it. A plan that was written with
-f yaml can be taken up again: --from rencana.yaml --refused NIP changes as little of it as can be."""),
)
@vacancy_argument
@option(
    "--method",
    type=click.Choice([one.value for one in PlanMethod]), default=PlanMethod.OPTIMAL.value, show_default=True,
    help=mark("optimal: the greatest worth; stable: nobody and no post would rather have one another;"
              " exchange: trades that leave nobody worse off."),
)  # fmt: skip
@option("--compare", "compares", is_flag=True, help=mark("The three methods side by side."))
@option("--keep", "kept", multiple=True, metavar="NIP", help=mark("This person stays in the present post; repeatable."))
@option("--place", "placed", multiple=True, metavar="NIP=VACANCY", help=mark("This person goes there; repeatable."))
@option(
    "--unit",
    "units",
    multiple=True,
    metavar="UNIT",
    help=mark("Only this unit (id_unit) with the units below it; repeatable."),
)
@option("--max-moves", type=WholeNumber(0), metavar="N", help=mark("At most so many moves."))
@option("--max-chain", type=WholeNumber(1), metavar="N", help=mark("No chain of more moves."))
@option("--max-cycle", type=WholeNumber(0), metavar="N", help=mark("No cycle of more moves; 0 for none."))
@option("--max-forced", type=WholeNumber(0), metavar="N", help=mark("At most so many moves against their will."))
@option("--from", "before", metavar="PLAN", help=mark("Change as little as can be of this plan (YAML, JSON)."))
@option("--refused", multiple=True, metavar="NIP", help=mark("With --from: this person refuses; repeatable."))
@option(
    "--what-if", "what_ifs", multiple=True, metavar="KEY=VALUE",
    help=mark("Beside this plan the one with another value of mutasi.yaml; repeatable."),
)  # fmt: skip
@tmt_option
@mask_options
@result_options(FORMATS)
def plan(
    vacancies: tuple[str, ...],
    method: str,
    compares: bool,
    kept: tuple[str, ...],
    placed: tuple[str, ...],
    units: tuple[str, ...],
    max_moves: int | None,
    max_chain: int | None,
    max_cycle: int | None,
    max_forced: int | None,
    before: str | None,
    refused: tuple[str, ...],
    what_ifs: tuple[str, ...],
    tmt: datetime.date | None,
    masks: Masks,
    results: Results,
) -> int:
    run = session()
    refuse_masks_beside(masks, {"--compare": compares, "--what-if": bool(what_ifs)})
    _refuse_together({"--compare": compares, "--from": before is not None, "--what-if": bool(what_ifs)})
    if before is not None and method != PlanMethod.OPTIMAL:
        raise MutasiError(Message("--from changes as little as can be of a plan, which only --method optimal does"))
    if refused and before is None:
        raise MutasiError(Message("--refused goes with --from, which names the plan that was refused"))
    asked = Asked(kept, places_asked(placed), max_moves, max_chain, max_cycle, max_forced, units, refused)
    earlier = None if before is None else _read(run, before, refused)
    ranking = rank(run, vacancies, tmt, needs_vacancies=False)
    say_reweighed(run, ranking.reweighed, results.wanted)
    say_unmet(run, ranking.conditions.own, results.wanted)
    made = planning(run, ranking, asked)
    if compares:
        plans = [(Message(_METHOD_WORDS[one]), one.value, made.plan(one)) for one in PlanMethod]
        return _write_compared(run, PlansReport.of(plans), ranking, results)
    report = made.plan(PlanMethod(method), earlier)
    if what_ifs:
        other = _with(run, what_ifs)
        beside = planning(other, rank(other, vacancies, tmt, needs_vacancies=False), asked).plan(PlanMethod(method))
        plans = [(Message("as it is"), "kini", report), (Message("with {changes}", changes=what_ifs), "andai", beside)]
        return _write_compared(run, PlansReport.of(plans), ranking, results)
    movers = [move.row for move in report.plan.moves]
    report = with_masks(run, masks, report, [ranking.dataset], ranking.people, movers)
    read = () if before is None or before == STDIN else (run.path(before),)
    run.write_all(results, lambda name: _render(run, report, name), (*ranking.dataset.files, *read))
    return 0


_METHOD_WORDS = {
    PlanMethod.OPTIMAL: mark("greatest worth"),
    PlanMethod.STABLE: mark("stable"),
    PlanMethod.EXCHANGE: mark("exchange"),
}


def _refuse_together(given: dict[str, bool]) -> None:
    named = tuple(name for name, is_given in given.items() if is_given)
    if len(named) > 1:
        raise MutasiError(Message("{options} do not go together: leave out all but one", options=named))


def _read(run: Session, path: str, refused: Sequence[str]) -> tuple[FileMove, ...]:
    """The moves of the plan before. Who refuses has to be among them."""
    from mutasi.read.plan_file import read_plan

    moves = read_plan(read_input(path, run.path(path)))
    for nip in refused:
        if nip not in {move.nip for move in moves}:
            raise MutasiError(
                Message("{nip} does not move in {path}, so there is nothing to refuse", nip=nip, path=path)
            )
    return moves


def _with(run: Session, changes: Sequence[str]) -> Session:
    """The same run with more values set over the policy."""
    return Session(replace(run.settings, changes=(*(run.settings.changes or ()), *changes)), run.written)


def _write_compared(run: Session, report: PlansReport, ranking: Ranking, results: Results) -> int:
    def render(name: str) -> str:
        machine, page = plans_compared.MACHINE, plans_compared.as_html
        return rendered(run, report, name, machine, plans_compared.as_markdown, plans_compared.as_text, page)

    plans_compared.refuse_formats(name for name, _ in results.wanted)
    run.write_all(results, render, ranking.dataset.files)
    return 0


def _render(run: Session, report: PlanReport, name: str) -> str:
    return rendered(run, report, name, MACHINE, as_markdown, as_text, as_html)
