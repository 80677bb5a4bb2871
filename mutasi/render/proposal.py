"""The proposal (usulan mutasi) in all its forms: the same moves and the same totals in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from mutasi.message import Message
from mutasi.model.shortlist import hundredths
from mutasi.proposal.document import Proposal
from mutasi.render.blocks import Block
from mutasi.render.language import Language
from mutasi.render.proposal_data import MACHINE
from mutasi.render.proposal_parts import PARTS, WIDE, blocks, formal
from mutasi.render.proposal_words import post_name, sentence, why
from mutasi.render.shortlist_words import KIND_WORDS

FORMATS = ("md", "html", "docx", "xlsx", *MACHINE)
BINARY = ("docx", "xlsx")
"""Those that are no text."""

STYLE = """
@page { size: A4; margin: 18mm 16mm; } @page broad { size: A4 landscape; margin: 14mm 16mm; }
body { max-width: 52rem; } table { width: 100%; font-size: .8rem; } td { overflow-wrap: anywhere; }
th, td { padding: .15rem .35rem; } .wide { overflow-x: auto; } td.number { overflow-wrap: normal; white-space: nowrap; }
.nip { white-space: nowrap; } .sign { margin-left: 55%; } .room { height: 3.5rem; margin: 0; }
.kop { text-align: center; border-bottom: 3px double #111; padding-bottom: .4rem; }
.fields { width: auto; font-size: inherit; } .fields td { border: 0; padding: 0 .5rem 0 0; }
figcaption { font-size: .8rem; } ul.boxes { list-style: "\\2610\\00a0"; }
@media print { body { max-width: none; } .broad { page: broad; } .fresh { break-before: page; border-top: 0; }
               h2 { margin-top: 1rem; } table { font-size: 8pt; }
               .wide { overflow: visible; } thead { display: table-header-group; } .sign, .room { break-inside: avoid; }
               .sign { break-after: avoid; } }
"""


@dataclass(frozen=True)
class Forms:
    """A proposal in one language, to be given several forms: what these have in common is made once. A template is its
    name and its bytes.
    """

    proposal: Proposal
    words: Language
    template: tuple[str, bytes] | None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The whole document."""
        return tuple(blocks(self.proposal, self.words))

    def render(self, name: str) -> str | bytes:
        """The proposal in one of FORMATS. Raises TemplateInvalid."""
        if name in MACHINE:
            return MACHINE[name](self.proposal)
        if name == "docx":
            return self._docx()
        if name == "xlsx":
            from mutasi.render.proposal_book import as_workbook

            return as_workbook(self.proposal)
        return self._page() if name == "html" else self._markdown()

    def _markdown(self) -> str:
        from mutasi.render.blocks_markdown import as_markdown

        return as_markdown(self.blocks)

    def _page(self) -> str:
        """One page that prints on A4."""
        from mutasi.render.blocks_html import as_markup
        from mutasi.render.html import page

        title = self.words.text(Message("Proposal of transfers"))
        return page(title, self.words.code, as_markup(self.blocks), STYLE)

    def _docx(self) -> bytes:
        if self.template is None:
            from mutasi.render.docx_file import document

            return document(self.blocks)
        from mutasi.render.docx_template import filled

        told = formal(self.words)
        parts = {name: partial(part, self.proposal, told) for name, part in PARTS.items()}
        path, data = self.template
        return filled(data, path, parts, template_values(self.proposal, self.words))


def template_values(proposal: Proposal, words: Language) -> Mapping[str, object]:
    """What a template may use besides the parts, as it is to be read."""
    agency, totals = proposal.agency, proposal.totals
    return {
        "instansi": {"nama": agency.name, "tempat": agency.place, "tujuan": agency.addressee},
        "penandatangan": {"jabatan": agency.signatory.post, "nama": agency.signatory.name,
                          "pangkat": agency.signatory.rank, "nip": agency.signatory.nip},
        "tmt": words.date(proposal.effective),
        "tanggal_acuan": words.date(proposal.as_of) if proposal.as_of else "",
        "jumlah": {"kursi": totals.seats, "terisi": totals.filled, "kosong": totals.empty,
                   "lowongan": totals.vacancies, "pengecualian": totals.exceptions},
        "pegawai": list(_people(proposal, formal(words))),
        "posisi_kosong": [{"id_lowongan": seat.vacancy.id, "jabatan": post_name(seat.vacancy),
                           "unit": seat.vacancy.unit_name, "sebab": words.told(seat.reason)}
                          for seat in proposal.empty],
    }  # fmt: skip


def _people(proposal: Proposal, words: Language) -> Iterator[dict[str, str]]:
    for move in proposal.moves:
        one, vacancy = move.candidate, move.vacancy
        yield {
            "nomor": str(move.number),
            "nama": one.name,
            "nip": one.nip,
            "golongan": one.rank,
            "tmt_golongan": words.date(move.rank_since) if move.rank_since else "",
            "jabatan_kini": one.post,
            "unit_kini": one.unit,
            "jabatan_usulan": post_name(vacancy),
            "unit_usulan": vacancy.unit_name,
            "jenis": words.text(KIND_WORDS[move.pick.kind]),
            "tmt": words.date(move.effective),
            "skor": words.points(hundredths(one.score, move.ranking.full)),
            "alasan": sentence(move, words, short=True),
            "kalimat": sentence(move, words),
            "catatan": why(move.pick, words, words.told),
        }


def template(words: Language) -> bytes:
    """A template for an office to begin with: every part in its place."""
    from mutasi.render.docx_file import new_template

    tags = {name: f"{{{{ bagian.{name} }}}}" for name in PARTS}
    return new_template([(tag, 0) for tag in tags.values()], {tags[name] for name in WIDE})
