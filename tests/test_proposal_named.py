"""A reason that names somebody else is found, whatever way it does: no letter may repeat it."""

from __future__ import annotations

import pytest

from mutasi.model.plan import FileMove
from mutasi.model.wanted import WantedMove
from mutasi.proposal.named import naming_others
from tests.ranking import people_of

NAMES = ["Dr. Ayu Maulida, S.Sos.", "Sri Sari", "Sari"]
NIPS = ["197710112003042001", "198001012005012001", "198101012006012001"]
OF = dict(zip(("Ayu", "Sri", "Sari"), NIPS, strict=True))


@pytest.mark.parametrize(
    ("who", "text", "names_others"),
    [
        ("Sri", "diminta unit kerja", False),
        ("Sri", "Ayu Maulida sedang sakit", True),
        ("Sri", "karena AYU MAULIDA dilewati", True),
        ("Sri", f"lihat {NIPS[0]}", True),
        ("Sri", "lihat 19771011 200304 2 001", True),
        ("Ayu", f"Ayu Maulida ({NIPS[0]}) memenuhi semua", False),
        ("Ayu", "bersama Sri Sari", True),
        ("Sari", "pindah ke Puskesmas Taman Sari", False),  # a place, and the own name
        ("Sri", "lahir 1980-01-01, dekat Puskesmas Taman Sari", False),
    ],
)
def test_who_else_is_named(who: str, text: str, names_others: bool) -> None:
    everybody = people_of(
        pegawai=[{"nip": nip, "nama": name} for nip, name in zip(NIPS, NAMES, strict=True)],
        jabatan=[{"id_jabatan": "J", "nama": "Kepala Puskesmas Taman Sari"}],
    )
    nip = OF[who]
    for wanted in (WantedMove(FileMove(nip, "J", ""), text), WantedMove(FileMove(nip, "J", ""), "", text)):
        assert (naming_others(everybody, {nip: wanted}) == {nip}) is names_others


def test_without_words_nobody_is_looked_for() -> None:
    nip = NIPS[0]
    assert naming_others(people_of(pegawai=[{"nip": nip}]), {nip: WantedMove(FileMove(nip, "J", ""))}) == frozenset()
