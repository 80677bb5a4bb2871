"""Rows to text: compact CSV, and YAML for the vacancies. The same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from examples.generator.facts import Row
from examples.generator.vacancies import Vacancy

Files = dict[str, bytes]
"""Content by path, relative to the folder of the examples."""


def csv_text(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A header and the rows, quoted only where a comma or a quote asks for it."""
    lines = [",".join(columns)]
    lines += [",".join(_cell(row.get(column, "")) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    if any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def vacancies_yaml(vacancies: list[Vacancy]) -> str:
    lines = [
        "# Jabatan yang lowong dan syaratnya. Yang tidak ditulis di sini diambil dari data/jabatan.csv.",
        "lowongan:",
    ]
    for vacancy in vacancies:
        lines += _vacancy_lines(vacancy)
    return "\n".join(lines) + "\n"


def _vacancy_lines(vacancy: Vacancy) -> list[str]:
    lines = [
        f"  - id_lowongan: {vacancy.id}",
        f"    id_jabatan: {vacancy.post.id}",
        f"    jumlah: {vacancy.seats}",
    ]
    if vacancy.education:
        lines.append(f"    pendidikan_min: {vacancy.education}")
    if vacancy.majors:
        lines.append(f"    jurusan: {_list(vacancy.majors)}")
    lines.append(f"    bidang: {_list(vacancy.fields)}")
    pairs = ", ".join(f"{code}: {level}" for code, level in vacancy.standard)
    lines.append(f"    standar_kompetensi: {{{pairs}}}")
    lines.append(f"    tmt_kosong: {vacancy.since.isoformat()}")
    if vacancy.mechanism:
        lines.append(f"    mekanisme: {vacancy.mechanism}")
    if vacancy.remark:
        lines.append(f"    keterangan: {vacancy.remark}")
    return lines


def _list(items: tuple[str, ...]) -> str:
    return "[" + ", ".join(items) + "]"


def write_files(folder: Path, files: Files) -> None:
    """Writes every file below `folder`."""
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
