"""What settles each condition: a condition holds for a vacancy or a day, so no exception for a person does."""

from __future__ import annotations

from collections.abc import Mapping

from mutasi.eligibility.checklist import ITEMS
from mutasi.message import Message

_APPROVED = Message(
    "the number of the Minister's approval settles it: that of the post in the table persetujuan (mendagri), or for all"
    " instansi.nomor_persetujuan_mendagri in mutasi.yaml"
)

SETTLED_BY: Mapping[str, Message] = {
    "PILKADA-01": _APPROVED,
    "PILKADA-02": _APPROVED,
    "PILKADA-03": _APPROVED,
    "FORMASI-01": Message("a free seat of the post settles it: kebutuhan in jabatan, or fewer holders in pegawai"),
    "JF-02": Message("an approved formation settles it: kebutuhan of the post in jabatan"),
    "KOMP-02": Message("a whole standard of competence settles it: standar_kompetensi of the vacancy"),
    "KHUSUS-02": Message("the recorded approval settles it: its number in the table persetujuan"),
    **dict.fromkeys(ITEMS, Message("it is ticked off in the list of the proposal, outside of the data")),
    "PROS-01": Message("BKN's technical consideration (I-MUT) settles it, outside of the data"),
}
"""By code. What a requirement of the same code judges is not here: an exception sets that aside."""
