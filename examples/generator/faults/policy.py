"""Faults of `mutasi.yaml`."""

from __future__ import annotations

from examples.generator.faults.wreck import ERROR, WARNING, Wreck

POLICY = "mutasi.yaml"


def _replace(wreck: Wreck, old: str, new: str) -> None:
    """Puts `new`, which may be several lines, in the place of the only line that equals `old`."""
    lines = wreck.texts[POLICY]
    assert lines.count(old) == 1, old
    at = lines.index(old)
    lines[at : at + 1] = new.split("\n")


def weights_beyond_a_hundred(wreck: Wreck) -> None:
    _replace(wreck, "    bobot: 20", "    bobot: 21")
    text = "jumlah bobot tidak tepat 100"
    wreck.expect_line("KRITERIA-01", ERROR, POLICY, "kriteria:", "kriteria", "kriteria", text)


def criterion_that_outweighs_all(wreck: Wreck) -> None:
    _replace(wreck, "    bobot: 25", "    bobot: 55")
    text = "satu kriteria menentukan lebih dari 40 persen"
    wreck.expect_line("KRITERIA-04", WARNING, POLICY, "    bobot: 55", "bobot", "kompetensi", text)


def unknown_kind_of_criterion(wreck: Wreck) -> None:
    _replace(wreck, "    jenis: kepangkatan", "    jenis: kepangkatn")
    text = "jenis kriteria tidak dikenal: kepangkatn"
    wreck.expect_line("KRITERIA-03", ERROR, POLICY, "    jenis: kepangkatn", "jenis", "kepangkatan", text)


def unknown_rule(wreck: Wreck) -> None:
    _replace(wreck, "aturan:", "aturan:\n  USIA-30:\n    berat: lunak")
    wreck.expect_line("ATURAN-01", ERROR, POLICY, "  USIA-30:", "USIA-30", "USIA-30", "aturan USIA-30 tidak ada")


def unknown_key(wreck: Wreck) -> None:
    _replace(wreck, "tmt_penempatan: 2026-04-15", "tmt_penempatan: 2026-04-15\ntmt_pelantikan: 2026-04-15")
    text = "kunci tmt_pelantikan tidak dikenal"
    line = "tmt_pelantikan: 2026-04-15"
    wreck.expect_line("KEBIJAKAN-01", ERROR, POLICY, line, "tmt_pelantikan", "tmt_pelantikan", text)


FAULTS = (
    weights_beyond_a_hundred, criterion_that_outweighs_all, unknown_kind_of_criterion, unknown_rule, unknown_key,
)  # fmt: skip
