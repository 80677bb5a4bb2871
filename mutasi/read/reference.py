"""The code lists and legal parameters that come with the program, from `reference/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from mutasi.model.reference import (
    Competence,
    Confidence,
    Discipline,
    Echelon,
    Education,
    Instrument,
    LegalRule,
    Level,
    ProfessionalismIndex,
    Rank,
    Reference,
    RuleExample,
    Source,
    SpecialAge,
)
from mutasi.read.nodes import plain
from mutasi.read.source import Source as FileSource
from mutasi.read.source import source_of
from mutasi.read.yaml import read_yaml

_Item = TypeVar("_Item")


@cache
def load_reference() -> Reference:
    """All code lists, read once. ValueError when a file of the program is damaged."""
    rank, skill, rating, penalty, special = (
        reference_content(name)
        for name in ("golongan", "kompetensi", "predikat_kinerja", "hukuman_disiplin", "jabatan_khusus")
    )
    return Reference(
        ranks=_by_code(rank["pns"], _rank),
        rank_ceilings={entry["pendidikan"]: entry["golongan"] for entry in rank["golongan_akhir_reguler"]},
        levels=_levels(),
        special_ages=tuple(_special_ages()),
        echelons=_by_code(reference_content("eselon")["eselon"], _echelon),
        educations=_educations(reference_content("pendidikan")["tingkat"]),
        competences=_by_code((*skill["manajerial"], *skill["sosial_kultural"]), _competence),
        default_competence_level={entry["jenjang"]: int(entry["level"]) for entry in skill["level_bawaan_per_jenjang"]},
        performance={entry["kode"]: int(entry["urutan"]) for entry in rating["predikat"]},
        performance_matrix={
            (entry["hasil_kerja"], entry["perilaku"]): entry["predikat"] for entry in rating["matriks"]
        },
        talent_boxes={
            (entry["kinerja"], entry["potensial"]): int(entry["kotak"])
            for entry in reference_content("kotak_talenta")["kotak"]
        },
        penalties={entry["kode"]: entry["tingkat"] for entry in penalty["jenis"]},
        penalty_months={entry["kode"]: int(entry["masa_bulan"]) for entry in penalty["jenis"] if "masa_bulan" in entry},
        special_posts={entry["kode"]: entry["syarat"] for entry in special["jabatan"]},
        documents_between_agencies=tuple(
            entry["nama"] for entry in reference_content("dokumen_mutasi")["antar_instansi"]
        ),
        special_approvals={
            entry["kode"]: tuple(
                name.removeprefix("persetujuan.") for name in entry["field"] if name.startswith("persetujuan.")
            )
            for entry in special["jabatan"]
        },
        rules={entry["id"]: _legal_rule(entry) for entry in reference_content("aturan")["aturan"]},
        sources={key: _source(key, entry) for key, entry in reference_content("sumber").items()},
        instruments={key: _instrument(key, entry) for key, entry in reference_content("peraturan").items()},
        disciplines=dict(_disciplines()),
        professionalism=_professionalism(),
    )


@cache
def load_examples() -> Mapping[str, RuleExample]:
    """What `contoh_aturan.yaml` tells of rules, by code; some have no files. ValueError when it is damaged."""
    return {code: _example(entry) for code, entry in reference_content("contoh_aturan").items()}


@cache
def load_reasons() -> Mapping[str, RuleExample]:
    """What requirements and conditions ask and why, in Indonesian, by code; one without an example has no files.

    ValueError when the file is damaged.
    """
    return {code: _reason(entry) for code, entry in reference_content("penjelasan_syarat").items()}


def _example(entry: Mapping[str, Any]) -> RuleExample:
    wrong = dict(entry.get("salah", {}))
    return RuleExample(
        title=entry.get("judul", ""),
        why=entry["mengapa"],
        remedy=entry["perbaikan"],
        wrong=wrong,
        right=wrong | dict(entry.get("benar", {})),
    )


@cache
def load_file_reasons() -> Mapping[str, tuple[str, str]]:
    """Why rules about files and conversion exist and how to mend what they find, in English, by code."""
    return {code: (entry["why"], entry["fix"]) for code, entry in reference_content("alasan_berkas").items()}


def _reason(entry: Mapping[str, Any]) -> RuleExample:
    wrong = dict(entry.get("tidak_memenuhi", {}))
    return RuleExample(title="", why=entry["mengapa"], remedy="", wrong=wrong, right=wrong | entry.get("memenuhi", {}))


def reference_source(name: str) -> FileSource:
    """The bytes of a file of the program, by its path below `reference/` without suffix."""
    path = f"reference/{name}.yaml"
    return source_of(resources.files("mutasi").joinpath(path).read_bytes(), path)


def reference_content(name: str) -> dict[str, Any]:
    """The content of a file of the program as plain text values. ValueError when it is damaged."""
    source = reference_source(name)
    root, findings = read_yaml(source)
    content = None if root is None else plain(root)
    if not isinstance(content, dict):
        raise ValueError(f"{source.path}: {'; '.join(str(finding.message) for finding in findings)}")
    return content


def _by_code(entries: Iterable[Mapping[str, Any]], make: Callable[[Mapping[str, Any]], _Item]) -> dict[str, _Item]:
    return {entry["kode"]: make(entry) for entry in entries}


def _rank(entry: Mapping[str, Any]) -> Rank:
    return Rank(code=entry["kode"], name=entry["pangkat"], order=int(entry["urutan"]))


def _levels() -> dict[str, Level]:
    ages = {entry["jenjang"]: int(entry["tahun"]) for entry in reference_content("bup")["bup"]}
    return {
        entry["kode"]: Level(
            code=entry["kode"],
            name=entry["nama"],
            step=int(entry["tingkat"]),
            equivalent=entry.get("setara_manajerial", ""),
            ranks=tuple(entry.get("pangkat", ())),
            retirement_age=ages.get(entry["kode"]),
        )
        for entry in reference_content("jenjang_jabatan")["jenjang"]
    }


def _special_ages() -> Iterator[SpecialAge]:
    for entry in reference_content("bup")["khusus"]:
        if "jenjang" in entry:
            yield SpecialAge(
                beginnings=tuple(words.casefold() for words in entry["awal"]),
                exceptions=tuple(words.casefold() for words in entry.get("bukan", ())),
                levels=tuple(entry["jenjang"]),
                age=int(entry["tahun"]),
            )


def _echelon(entry: Mapping[str, Any]) -> Echelon:
    return Echelon(
        code=entry["kode"],
        order=int(entry["urutan"]),
        lowest_rank=entry["pangkat_terendah"],
        highest_rank=entry["pangkat_tertinggi"],
    )


def _educations(entries: Iterable[Mapping[str, Any]]) -> dict[str, Education]:
    """One level for all SIASN codes with the same short name (SLTA, SLTA Kejuruan, SLTA Keguruan)."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry["singkatan"], []).append(entry)
    return {
        code: Education(
            code=code,
            name=group[0]["nama"],
            order=int(group[0]["urutan"]),
            siasn_codes=tuple(entry["kode_siasn"] for entry in group),
        )
        for code, group in groups.items()
    }


