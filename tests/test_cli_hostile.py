"""Files that mean harm, or are damaged beyond use, through the commands that read files.

Whatever comes in: the run ends by itself with 0, 1 or 2, speaks without a traceback and without signs that rule a
terminal, and changes no file that it was not asked to change.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.command_line import mutasi
from tests.reading import archive, row, workbook

HEAD = b"nip,nama\n"
NIP = "198503152010011007"
FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}


def csv_of(cell: str) -> bytes:
    return f'nip,nama\n{NIP},"{cell}"\n'.encode()


def yaml_of(value: str) -> bytes:
    return f"- nip: '{NIP}'\n  nama: {value}\n".encode()


def json_of(value: str) -> bytes:
    return f'[{{"nip": "{NIP}", "nama": {value}}}]'.encode()


def aliases(levels: int) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines).encode()


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """A sound workbook with further parts in its archive."""
    with zipfile.ZipFile(io.BytesIO(workbook(row(1, "nip", "nama") + row(2, NIP, "Budi")))) as sound:
        own = {name: sound.read(name) for name in sound.namelist()}
    return archive({**own, **parts})


ESCAPES = "Budi\x1b]52;c;eA==\x07\x9b2J\rBAHAYA\x08"

FILES: Mapping[str, tuple[str, bytes]] = {
    # YAML
    "yaml bomb of aliases": ("pegawai.yaml", aliases(9)),
    "yaml recursive alias": ("pegawai.yaml", b"- &a [*a]\n"),
    "yaml merge": ("pegawai.yaml", b"- &d {nip: 1}\n- <<: *d\n"),
    "yaml 100,000 brackets": ("pegawai.yaml", b"[" * 100_000),
    "yaml 100,000 mappings": ("pegawai.yaml", b"{a: " * 100_000),
    "yaml 100,000 indents": ("pegawai.yaml", b"".join(b" " * n + b"a:\n" for n in range(2_000))),
    "yaml 5,000 digits": ("pegawai.yaml", yaml_of("9" * 5_000)),
    "yaml hexadecimal": ("pegawai.yaml", yaml_of("0x" + "f" * 100_000)),
    "yaml date that cannot be": ("pegawai.yaml", f"- nip: '{NIP}'\n  tanggal_lahir: 2024-02-30\n".encode()),
    "yaml tag that runs": ("pegawai.yaml", yaml_of("!!python/object/apply:os.system ['touch canary']")),
    "yaml binary": ("pegawai.yaml", yaml_of("!!binary aGFsbG8=")),
    "yaml two documents": ("pegawai.yaml", b"- nip: 1\n---\n- nip: 2\n"),
    "yaml directive": ("pegawai.yaml", b"%YAML 9.9\n---\n- nip: 1\n"),
    "yaml tab": ("pegawai.yaml", b"- nip: 1\n\tnama: x\n"),
    "yaml nul": ("pegawai.yaml", b"- nip: 1\x00\n"),
    "yaml escapes": ("pegawai.yaml", yaml_of(json.dumps(ESCAPES))),
    "yaml half a character": ("pegawai.yaml", b"- nip: \xc3"),
    "yaml surrogate": ("pegawai.yaml", b'- nama: "\\ud800"\n'),
    "yaml key of a million": ("pegawai.yaml", b"- " + b"k" * 1_000_000 + b": 1\n"),
    # JSON
    "json 100,000 brackets": ("pegawai.json", b"[" * 100_000),
    "json 100,000 objects": ("pegawai.json", b'{"a":' * 100_000),
    "json 5,000 digits": ("pegawai.json", json_of("9" * 5_000)),
    "json huge exponent": ("pegawai.json", json_of("1e999999999")),
    "json not a number": ("pegawai.json", json_of("NaN")),
    "json surrogate": ("pegawai.json", json_of('"\\ud800"')),
    "json escapes": ("pegawai.json", json_of(json.dumps(ESCAPES))),
    "json lines half": ("pegawai.jsonl", b'{"nip": "1"}\n{"nip": "2"\n{"nip": "3"}\n'),
    # CSV
    "csv unclosed quote": ("pegawai.csv", HEAD + b'"x,1\ny,2\nz,3\n' * 1_000),
    "csv text behind a quote": ("pegawai.csv", HEAD + b'"Budi"x,y\n'),
    "csv nul": ("pegawai.csv", HEAD + b"1,a\x00b\n"),
    "csv lone returns": ("pegawai.csv", HEAD + b"1,a\r2,b\r3,c"),
    "csv vertical tabs": ("pegawai.csv", HEAD + b"1,a\x0bb\x0cc\xe2\x80\xa8d\xc2\x85e\n"),
    "csv cell of a megabyte": ("pegawai.csv", csv_of("x" * 1_000_001)),
    "csv escapes": ("pegawai.csv", csv_of(ESCAPES)),
    "csv escapes in the header": ("pegawai.csv", b"nip,na\x1b[31mma\n1,2\n"),
    "csv other digits": ("pegawai.csv", HEAD + f"{NIP.translate(FULL_WIDTH)},x\n\u0661\u0669\u0668,y\n".encode()),
    "csv names that mean missing": ("pegawai.csv", f"nip,nama\n{NIP},NA\n198001012005012001,None\n".encode()),
    "csv blank nip": ("pegawai.csv", f"nip,nama\n,x\n{NIP},y\n".encode()),
    "csv header alone": ("pegawai.csv", HEAD),
    "csv empty": ("pegawai.csv", b""),
    "csv 100,000 columns": ("pegawai.csv", b"a," * 100_000 + b"\n"),
    "csv 80,000 rows too short": ("pegawai.csv", HEAD + b"1\n" * 80_000),
    "csv bytes": ("pegawai.csv", bytes(range(256)) * 40),
    "csv formulas": ("pegawai.csv", csv_of("=HYPERLINK(1)") + b"@SUM(1),+62812\n"),
    "csv markup": ("pegawai.csv", csv_of("Budi [/] [link=http://e]x[/link] :smile:")),
    "csv right to left": ("pegawai.csv", csv_of("A\u202egnib\u2066")),
    # workbooks
    "xlsx bomb": ("pegawai.xlsx", archive({"xl/worksheets/sheet1.xml": b"\0" * 60_000_000})),
    "xlsx entities": (
        "pegawai.xlsx",
        with_parts({"xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}),
    ),
    "xlsx of 20,000 parts": ("pegawai.xlsx", archive({f"{number}": b"" for number in range(20_000)})),
    "xlsx names that climb": ("pegawai.xlsx", with_parts({"../../canary": b"x", "/tmp/canary": b"x"})),
    "xlsx outside links": (
        "pegawai.xlsx",
        with_parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/vbaProject.bin": b"\xd0\xcf"}),
    ),
    "xlsx far cell": (
        "pegawai.xlsx",
        workbook(row(1, "nip", "nama") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "xlsx formula": (
        "pegawai.xlsx",
        workbook(row(1, "nip", "nama") + '<row r="2"><c r="A2"><f>A1&amp;""</f></c></row>'),
    ),
    "xlsx number": ("pegawai.xlsx", workbook(row(1, "nip") + f'<row r="2"><c r="A2"><v>{NIP}</v></c></row>')),
    "xlsx half": ("pegawai.xlsx", workbook(row(1, "nip", "nama"))[:200]),
    "xlsx that is a picture": ("pegawai.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
    "old workbook": ("pegawai.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "page of 100,000 tables": ("pegawai.xls", b"<table><tr><td>" * 100_000),
    "page that runs": ("pegawai.xls", b"<table><tr><td>nip<td>nama<tr><td>1<td><script>alert(1)</script></table>"),
    "xml bomb": (
        "pegawai.xls",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><?mso-application progid="Excel.Sheet"?><a>&b;</a>',
    ),
}

COMMANDS: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "validate": lambda file: ("validate",),
    "validate as json": lambda file: ("validate", "-f", "json"),
    "fmt": lambda file: ("fmt", "--diff"),
    "convert": lambda file: ("convert", file, "--to", "out"),
    "shortlist": lambda file: ("shortlist",),
    "forecast": lambda file: ("forecast",),
    "talent": lambda file: ("talent", "--people"),
}
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file(tmp_path: Path, name: str, command: str) -> None:
    file, data = FILES[name]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / file).write_bytes(data)
    before = content(tmp_path)
    done = mutasi(*COMMANDS[command](f"data/{file}"), folder=tmp_path)
    assert done.code in (0, 1, 2), done.err
    for said in (done.text, done.err):
        assert "Traceback" not in said
        assert not CONTROL.search(re.sub("[\t\r]", " ", said) if command == "fmt" else said)  # a diff repeats its files
    after = {path: data for path, data in content(tmp_path).items() if not path.startswith("out/")}
    assert after == before
