"""Values that are set over `mutasi.yaml`: the same as if they had been written into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutasi.finding import Location
from mutasi.model.policy import MissingOrder, Policy, TieBreaker, Weight
from mutasi.read.changes import ChangeRefused, changes_of
from mutasi.read.policy import policy_from, policy_without_file
from mutasi.read.source import source_of

TEXT = """\
instansi: {nama: Kota Contoh}
nilai_kosong: terbaik
aturan:
  USIA-03: {berat: lunak, min_sisa_bulan: 12}
"""


def policy(*changes: str, text: str = TEXT) -> Policy:
    made, findings = policy_from(source_of(text.encode(), "mutasi.yaml"), changes_of(changes, "--set"))
    assert findings == ()
    return made


def test_a_value_is_replaced_and_its_neighbours_stay() -> None:
    made = policy("aturan.USIA-03.berat=keras", "nilai_kosong=tengah", "instansi.kode=kota")
    rule = made.rules["USIA-03"]
    assert (rule.weight, dict(rule.settings)) == (Weight.HARD, {"min_sisa_bulan": "12"})
    assert made.missing_order is MissingOrder.MIDDLE
    assert (made.agency.name, made.agency.code) == ("Kota Contoh", "kota")


def test_the_later_change_wins_and_a_blank_one_gives_the_default() -> None:
    assert policy("nilai_kosong=tengah", "nilai_kosong=terburuk").missing_order is MissingOrder.WORST
    assert policy("nilai_kosong=").missing_order is MissingOrder.WORST


def test_lists_and_mappings_in_brackets() -> None:
    assert policy("urutan_seri=[usia, pangkat]").tie_chain == (TieBreaker.AGE, TieBreaker.RANK)
    assert policy("aturan={USIA-03: {berat: mati}}").rules["USIA-03"].settings == {}


@pytest.mark.parametrize("value", ["010", "NO", "1:30", "2026-02-30", "2_000"])
def test_a_value_stays_as_typed(value: str) -> None:
    assert policy(f"instansi.kode={value}").agency.code == value


def test_places_tell_what_was_set() -> None:
    places = policy("aturan.USIA-03.berat=keras").places
    assert places["aturan.USIA-03.berat"] == Location("--set")
    assert places["aturan.USIA-03.min_sisa_bulan"].line == 4
    assert places["instansi.nama"] == Location("mutasi.yaml", 1, 18, 1, 29)


@pytest.mark.parametrize("change", ["foo=1", "nilai_kosong=x", "aturan.USIA-03.berat=x", "tanggal_acuan=kemarin"])
def test_what_is_wrong_with_a_change_is_found_where_it_was_set(change: str) -> None:
    _, findings = policy_from(source_of(TEXT.encode(), "mutasi.yaml"), changes_of([change], "MUTASI_SET"))
    assert [finding.location for finding in findings] == [Location("MUTASI_SET")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("nilai_kosong", "KEY=VALUE"),
        ("=x", "KEY=VALUE"),
        ("a..b=x", "KEY=VALUE"),
        ("instansi=[a", "not closed"),
        ("instansi.kode=&a b", "anchors"),
        ("instansi.kode=a\u202eb", "invisible"),
        ("nilai_kosong.x=1", "nilai_kosong holds a value already"),
        ("aturan.USIA-03.berat.x=1", "aturan.USIA-03.berat holds a value already"),
    ],
)
def test_what_is_refused(change: str, said: str) -> None:
    with pytest.raises(ChangeRefused, match=said):
        policy(change)


@given(st.sampled_from(list(MissingOrder)), st.lists(st.sampled_from(list(TieBreaker)), unique=True))
def test_setting_is_writing(order: MissingOrder, chain: list[TieBreaker]) -> None:
    values = {"nilai_kosong": order.value, "urutan_seri": "[" + ", ".join(chain) + "]"}
    written = policy(text="".join(f"{key}: {value}\n" for key, value in values.items()))
    over, findings = policy_without_file(changes_of([f"{key}={value}" for key, value in values.items()], "--set"))
    assert findings == ()
    assert (over.missing_order, over.tie_chain) == (written.missing_order, written.tie_chain)