def _disciplines() -> Iterator[tuple[str, Discipline]]:
    for branch in reference_content("rumpun_ilmu")["rumpun"]:
        for group in branch["subrumpun"]:
            for program in group["program"]:
                place = Discipline(program["nama"], group["nama"], branch["nama"])
                yield from ((name.casefold(), place) for name in (program["nama"], *program.get("juga", ())))


def _professionalism() -> ProfessionalismIndex:
    content = reference_content("indeks_profesionalitas")
    by_group = {entry["kelompok"]: _hundredths(entry["nilai"]) for entry in content["kualifikasi"]}
    levels = reference_content("pendidikan")["tingkat"]
    numbers = [(int(entry.get("dari", 0)), _hundredths(entry["nilai"])) for entry in content["kinerja"]]
    kinds = ("diklat_kepemimpinan", "diklat_fungsional", "diklat_teknis_20jp", "seminar")
    return ProfessionalismIndex(
        full={entry["kode"]: _hundredths(entry["bobot"]) for entry in content["dimensi"]},
        qualification={entry["singkatan"]: by_group[entry["kelompok_ip_asn"]] for entry in levels},
        development={
            entry["kelompok"]: {kind: _hundredths(entry[kind]) for kind in kinds if kind in entry}
            for entry in content["kompetensi"]
        },
        performance=tuple(sorted(numbers, reverse=True)),
        discipline={
            "" if entry["riwayat"] == "tidak_pernah" else entry["riwayat"]: _hundredths(entry["nilai"])
            for entry in content["disiplin"]
        },
    )


def _hundredths(text: str) -> int:
    return int(Fraction(text) * 100)


def _competence(entry: Mapping[str, Any]) -> Competence:
    return Competence(code=entry["kode"], name=entry["nama"])


def _legal_rule(entry: Mapping[str, Any]) -> LegalRule:
    return LegalRule(
        code=entry["id"],
        title=entry["judul"],
        statement=entry["pernyataan"],
        hard=entry["berat"] == "hard",
        settings=entry["parameter"],
        sources=tuple(entry["sumber"]),
        confidence=Confidence(entry["keyakinan"]),
        note=entry.get("catatan", ""),
        note_id=entry.get("catatan_id", ""),
        needs_verification=entry.get("perlu_verifikasi") == "true",
        since=entry.get("berlaku_sejak", ""),
        until=entry.get("berlaku_sampai", ""),
        checked_by=tuple(entry.get("diperiksa_juga", ())),
    )


def _source(key: str, entry: Mapping[str, Any]) -> Source:
    title = entry["judul"]
    return Source(
        key=key,
        kind=entry["jenis"],
        title=title,
        url=entry["url"],
        seen=entry["dilihat"],
        short=entry.get("singkat", "") or _AFTER_NAME.split(title, maxsplit=1)[0],
        instruments={
            name: tuple(filter(None, articles.split("; "))) for name, articles in entry.get("dasar", {}).items()
        },
    )


def _instrument(key: str, entry: Mapping[str, Any]) -> Instrument:
    return Instrument(key=key, level=entry["tingkat"], name=entry.get("nama") or entry["singkat"])


_AFTER_NAME = re.compile(r" \((?![0-9])|[,;:] ")
"""What follows the name of a source in its title."""
