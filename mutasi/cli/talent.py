"""`mutasi talent`: the nine boxes of the talent map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutasi.cli.forecast import refuse_lacking
from mutasi.cli.options import WholeNumber, command, option
from mutasi.cli.rendering import rendered
from mutasi.cli.results import Results, result_options
from mutasi.cli.session import NoDate, Session, session
from mutasi.cli.sound import say_accepted, sound_dataset
from mutasi.errors import MutasiError
from mutasi.message import Message, mark
from mutasi.render.talent import FORMATS, as_markdown, as_page, as_text
from mutasi.render.talent_data import MACHINE, TalentReport

if TYPE_CHECKING:
    from mutasi.model.dataset import Dataset

_LAST_BOX = 9


class BoxesOfPeople(MutasiError):
    """Boxes are chosen, and nobody is to be listed."""

    def __init__(self) -> None:
        super().__init__(Message("--box chooses whom --people lists; give that too"))


class NoSuchBox(MutasiError):
    """There are nine boxes."""

    def __init__(self, number: int) -> None:
        super().__init__(Message("there is no box {number}: they are numbered 1 to 9", number=number))


@command(
    "talent",
    short=mark("The talent map: how many people are in each of its nine boxes."),
    help_text=mark("""Counts who is in which box of the talent map, in the whole organisation or in units with those
below: potential upward, performance to the right. Of each person the latest record of talenta up to the
reference date (tanggal_acuan) counts, or that of --year.

Who has no box is counted apart, with the cause. Nobody is named without --people; --box chooses boxes, 0 those
without one. Nothing is computed from data that has errors: see mutasi validate.

Exit code 0: done; 1: the data has errors; 2: it could not run."""),
)
@option(
    "--unit", "units", multiple=True, metavar="UNIT",
    help=mark("Only this unit (id_unit) with the units below it; repeatable."),
)  # fmt: skip
@option("--year", type=WholeNumber(1), metavar="YEAR", help=mark("The records of this year alone."))
@option("--people", "with_people", is_flag=True, help=mark("List the people in each box."))
@option(
    "--box", "boxes", type=WholeNumber(0), multiple=True, metavar="N",
    help=mark("With --people: only of this box; repeatable. 0 are those without one."),
)  # fmt: skip
@result_options(FORMATS)
def talent(
    units: tuple[str, ...], year: int | None, with_people: bool, boxes: tuple[int, ...], results: Results
) -> int:
    run = session()
    _refuse_boxes(boxes, with_people=with_people)
    if run.project.policy.as_of is None:
        raise NoDate
    dataset, accepted = sound_dataset(run, run.project)
    say_accepted(run, accepted)
    refuse_lacking(dataset, units)
    report = _report(run, dataset, tuple(dict.fromkeys(units)), year or 0, with_people=with_people, boxes=boxes)
    run.write_all(results, lambda name: _render(run, report, name), dataset.files)
    return 0


def _refuse_boxes(boxes: tuple[int, ...], *, with_people: bool) -> None:
    """BoxesOfPeople or NoSuchBox where boxes are chosen that say nothing."""
    if boxes and not with_people:
        raise BoxesOfPeople
    for box in boxes:
        if box > _LAST_BOX:
            raise NoSuchBox(box)


def _report(
    run: Session, dataset: Dataset, units: tuple[str, ...], year: int, *, with_people: bool, boxes: tuple[int, ...]
) -> TalentReport:
    from mutasi.model.organisation import summary_units, unit_parents
    from mutasi.model.people import make_people
    from mutasi.model.talent_records import talent_map, works_in
    from mutasi.plan.departures import departures

    today = run.project.policy.as_of
    assert today is not None
    people = make_people(dataset, run.reference, today)
    meant = departures(people).present(today)
    if units:
        meant &= works_in(people, summary_units(unit_parents(dataset), units))
    return TalentReport(talent_map(people, meant, year=year, units=units), with_people, boxes)


def _render(run: Session, report: TalentReport, name: str) -> str:
    return rendered(run, report, name, MACHINE, as_markdown, as_text, as_page)
