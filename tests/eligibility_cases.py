"""The cases of `tests/cases/eligibility`: small invented datasets, a vacancy, two dates and the verdict of one rule.

They are plain text, so that every implementation of the rules can be asked the same. `dasar.yaml` there tells the
format. `published_edges` are those that the legal tables were published with, as such cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from tests.slow.data import Row, cell_text

FOLDER = Path(__file__).parent / "cases" / "eligibility"
_STATED = ("nama", "tmt", "acuan", "kebijakan", "orang", "lowongan", "jabatan", "lainnya", "tanpa", "hasil")


@dataclass(frozen=True)
class Case:
    """`policy` is what `mutasi.yaml` says, as text; `nip` is the person, `vacancy` the id of the vacancy."""

    code: str
    name: str
    tables: Mapping[str, list[Row]]
    nip: str
    vacancy: str
    effective: date
    as_of: date
    policy: Mapping
    verdict: str

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


def eligibility_cases() -> tuple[Case, ...]:
    base = _document(FOLDER / "dasar.yaml")
    return tuple(case for path in sorted(FOLDER.glob("*-*.yaml")) for case in _cases_of(path, base))


PRESENT = {"JPT_PRATAMA": "JPT", "ADMINISTRATOR": "ADM"}
TARGETS = {"JPT_PRATAMA": "JPT-2", "ADMINISTRATOR": "ADM-2", "JF_AHLI_MADYA": "MADYA-2"}
NOT_OF_A_PERSON = {"PILKADA-02", "DATA-01"}
"""A condition of the whole round, and a rule on data: tested where those stand."""


def published_edges() -> tuple[Case, ...]:
    """Those of `kasus_batas.yaml` that ask about a person; `verdict` is what follows after weighing."""
    base = _document(FOLDER / "dasar.yaml")
    edges = enumerate(_document(FOLDER.parent / "kasus_batas.yaml")["kasus"], start=1)
    return tuple(_published(at, edge, base) for at, edge in edges if edge["aturan"] not in NOT_OF_A_PERSON)


def _published(number: int, edge: Mapping, base: Mapping) -> Case:
    person = {"lahir": "tanggal_lahir", "golongan": "golongan", "status": "status_kepegawaian"}
    cells = {column: edge[key] for key, column in person.items() if key in edge}
    target = edge.get("ke") or edge.get("jenjang") or ("JPT_PRATAMA" if "eselon" in edge else "ADMINISTRATOR")
    if "dari" in edge or "arah" in edge:
        cells["id_jabatan"] = PRESENT[edge.get("dari") or {"promosi": "ADMINISTRATOR", "rotasi": target}[edge["arah"]]]
    if "tmt_jabatan" in edge:
        cells["tmt_jabatan"] = edge["tmt_jabatan"]
    if "lingkup" in edge:
        cells["instansi"] = "kab_rekaan"
    stated = {
        "nama": f"published edge {number}", "tmt": edge.get("tmt", base["tmt"]), "hasil": edge["harapan"],
        "orang": cells, "lowongan": {"id_jabatan": TARGETS[target]},
    }  # fmt: skip
    return _case(edge["aturan"], _merged(base, {**stated, **_published_history(edge)}), base)


def _published_history(edge: Mapping) -> dict:
    """A present post that does not count, and the earlier ones."""
    if "riwayat" not in edge:
        return {}
    rows = [
        {"nama_jabatan": name, "jenjang": name.split()[0], "jenis": "plt" if "plt" in name else "definitif",
         "tmt": start, "tmt_selesai": end}
        for name, start, end in edge["riwayat"]
    ]  # fmt: skip
    present = {"id_jabatan": "WAS", "tmt_jabatan": max(row["tmt_selesai"] for row in rows)}
    return {"orang": present, "lowongan": {"id_jabatan": "JPT-2"}, "riwayat_jabatan": rows}


def _document(path: Path) -> dict:
    """Every value as text, as it would stand in a cell."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def _cases_of(path: Path, base: Mapping) -> Iterator[Case]:
    document = _document(path)
    for stated in document["kasus"]:
        whole = _merged(base, _merged(document.get("dasar", {}), stated))
        assert whole["hasil"] in ("lolos", "peringatan", "tolak", "tidak_diketahui"), (path, stated)
        yield _case(path.stem, whole, base)


def _case(code: str, whole: Mapping, base: Mapping) -> Case:
    person, vacancy = _row(whole["orang"]), _row(whole["lowongan"])
    return Case(
        code, whole["nama"], _tables(whole, base, person, vacancy), person["nip"], vacancy["id_lowongan"],
        date.fromisoformat(whole["tmt"]), date.fromisoformat(whole["acuan"]), whole["kebijakan"], whole["hasil"],
    )  # fmt: skip


def _merged(below: Mapping, above: Mapping) -> dict:
    """Cells of the person, the vacancy and the posts are replaced one by one, everything else as a whole."""
    merged = {**below, **above}
    for part in ("orang", "lowongan"):
        merged[part] = {**below.get(part, {}), **above.get(part, {})}
    posts = {**below.get("jabatan", {})}
    for name, cells in above.get("jabatan", {}).items():
        posts[name] = {**posts.get(name, {}), **cells}
    merged["jabatan"] = posts
    return merged


def _tables(whole: Mapping, base: Mapping, person: Row, vacancy: Row) -> dict[str, list[Row]]:
    others = [*base["lainnya"], *(whole["lainnya"] if whole["lainnya"] is not base["lainnya"] else ())]
    tables = {
        "pegawai": [person, *map(_row, others)],
        "lowongan": [vacancy],
        "jabatan": [{"id_jabatan": name, **_row(cells)} for name, cells in whole["jabatan"].items()],
        "unit": [{"id_unit": name, **_row(cells)} for name, cells in whole["unit"].items()],
    }
    for name, row in base["tabel"].items():
        own = {} if name == "relasi" else {"nip": person["nip"]}
        tables[name] = [_row(row), *({**own, **_row(cells)} for cells in whole.get(name) or ())]
    unknown = set(whole) - set(_STATED) - {"unit", "tabel"} - set(base["tabel"])
    assert not unknown, f"{whole['nama']}: {unknown}"
    return {name: rows for name, rows in tables.items() if name not in whole.get("tanpa", ())}


def _row(cells: Mapping) -> Row:
    return {column: cell_text(value) for column, value in cells.items()}
