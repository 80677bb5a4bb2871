"""Layouts that an office writes: what is wrong with one is told with its place."""

from __future__ import annotations

import pytest

from mutasi.read.layout_file import LayoutInvalid, layout_from
from mutasi.read.layouts import Content, Split
from mutasi.read.source import source_of

GOOD = """\
kode: kantor
nama: daftar kantor
pengenal: [nip]
kolom:
- medan: nip
  kepala: [NOMOR INDUK]
  wajib: ya
- medan: nama_lahir
  kepala: [NAMA DAN LAHIR]
  pecah: baris
  bagian: [nama, tanggal_lahir]
pribadi: [HP]
"""


def test_a_layout_of_an_office() -> None:
    layout = layout_from(source_of(GOOD.encode(), "kantor.yaml"))
    assert (layout.code, layout.content, layout.identity, layout.private) == (
        "kantor",
        Content.PEOPLE,
        ("nip",),
        ("HP",),
    )
    assert [column.required for column in layout.columns] == [True, False]
    assert (layout.columns[1].split, layout.columns[1].parts) == (Split.LINES, ("nama", "tanggal_lahir"))
    assert "NON" in {name.upper() for name in layout.maps["eselon"].names}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kode: kantor\n", "", 1, "'kode'"),
        ("pribadi:", "pribado:", 12, "'pribado'"),
        ("medan: nip", "medan: nip_baru", 5, "'nip_baru'"),
        ("pecah: baris", "pecah: bariss", 10, "'bariss'"),
        ("bagian: [nama, tanggal_lahir]", "bagian: [nama, lahir]", 8, "'lahir'"),
        ("kepala: [NOMOR INDUK]", "kepala: [[a]]", 6, "list of texts"),
        ("  kepala: [NOMOR INDUK]\n", "", 5, "'kepala'"),
        ("[NAMA DAN LAHIR]", "[nomor_induk]", 8, "two fields"),
        (GOOD, "kode: x\nnama: y\n", 1, "'kolom'"),
        (GOOD, "- a\n", 1, "mapping"),
        ("kode: kantor", "kode: kantor\nisi: orang", 2, "'orang'"),
        ("kode: kantor", "kode: kantor\nisi: tolak", 1, "'alasan'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(LayoutInvalid) as refused:
        layout_from(source_of(GOOD.replace(old, new).encode(), "kantor.yaml"))
    told = [(finding.location.line, str(finding.message)) for finding in refused.value.findings]
    assert any(at == line and said in text for at, text in told), told
    assert refused.value.exit_code == 2
