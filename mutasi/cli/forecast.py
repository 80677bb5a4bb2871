"""`mutasi forecast`: what the calendar brings to people and posts."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from mutasi.cli.options import Day, command, option
from mutasi.cli.ranking import NoPeople
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import NoDate, Session, session
from mutasi.cli.sound import say_accepted, say_reweighed, sound_dataset
from mutasi.errors import MutasiError, UnknownName
from mutasi.message import Message, mark
from mutasi.model.codes import JENJANG
from mutasi.model.forecast import EventKind, Forecast, Period, Scope
from mutasi.render.forecast import FORMATS, MACHINE, as_markdown, as_text

if TYPE_CHECKING:
    from mutasi.model.dataset import Dataset

USUAL_MONTHS = 12


class PeriodOver(MutasiError):
    """The period ends before it begins."""

    def __init__(self, after: datetime.date, until: datetime.date) -> None:
        super().__init__(
            Message("--until {until} is not after the reference date {after}; what has happened is not forecast",
                    until=until, after=after)
        )  # fmt: skip


@command(
    "forecast",
    short=mark("Who retires, whose contract ends, who stays long, and which posts will be empty."),
    help_text=mark("""Looks ahead from the reference date (tanggal_acuan), which does not belong to the period, to
--until, which does; without --until for twelve months. What has happened is not forecast.

\b
pensiun     the retirement age of the present post is reached; the date is the TMT of retirement,
            the first day of the month after the birthday
kontrak     last day of the contract of a PPPK
dua_tahun   first day with two whole years in the present post (MASA-01 sets the months)
lima_tahun  the same with five years, for managerial posts (MASA-02 sets months and levels, and warns
            from the day after on)
kosong      seats of a post that are empty already, or become so on a day: its seats (kebutuhan) less
            the holders who remain, contracts not being renewed

For each post that will be empty it counts who of the whole organisation may follow, by the requirements of
shortlist, on the day when the post becomes empty. Where surely nobody may, it says: no successor; where facts are
missing to say whether somebody may: no certain successor. The two are counted apart.

--unit and --level choose people by their unit of work and present post, and posts by their own. Nothing is computed
from data that has errors: see mutasi validate.

Exit code 0: done, also when nothing happens; 1: the data has errors; 2: it could not run."""),
)
@option("--until", type=Day(), metavar="DATE", help=mark("Last day of the period; without it twelve months on."))
@option(
    "--unit", "units", multiple=True, metavar="UNIT",
    help=mark("Only this unit (id_unit) with the units below it; repeatable."),
)  # fmt: skip
@option(
    "--level", "levels", multiple=True, type=click.Choice(JENJANG), metavar="JENJANG",
    help=mark("Only people and posts of this level (jenjang); repeatable."),
)  # fmt: skip
@option(
    "--event", "kinds", multiple=True, type=click.Choice([kind.value for kind in EventKind]), metavar="EVENT",
    help=mark("Only these events: pensiun, kontrak, dua_tahun, lima_tahun or kosong; repeatable."),
)  # fmt: skip
@result_options(FORMATS)
def forecast(
    until: datetime.date | None,
    units: tuple[str, ...],
    levels: tuple[str, ...],
    kinds: tuple[str, ...],
    results: Results,
) -> int:
    from mutasi.plan.forecast import forecast as look_ahead

    run = session()
    period = _period(run.project.policy.as_of, until)
    dataset, accepted = sound_dataset(run, run.project)
    say_accepted(run, accepted)
    refuse_lacking(dataset, units)
    scope = Scope(tuple(dict.fromkeys(units)), tuple(dict.fromkeys(levels)))
    asked = [EventKind(kind) for kind in kinds] or list(EventKind)
    made = look_ahead(dataset, run.reference, run.project.policy, period, asked, scope)
    say_reweighed(run, made.reweighed, results.wanted)
    every_post = EventKind.EMPTY_POST.value in kinds
    run.write_all(results, lambda name: _render(run, made, name, every_post=every_post), dataset.files)
    return 0


def _period(after: datetime.date | None, until: datetime.date | None) -> Period:
    """NoDate without a reference date, PeriodOver where nothing lies between the two."""
    from mutasi.model.calendar import add_months

    if after is None:
        raise NoDate
    if until is None:
        until = add_months(after, USUAL_MONTHS)
    if until <= after:
        raise PeriodOver(after, until)
    return Period(after, until)


def refuse_lacking(dataset: Dataset, units: Sequence[str]) -> None:
    """NoPeople where nobody is, UnknownName for a unit that there is not."""
    if not dataset.has("pegawai") or not dataset.tables["pegawai"].rows:
        raise NoPeople
    table = dataset.get("unit")
    names = dict(table.frame.select("id_unit", "nama").iter_rows()) if table is not None else {}
    for unit in units:
        if unit not in names:
            raise UnknownName(Message("unit"), unit, _near_units(unit, names))


def _near_units(unit: str, names: dict[str, str]) -> tuple[str, ...]:
    """The identifiers that are like what was given, or whose names are."""
    ids = {key.casefold(): key for key in names}
    by_name = {(name or "").casefold(): key for key, name in names.items()}
    near = [by_name[text] for text in difflib.get_close_matches(unit.casefold(), by_name, n=3, cutoff=0.8)]
    near += [ids[text] for text in difflib.get_close_matches(unit.casefold(), ids, n=3)]
    return tuple(dict.fromkeys(near))


def _render(run: Session, made: Forecast, name: str, *, every_post: bool) -> str:
    markdown, text = partial(as_markdown, every_post=every_post), partial(as_text, every_post=every_post)
    return rendered(run, made, name, MACHINE, markdown, text)
