"""The parts of a proposal in their order. A template may ask for each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from mutasi.proposal.document import Proposal
from mutasi.render import (
    proposal_basis,
    proposal_letter,
    proposal_lists,
    proposal_moves,
    proposal_pictures,
    proposal_sources,
    proposal_steps,
)
from mutasi.render.blocks import Block
from mutasi.render.language import Language

Part = Callable[[Proposal, Language], Iterator[Block]]

PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "surat_pengantar": proposal_letter.cover_letter,
        "pertimbangan": proposal_letter.considerations,
        "dasar_hukum": proposal_basis.basis,
        "ketentuan": proposal_basis.conditions,
        "kesalahan_diloloskan": proposal_basis.accepted,
        "aturan_ditunda": proposal_basis.put_off,
        "aturan_diubah": proposal_basis.weighed_otherwise,
        "perpindahan": proposal_moves.attachment,
        "jumlah": proposal_moves.totals,
        "catatan": proposal_moves.notes,
        "pengecualian": proposal_moves.overrides,
        "kelengkapan": proposal_steps.checklist,
        "urutan_keputusan": proposal_steps.decrees,
        "plt": proposal_steps.acting,
        "tenggat": proposal_steps.deadlines,
        "kosong": proposal_steps.empty,
        "terbuka": proposal_steps.opened,
        "profil": proposal_pictures.profile,
        "rantai": proposal_pictures.chains,
        "kemantapan": proposal_pictures.stability,
        "daftar_pendek": proposal_lists.rankings,
        "sumber_aturan": proposal_sources.rule_sources,
        "catatan_pembuatan": proposal_lists.record,
    }
)

WIDE = frozenset({"perpindahan", "jumlah", "daftar_pendek", "sumber_aturan", "catatan_pembuatan"})
"""Those that stand on wide pages."""


def formal(words: Language) -> Language:
    """The language of documents, with dates in words everywhere."""
    return replace(words, formal=True)


def blocks(proposal: Proposal, words: Language) -> Iterator[Block]:
    """The whole document."""
    told = formal(words)
    for part in PARTS.values():
        yield from part(proposal, told)
