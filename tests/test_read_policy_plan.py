"""The section `rencana`: what a plan is to reach, as the agency writes it."""

from __future__ import annotations

import pytest

from mutasi.model.policy import PlanPolicy, PlanRules, SkillFloor
from mutasi.read.policy import policy_from
from mutasi.read.source import source_of


def read(text: str) -> tuple[PlanPolicy, list[tuple[int, int, str]]]:
    policy, findings = policy_from(source_of(f"tanggal_acuan: 2026-01-31\n{text}".encode(), "mutasi.yaml"))
    return policy.plan, [(one.location.line, one.location.column, str(one.message)) for one in findings]


STATED = """
rencana:
  jenjang_terbuka: [PENGAWAS]
  harga_pindah: 2.5
  prioritas: {L-001: 9, PENGAWAS: 2}
  bobot: {JPT_PRATAMA: 3}
  nilai_terendah: 50
  peringkat_terendah: 10
  peluang_menolak: 15
  usaha: 5
  batas:
    pegawai_tetap: [A, B, A]
    jabatan_tetap: P1
    tempatkan: {C: L-001}
    wajib_pindah: [D]
    tahun_di_jabatan: {JPT_PRATAMA: 5}
    bersama: [[E, F]]
    pisah: [[G, H], [E, G]]
    isi_minimal: [{unit: U, jumlah: 3}, {unit: V, jumlah: 1, kolom: profesi, isi: dokter}]
    perpindahan: 60
    per_unit: {"": 5, U: 2}
    terpaksa: 0
    panjang_rantai: 3
    panjang_siklus: 0
    perlu_persetujuan: [demosi]
"""


def test_what_is_stated_is_read():
    plan, wrong = read(STATED)
    assert wrong == []
    rules = PlanRules(
        kept_people=("A", "B"),
        kept_posts=("P1",),
        placed={"C": "L-001"},
        must_move=("D",),
        years={"JPT_PRATAMA": 5},
        together=(("E", "F"),),
        apart=(("G", "H"), ("E", "G")),
        floors=(SkillFloor("U", 3), SkillFloor("V", 1, "profesi", "dokter")),
        most_moves=60,
        most_of_unit={"": 5, "U": 2},
        most_forced=0,
        longest_chain=3,
        longest_cycle=0,
        by_consent=("demosi",),
    )
    assert plan == PlanPolicy(
        ("PENGAWAS",), {"L-001": 9, "PENGAWAS": 2}, {"JPT_PRATAMA": 3}, 250, PlanPolicy().forced_price, 5000, 10, 15, 5,
        rules,
    )  # fmt: skip


def test_what_is_not_stated_keeps_its_default():
    assert read("") == (PlanPolicy(), [])
    assert read("rencana: {batas: {per_unit: 4}}\n")[0] == PlanPolicy(rules=PlanRules(most_of_unit={"": 4}))
    assert read("rencana: {jenjang_terbuka: []}\n")[0].refill == ()


@pytest.mark.parametrize(
    ("section", "column", "said"),
    [
        ("{jenjang_terbuka: [CAMAT]}", 28, "rencana.jenjang_terbuka cannot be 'CAMAT'"),
        ("{harga_pindah: 1.005}", 25, "rencana.harga_pindah: points have two decimals at most"),
        ("{harga_paksa: -1}", 24, "rencana.harga_paksa: '-1' is no number from 0 to 100"),
        ("{prioritas: {L-001: 1.5}}", 30, "rencana.prioritas.L-001: '1.5' is no whole number from 0 to 100"),
        ("{bobot: {L-001: 0}}", 26, "rencana.bobot.L-001: '0' is no whole number from 1 to 100"),
        ("{peluang_menolak: 100}", 28, "rencana.peluang_menolak: '100' is no whole number from 0 to 99"),
        ("{peringkat_terendah: 0}", 31, "rencana.peringkat_terendah: '0' is no whole number from 1 to 100000"),
        ("{batas: {panjang_rantai: 0}}", 35, "rencana.batas.panjang_rantai: '0' is no whole number from 1"),
        ("{batas: {bersama: [[A, A]]}}", 29, "rencana.batas.bersama takes pairs of two different NIP"),
        ("{batas: {pisah: [[A]]}}", 27, "rencana.batas.pisah takes pairs of two different NIP"),
        ("{batas: {bersama: A}}", 28, "rencana.batas.bersama takes a list"),
        ("{batas: {isi_minimal: [{unit: U}]}}", 33, "rencana.batas.isi_minimal.1 takes unit and jumlah"),
        ("{batas: {isi_minimal: [{unit: U, jumlah: 1, kolom: x}]}}", 33, "rencana.batas.isi_minimal.1 takes unit"),
        ("{batas: {perlu_persetujuan: [turun]}}", 38, "rencana.batas.perlu_persetujuan cannot be 'turun'"),
        ("{batas: {tahun_di_jabatan: {KEPALA: 5}}}", 38, "rencana.batas.tahun_di_jabatan.KEPALA"),
        ("{harga: 5}", 11, "rencana.harga"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_place(section: str, column: int, said: str):
    plan, wrong = read(f"rencana: {section}\n")
    ((line, at, message),) = wrong
    assert (line, at) == (2, column)
    assert said in message
    assert plan.move_price == PlanPolicy().move_price
