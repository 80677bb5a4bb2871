"""What is left of findings: selection, acceptances, and findings that were there before."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Finding, Location, Severity
from mutasi.message import Message
from mutasi.model.policy import Exemption, Selection
from mutasi.read.baseline import BaselineInvalid, read_baseline
from mutasi.read.source import source_of
from mutasi.render.baseline import baseline_text
from mutasi.rules.baseline import baseline_of, compare_with
from mutasi.rules.exemptions import settle
from mutasi.rules.selection import combined, selected, unknown_codes

TODAY = datetime.date(2026, 1, 31)


def finding(
    rule: str, key: str = "1", field: str = "nip", path: str = "data/a.csv", line: int = 2, grave: str = "error",
    value: str = "x", extent: int = 1,
) -> Finding:  # fmt: skip
    where = Location(path, line, 1)
    return Finding(rule, "n", Severity(grave), Message("x"), where, key=key, field=field, value=value, extent=extent)


def rules(found: tuple[Finding, ...]) -> list[str]:
    return [one.rule for one in found]


MENDABLE = [finding("NIP-01"), finding("NIP-02", grave="warning"), finding("UNIT-01")]
FOUND = [finding("NIP-01"), finding("NIP-02", grave="warning"), finding("UNIT-01"), finding("BERKAS-05")]


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
        (Selection(select=("NIP",)), ["NIP-01", "NIP-02", "BERKAS-05"]),
        (Selection(select=("NIP",), extend=("UNIT",)), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
        (Selection(ignore=("NIP",)), ["UNIT-01", "BERKAS-05"]),
        (Selection(select=("NIP-02",), ignore=("NIP",)), ["NIP-02", "BERKAS-05"]),
        (Selection(select=("NIP",), ignore=("NIP-02",)), ["NIP-01", "BERKAS-05"]),
        (Selection(select=("NIP",), ignore=("NIP",)), ["BERKAS-05"]),
        (Selection(ignore=("BERKAS", "BERKAS-05")), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("data/*.csv", ("NIP", "BERKAS")),)), ["UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("a.csv", ("NIP",)),)), ["UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("?.csv", ("NIP",)),)), ["UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("./a.csv", ("NIP",)),)), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("data", ("NIP",)),)), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
        (Selection(in_files=(("other/*", ("NIP",)),)), ["NIP-01", "NIP-02", "UNIT-01", "BERKAS-05"]),
    ],
)
def test_selection(selection: Selection, left: list[str]) -> None:
    assert rules(selected(FOUND, selection)) == left


def test_what_is_said_now_goes_over_what_the_policy_says() -> None:
    said = combined(Selection(select=("UNIT",), ignore=("A",)), Selection(select=("NIP",), ignore=("B",)))
    assert said == Selection(select=("NIP",), ignore=("A", "B"))
    assert combined(Selection(select=("UNIT",)), Selection(extend=("NIP",))).extend == ("NIP",)
    assert list(unknown_codes(Selection(select=("NIP", "NIPP")), ["NIP-01"])) == ["NIPP"]


def exemption(code: str, key: str = "1", until: int = 2026, field: str = "", line: int = 0) -> Exemption:
    return Exemption(code, "why", Location("data/a.csv", 9), key, field, datetime.date(until, 12, 31), line)


@pytest.mark.parametrize(
    ("one", "left", "accepted"),
    [
        (exemption("NIP-01"), ["NIP-02", "UNIT-01", "BERKAS-05"], 1),
        (exemption("NIP-01", field="nip"), ["NIP-02", "UNIT-01", "BERKAS-05"], 1),
        (exemption("NIP-01", field="nama"), [*rules(tuple(FOUND)), "PENGECUALIAN-01"], 0),
        (exemption("NIP-01", key="2"), [*rules(tuple(FOUND)), "PENGECUALIAN-01"], 0),
        (exemption("NIP-01", until=2025), [*rules(tuple(FOUND)), "PENGECUALIAN-02"], 0),
        (exemption("BERKAS-05"), [*rules(tuple(FOUND)), "PENGECUALIAN-03"], 0),
        (exemption("NIP-01", line=2), ["NIP-02", "UNIT-01", "BERKAS-05"], 1),
        (exemption("NIP-01", line=3), [*rules(tuple(FOUND)), "PENGECUALIAN-01"], 0),
    ],
)
def test_acceptances(one: Exemption, left: list[str], accepted: int) -> None:
    settled = settle(FOUND, [one], TODAY, whole=True)
    assert (rules(settled.findings), settled.accepted) == (left, accepted)


def test_of_a_part_nobody_says_that_an_acceptance_is_needless() -> None:
    assert settle([], [exemption("NIP-01")], TODAY, whole=False).findings == ()


def test_two_acceptances_of_one_finding_are_both_needed() -> None:
    assert settle(FOUND, [exemption("NIP-01"), exemption("NIP-01", field="nip")], TODAY, whole=True).accepted == 1


# ---- before and now


def test_old_findings_pass_new_ones_do_not_and_mended_ones_may_not_return() -> None:
    known = baseline_of(MENDABLE, "lama.json")
    again = compare_with(MENDABLE, known)
    assert (again.new, again.old, again.mended) == ((), 3, ())
    moved = [finding("NIP-01", line=40), *MENDABLE[1:]]
    assert compare_with(moved, known).new == ()
    more = compare_with([*MENDABLE, finding("NIP-01", key="2"), finding("NIP-01", line=9)], known)
    assert [(one.rule, one.key, one.location.line) for one in more.new] == [("NIP-01", "2", 2), ("NIP-01", "1", 9)]
    fewer = compare_with(MENDABLE[1:], known)
    assert rules(fewer.mended) == ["TEMUAN-01"]
    assert compare_with(MENDABLE, baseline_of(MENDABLE[1:], "lama.json")).new == (MENDABLE[0],)


def outcome(before: list[Finding], now: list[Finding]) -> tuple[int, int]:
    """How many findings are new, and how many entries of the file are mended."""
    compared = compare_with(now, baseline_of(before, "lama.json"))
    return len(compared.new), len(compared.mended)


@pytest.mark.parametrize(
    ("before", "now", "new_and_mended"),
    [
        ([finding("NIP-01")], [finding("NIP-01", value="y")], (1, 1)),
        ([finding("NIP-01", grave="warning")], [finding("NIP-01")], (1, 1)),
        ([finding("NIP-01")], [finding("NIP-01", grave="warning")], (0, 1)),
        ([finding("NIP-01")], [finding("NIP-01"), finding("NIP-01", grave="warning")], (1, 0)),
        ([finding("NIP-01", extent=2)], [finding("NIP-01", extent=3)], (1, 0)),
        ([finding("NIP-01", extent=3)], [finding("NIP-01", extent=2)], (0, 1)),
        ([finding("NIP-01", extent=2)], [finding("NIP-01"), finding("NIP-01")], (0, 0)),
        ([finding("BERKAS-05")], [finding("BERKAS-05")], (1, 0)),
        ([finding("KEBIJAKAN-01")], [], (0, 0)),
        ([finding("KOLOM-01", grave="warning")], [finding("KOLOM-01", grave="warning")], (0, 0)),
    ],
)
def test_what_is_new_or_graver(before: list[Finding], now: list[Finding], new_and_mended: tuple[int, int]) -> None:
    assert outcome(before, now) == new_and_mended


def test_what_was_not_looked_at_stays_known() -> None:
    known = baseline_of([finding("NIP-01", extent=3), finding("UNIT-01")], "lama.json")
    now = [finding("NIP-01"), finding("NIP-02")]
    seen = compare_with(now, known, lambda one: one.rule == "UNIT-01")
    assert (rules(seen.new), rules(seen.mended), len(seen.unseen)) == (["NIP-02"], ["TEMUAN-01"], 1)
    again = baseline_of(now, "lama.json", seen.unseen)
    assert sorted((one.rule, one.count) for one in again.known.values()) == [("NIP-01", 3), ("NIP-02", 1)]


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["NIP-01", "UNIT-01", "BERKAS-05"]),
        st.text(max_size=3),
        st.sampled_from(["nip", "nama"]),
        st.sampled_from(["a.csv", "é.csv"]),
        st.integers(1, 9),
        st.sampled_from(list(Severity)),
        st.sampled_from(["x", "y"]),
        st.integers(1, 3),
    ),
    max_size=8,
)


@given(FINDINGS, FINDINGS)
def test_the_file_says_what_was_found(before: list[Finding], now: list[Finding]) -> None:
    known = baseline_of(before, "lama.json")
    text = baseline_text(known)
    read = read_baseline(source_of(text.encode(), "lama.json"))
    assert read == known
    assert baseline_text(read) == text
    compared = compare_with(now, read)
    assert len(compared.new) + compared.old == len(now)
    assert compare_with(before, read).mended == ()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "mutasi-baseline-2"}', '{"schema": "x", "findings": []}', "[" * 100_000,
             '{"schema": "mutasi-baseline-2", "findings": [{"rule": "x"}]}',
             '{"schema": "mutasi-baseline-2", "findings": [{"rule": "", "severity": "error", "path": "", "field": "",'
             ' "fingerprint": "", "count": 0}]}',
             '{"schema": "mutasi-baseline-2", "findings": [{"rule": "", "severity": "grave", "path": "", "field": "",'
             ' "fingerprint": "", "count": 1}]}',
             '{"schema": "mutasi-baseline-1", "findings": []}']
)  # fmt: skip
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(BaselineInvalid):
        read_baseline(source_of(text.encode(), "lama.json"))
