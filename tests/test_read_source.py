"""Files to bytes to text: encodings, hashes, limits, and files that cannot be read."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from pathlib import Path

import pytest

from mutasi.errors import InputNotFound, InputTooLarge, InputUnreadable, MutasiError
from mutasi.read import limits
from mutasi.read.source import decoded, is_blank, read_source, source_of
from tests.reading import short


def text_of(data: bytes) -> str:
    result, findings = decoded(source_of(data, "x.csv"))
    assert result is not None
    assert findings == ()
    return result.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_understood(encoding: str) -> None:
    assert text_of("nip;é 漢\r\n".encode(encoding)) == "nip;é 漢\r\n"


def test_utf_16_of_the_other_byte_order() -> None:
    assert text_of(b"\xfe\xff" + "né".encode("utf-16-be")) == "né"


def test_the_hash_is_that_of_the_file() -> None:
    data = "é".encode("utf-8-sig")
    result, _ = decoded(source_of(data, "x.csv"))
    assert result is not None
    assert result.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"nip,nama\n1,Kepala \x96 X\n", 2, 10, "0x96 at line 2, column 10 is not UTF-8; in Windows-1252 it is '–'"),
        (b"\xef\xbb\xbfa\r\nb\r\xe9\n", 3, 1, "0xE9"),
        ("é\n".encode() + b"\xe9", 2, 1, "0xE9"),
        (b"a\x81", 1, 2, "0x81 at line 1, column 2 is not UTF-8"),
        (b"a\xc3", 1, 2, "0xC3"),
        (b"\xed\xa0\x80", 1, 1, "0xED"),
    ],
)
def test_other_bytes_are_told_with_their_place(data: bytes, line: int, column: int, words: str) -> None:
    result, findings = decoded(source_of(data, "x.csv"))
    assert result is None
    assert short(findings) == [("BERKAS-03", line, column)]
    assert words in str(findings[0].message)


@pytest.mark.parametrize("data", [b"\x01\x02\xfe\xff rest", b"PK\x00\xe9", b"\x89abc\x00"])
def test_no_encoding_mends_a_damaged_workbook(data: bytes) -> None:
    for name, code in (("a.xls", "BERKAS-14"), ("A.XLSX", "BERKAS-14"), ("a.csv", "BERKAS-03")):
        text, findings = decoded(source_of(data, name))
        assert (text, [one.rule for one in findings]) == (None, [code])
    assert decoded(source_of(b"nip,nama\n1,Jos\xe9\n", "a.xls"))[1][0].rule == "BERKAS-03"  # a text by another name


def test_a_wrong_byte_far_behind() -> None:
    data = "é\n".encode() * 700_000 + b"\xff"
    assert short(decoded(source_of(data, "x.csv"))[1]) == [("BERKAS-03", 700_001, 1)]


def test_a_character_across_two_blocks() -> None:
    assert text_of(b"a" * ((1 << 20) - 1) + "é".encode()).endswith("aé")


def test_damaged_utf_16() -> None:
    for data in (b"\xff\xfea\x00b", b"\xff\xfe\x00\xd8a\x00"):
        result, findings = decoded(source_of(data, "x.csv"))
        assert result is None
        assert short(findings) == [("BERKAS-03", 1, 2 if data[2:3] == b"a" else 1)]


@pytest.mark.parametrize("data", [b"", b" \t\r\n", "\u00a0\n".encode()])
def test_blank_files(data: bytes) -> None:
    assert is_blank(source_of(data, "x"))
    assert not is_blank(source_of(data + b".", "x"))


# ---- files


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pegawai.csv"
    path.write_bytes(b"nip\n1\n")
    assert read_source(path, "data/pegawai.csv", 100).data == b"nip\n1\n"
    assert read_source(path, "data/pegawai.csv", 6).path == "data/pegawai.csv"


def failure(path: Path, limit: int = 100) -> MutasiError:
    with pytest.raises(MutasiError) as caught:
        read_source(path, "shown", limit)
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith("shown")
    return caught.value


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert isinstance(failure(tmp_path / "none.csv"), InputNotFound)
    assert isinstance(failure(tmp_path / "nul\0.csv"), InputUnreadable)
    assert "folder" in str(failure(tmp_path))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert isinstance(failure(tmp_path / "loop"), InputUnreadable)


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root, who runs some tests, may read anything
    assert "permission denied" in str(failure(path))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(20 * limits.YAML_BYTES)
    start = time.perf_counter()
    error = failure(path, limits.YAML_BYTES)
    assert isinstance(error, InputTooLarge)
    assert "20 MB" in str(error)
    assert time.perf_counter() - start < 60


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(b"nip\n" * 100_000))
    writer.start()
    assert read_source(path, "pipe", 10**7).data == b"nip\n" * 100_000
    writer.join()


def test_an_endless_device_stops_at_the_limit() -> None:
    assert isinstance(failure(Path("/dev/zero"), 1000), InputTooLarge)
