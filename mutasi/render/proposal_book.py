"""The proposal as a workbook, in which every cell is text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mutasi.proposal.document import Proposal
from mutasi.render.language import Language, language
from mutasi.render.proposal_data import FIELDS, rows_of
from mutasi.render.proposal_words import acting_name, post_name
from mutasi.render.shortlist_data import ShortlistReport, fields_of
from mutasi.render.shortlist_data import rows_of as rows_of_lists
from mutasi.render.text import visible


def as_workbook(proposal: Proposal) -> bytes:
    """Sheets of moves, empty seats, what is to be settled, open posts and shortlists, in the words of data files."""
    from dataclasses import replace

    from mutasi.render.workbook import Sheet, workbook_of  # xlsxwriter, which the help of a command does not need

    lists = tuple(replace(one, candidates=proposal.listed(one)) for one in proposal.shortlists)
    report = ShortlistReport(lists, proposal.effective, proposal.order)
    fields = fields_of(report)
    words = language("id")
    return workbook_of(
        [
            Sheet("usulan", FIELDS, _texts(rows_of(proposal), FIELDS)),
            Sheet("jumlah", ("hal", "jumlah"), _totals(proposal)),
            Sheet("kosong", ("id_lowongan", "jabatan", "unit", "sebab"), _empty(proposal, words)),
            Sheet("kelengkapan", ("aturan", "pesan"),
                  ((item.rule, visible(words.text(item.message))) for item in proposal.checklist)),
            Sheet("terbuka", ("id_jabatan", "jabatan", "unit", "kursi", "sejak", "plt_kini"),
                  _open_posts(proposal, words)),
            Sheet("daftar_pendek", fields, _texts(rows_of_lists(report), fields)),
        ]
    )  # fmt: skip


def _texts(rows: Iterator[dict[str, str | int | None]], fields: tuple[str, ...]) -> Iterator[list[str | None]]:
    for row in rows:
        yield [None if (value := row.get(field)) is None else visible(str(value)) for field in fields]


def _totals(proposal: Proposal) -> Iterator[tuple[str, str]]:
    totals = proposal.totals
    numbers: Mapping[str, int] = {
        "kursi": totals.seats,
        "terisi": totals.filled,
        "kosong": totals.empty,
        **{f"jenis {kind or '?'}": count for kind, count in sorted(totals.kinds.items())},
        **{f"jenjang {level or '?'}": count for level, count in totals.levels.items()},
        "pengecualian": totals.exceptions,
        "bergantung": totals.uncertain,
    }
    yield from ((name, str(count)) for name, count in numbers.items())


def _open_posts(proposal: Proposal, words: Language) -> Iterator[tuple[str, ...]]:
    for one in proposal.open_posts:
        acting = ", ".join(words.text(acting_name(duty)) for duty in one.acting)
        shown = map(visible, (one.name, one.unit, str(one.seats), one.since.isoformat(), acting))
        yield (one.post, *shown)


def _empty(proposal: Proposal, words: Language) -> Iterator[tuple[str, str, str, str]]:
    for seat in proposal.empty:
        vacancy = seat.vacancy
        yield vacancy.id, visible(post_name(vacancy)), visible(vacancy.unit_name), visible(words.text(seat.reason))
