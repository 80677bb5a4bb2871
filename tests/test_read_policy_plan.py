"""The section `rencana`: what a plan is to reach, as the agency writes it."""

from __future__ import annotations

import pytest

from mutasi.model.policy import PlanPolicy
from mutasi.read.policy import policy_from
from mutasi.read.source import source_of


def read(text: str) -> tuple[PlanPolicy, list[tuple[int, int, str]]]:
    policy, findings = policy_from(source_of(f"tanggal_acuan: 2026-01-31\n{text}".encode(), "mutasi.yaml"))
    return policy.plan, [(one.location.line, one.location.column, str(one.message)) for one in findings]


def test_what_is_stated_is_read_and_the_rest_keeps_its_default():
    plan, wrong = read(
        "rencana: {jenjang_terbuka: [PENGAWAS], harga_pindah: 2.5, prioritas: {L-001: 9, PENGAWAS: 2}}\n"
    )
    assert wrong == []
    assert plan == PlanPolicy(("PENGAWAS",), {"L-001": 9, "PENGAWAS": 2}, 250, PlanPolicy().forced_price)
    assert read("")[0] == PlanPolicy()


@pytest.mark.parametrize(
    ("section", "column", "said"),
    [
        ("{jenjang_terbuka: [CAMAT]}", 28, "rencana.jenjang_terbuka: 'CAMAT' is no level of posts"),
        ("{harga_pindah: 1.005}", 25, "rencana.harga_pindah: points have two decimals at most"),
        ("{harga_paksa: -1}", 24, "rencana.harga_paksa: '-1' is no number from 0 to 100"),
        ("{prioritas: {L-001: 1.5}}", 30, "rencana.prioritas.L-001: a priority is a whole number from 0 to 100"),
        ("{harga: 5}", 11, "rencana.harga"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_place(section: str, column: int, said: str):
    plan, wrong = read(f"rencana: {section}\n")
    ((line, at, message),) = wrong
    assert (line, at) == (2, column)
    assert said in message
    assert plan.move_price == PlanPolicy().move_price
