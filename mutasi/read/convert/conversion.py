"""Exports of SIASN to a dataset: people, units, posts and diplomas, with an account of what was not taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from mutasi.errors import MutasiError, UnknownName
from mutasi.finding import Finding, sort_findings
from mutasi.message import Message
from mutasi.model.tables import Need, declaration
from mutasi.read.convert.account import Account, Refused, Skipped, SourceAccount
from mutasi.read.convert.body import RowKind
from mutasi.read.convert.export import Export, open_exports
from mutasi.read.convert.list_posts import SOURCE_COLUMNS, with_listed
from mutasi.read.convert.list_units import place_lists
from mutasi.read.convert.matching import Match
from mutasi.read.convert.owners import owners_of
from mutasi.read.convert.people import Person, Record, read_people
from mutasi.read.convert.performance import read_performance
from mutasi.read.convert.placing import place_in_posts, place_in_units
from mutasi.read.convert.post_history import read_post_history
from mutasi.read.convert.post_list import PostList, read_post_list
from mutasi.read.convert.posts import make_posts
from mutasi.read.convert.rank_history import read_ranks, with_ranks
from mutasi.read.convert.repeats import distinct
from mutasi.read.convert.structural import Reference, mentions_of_posts, posts_in_tree, read_structural, tells_posts
from mutasi.read.convert.units import Units, compare_names, mentions_of, read_tree, tree_of, units_of
from mutasi.read.convert.wishes import Wishes
from mutasi.read.dates import OrderDecision
from mutasi.read.layout_file import program_layouts
from mutasi.read.layouts import Content, name_key
from mutasi.read.near import near
from mutasi.read.source import Source

TABLES = ("pegawai", "unit", "jabatan", "pendidikan")
"""What a conversion of people makes; histories have tables of their own."""

SOURCE_POST, SOURCE_ECHELON, SOURCE_UNIT = "jabatan_sumber", "eselon_sumber", "unit_sumber"
"""Columns of `pegawai` beyond the declared ones."""

Tables = Mapping[str, pl.DataFrame]
"""Text frames by table: the declared columns in their order and further ones after them, blank cells null."""


class ExportTwice(MutasiError):
    """Two sources are of a kind of which there can only be one."""

    def __init__(self, first: str, second: str, layout: str) -> None:
        super().__init__(
            Message("{first} and {second} are both: {layout}; give only one of them",
                    first=first, second=second, layout=layout)
        )  # fmt: skip


def convert(sources: Sequence[Source], wishes: Wishes | None = None) -> tuple[Tables, Account, tuple[Finding, ...]]:
    """The tables of a dataset from exports in any order, the account, and the findings at their places there.

    Errors are rows that were refused. Raises LayoutUnknown, ExportUnreadable, ExportRefused, ExportTwice or
    UnknownName.
    """
    wishes = wishes or Wishes(program_layouts())
    exports = tuple(export for source in sources for export in open_exports(source, wishes))
    _refuse_unknown_columns(exports, wishes.keep)
    people, decisions = _people(_of(exports, Content.PEOPLE))
    owners = owners_of(exports, frozenset(person.nip for person in people) if _of(exports, Content.PEOPLE) else None)
    ranks = read_ranks(_of(exports, Content.RANK_HISTORY), owners)
    people = with_ranks(people, ranks)
    lists = [read_post_list(export) for export in _of(exports, Content.POSTS)]
    tables, vacant, matches = _organisation(exports, people, lists, wishes)
    history = read_post_history(_of(exports, Content.POST_HISTORY), owners, people)
    performance = read_performance(_of(exports, Content.PERFORMANCE), owners)
    if _of(exports, Content.POST_HISTORY):
        tables["riwayat_jabatan"] = _frame("riwayat_jabatan", [period.record for period in history.periods])
    if _of(exports, Content.PERFORMANCE):
        tables["kinerja"] = _frame("kinerja", [year.record for year in performance.years])
    decisions |= {**ranks.decisions, **history.decisions, **performance.decisions}
    account = Account(
        sources=tuple(_account(export, decisions.get(export.path)) for export in exports),
        agency=_agency([*(person.agency for person in people), *(one.agency for one in lists)]),
        made={name: frame.height for name, frame in tables.items()},
        vacant_posts=vacant,
        matches=matches,
        blank=tuple(_blank_columns(tables)),
    )
    return tables, account, (*wishes.stated.of_no_use(matches), *_findings(exports))


def _of(exports: Sequence[Export], content: Content) -> tuple[Export, ...]:
    return tuple(export for export in exports if export.layout.content is content)


_ORGANISATION = (Content.PEOPLE, Content.UNITS, Content.STRUCTURAL, Content.POSTS)


def _organisation(
    exports: Sequence[Export], people: Sequence[Person], lists: Sequence[PostList], wishes: Wishes
) -> tuple[dict[str, pl.DataFrame], int, tuple[Match, ...]]:
    """People, units, posts and diplomas, as far as there are sources; how many posts are vacant; and the matches."""
    if not any(_of(exports, content) for content in _ORGANISATION):
        return {}, 0, ()
    reference, units = _reference_and_units(exports, people)
    placed, units, list_matches = place_lists(lists, units, wishes.stated.units)
    people, unit_matches = place_in_units(people, units, wishes.stated.units)
    posts = make_posts(people, units, reference)
    listed = with_listed(posts.records, placed, units, wishes.stated.posts)
    held, post_matches = place_in_posts(people, listed.records, wishes.stated.posts)
    held.update(posts.held)
    tables = {"unit": _frame("unit", list(_unit_records(units))), "jabatan": _frame("jabatan", listed.records)}
    vacant = 0
    if _of(exports, Content.PEOPLE):
        diplomas = [person.diploma for person in people if person.diploma]
        employees = _frame("pegawai", [_employee(person, units, held) for person in people])
        tables = {"pegawai": employees, **tables, "pendidikan": _frame("pendidikan", diplomas)}
        vacant = len(listed.records) - len(set(held.values()))
    return tables, vacant, (*list_matches, *unit_matches, *listed.matches, *post_matches)


def _refuse_unknown_columns(exports: Sequence[Export], keep: Sequence[str]) -> None:
    """Raises UnknownName for a column to keep that no source has."""
    names = tuple(name for export in exports for name in export.recognised.heading.names if name)
    known = {name_key(name) for name in names}
    for header in keep:
        if name_key(header) not in known:
            raise UnknownName(Message("column"), header, near(header, names))


def _people(files: Sequence[Export]) -> tuple[list[Person], dict[str, OrderDecision]]:
    """Everybody in all files once, in the order of the files, and the order of dates by path."""
    everybody: list[Person] = []
    decisions = {}
    for export in files:
        people, decisions[export.path] = read_people(export)
        everybody += people
    return distinct(everybody, lambda person: person.row, lambda person: person.content, "nip"), decisions


def _the_one(exports: Sequence[Export], content: Content) -> Export | None:
    """The export of a kind of which there can only be one."""
    found = [export for export in exports if export.layout.content is content]
    if len(found) > 1:
        raise ExportTwice(found[0].path, found[1].path, found[0].layout.title)
    return found[0] if found else None


def _reference_and_units(exports: Sequence[Export], people: Sequence[Person]) -> tuple[Reference | None, Units]:
    """The structural posts if a source tells them, and the units: of a tree, else those that are mentioned."""
    listed, tree = (_the_one(exports, content) for content in (Content.STRUCTURAL, Content.UNITS))
    rows = read_tree(tree) if tree is not None else []
    in_tree = tree if tree is not None and tells_posts(tree) else None
    if listed is not None and in_tree is not None:
        raise ExportTwice(in_tree.path, listed.path, listed.layout.title)
    reference = read_structural(listed) if listed is not None else posts_in_tree(rows) if in_tree is not None else None
    mentions = (*mentions_of(people), *mentions_of_posts(reference if listed is not None and reference else {}))
    if tree is None:
        return reference, units_of(mentions)
    units = tree_of(rows)
    compare_names(units, mentions)
    return reference, units


# ---- rows of the tables


def _employee(person: Person, units: Units, held: Mapping[str, str]) -> Record:
    unit = person.holding.unit
    if unit and not units.known(unit):
        message = Message("unit {unit} is not among the units; id_unit stays blank", unit=unit)
        fix = Message("add the unit to the tree, or give the person a unit that exists")
        person.row.note("KONVERSI-10", "unor_id", message, fix=fix, missing=True)
    record = {**person.record, "id_jabatan": held.get(person.nip, ""), "id_unit": units.known(unit)}
    return {**record, **_unplaced(person, record), **person.kept}


def _unplaced(person: Person, record: Record) -> Record:
    """What the source says of a post and a unit that could not be placed, so that it is not lost."""
    holding = person.holding
    unplaced = {}
    if not record["id_jabatan"] and holding.title:
        unplaced[SOURCE_POST] = holding.title
    if not record["id_jabatan"] and holding.echelon:
        unplaced[SOURCE_ECHELON] = holding.echelon
    if not record["id_unit"] and holding.unit_name:
        unplaced[SOURCE_UNIT] = holding.unit_name
    return unplaced


def _unit_records(units: Units) -> Iterator[Record]:
    blank = dict.fromkeys((column.name for column in declaration("unit").columns), "")
    for unit in units.by_id.values():
        yield {**blank, "id_unit": unit.id, "nama": unit.name, "id_induk": unit.parent}


def _frame(table: str, records: Sequence[Record]) -> pl.DataFrame:
    """The declared columns, then what sources say of what could not be placed, then what the user wants to keep."""
    declared = (column.name for column in declaration(table).columns)
    named = {name for record in records for name in record}
    told = (name for name in (SOURCE_POST, SOURCE_ECHELON, *SOURCE_COLUMNS) if name in named)
    columns = dict.fromkeys((*declared, *told, *(name for record in records for name in record)))
    series = (pl.Series(name, [record.get(name) or None for record in records], pl.String) for name in columns)
    return pl.DataFrame(list(series))


def _agency(named: Sequence[str]) -> str:
    """The agency that all rows name, empty when they do not agree."""
    names = {name_key(name): name for name in reversed(named) if name}
    return next(iter(names.values())) if len(names) == 1 else ""


# ---- the account


def _blank_columns(tables: Tables) -> Iterator[str]:
    """The columns that rules need and that no row fills."""
    for name, frame in tables.items():
        for column in declaration(name).columns:
            if frame.height and column.need is not Need.OPTIONAL and frame[column.name].null_count() == frame.height:
                yield f"{name}.{column.name}"


def _account(export: Export, decision: OrderDecision | None) -> SourceAccount:
    refused = [Refused(reason, count) for reason, count in export.notes.refused.items()]
    refused += [Refused(reason, count) for reason, count in export.lost_rows.items()]
    unneeded = [Refused(reason, count) for reason, count in export.notes.unneeded.items()]
    rows = len(export.records) + sum(export.lost_rows.values())
    repeated = sum(finding.rule in ("KONVERSI-03", "KONVERSI-43") for finding in export.notes.findings)
    return SourceAccount(
        path=export.path,
        sheet=export.sheet,
        sha256=export.source.sha256,
        layout=export.layout.title,
        confidence=export.recognised.confidence,
        likenesses=export.recognised.likenesses,
        skipped=tuple(_skipped(export)),
        rows=rows,
        taken=rows - repeated - sum(one.count for one in (*refused, *unneeded)),
        repeated=repeated,
        refused=tuple(refused),
        unneeded=tuple(unneeded),
        date_order=decision.order.value if decision and decision.order else "",
        remarks=tuple(export.notes.remarks),
        private=export.recognised.private,
        ignored=export.recognised.ignored,
        missing=tuple(export.notes.missing()),
    )


def _skipped(export: Export) -> Iterator[Skipped]:
    """The rows that are no records, kind by kind."""
    for kind in RowKind:
        lines = tuple(export.place(row.number).line for row in export.body if row.kind is kind)
        is_told = kind is RowKind.HEADER and export.grid.header_row is not None
        if lines and kind is not RowKind.RECORD and not is_told:
            yield Skipped(kind, lines)


def _findings(exports: Sequence[Export]) -> tuple[Finding, ...]:
    return sort_findings(
        [finding for export in exports for finding in (*export.lost, *export.remarks, *export.notes.bounded())]
    )
