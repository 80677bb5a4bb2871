"""`mutasi.yaml`: where it is, and what it says.

Settings of rules and criteria stay text here; whoever declares a setting types it. What is wrong in the file is
a finding, and the default stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mutasi.finding import Finding, Location
from mutasi.message import Message
from mutasi.model import codes
from mutasi.model.dataset import Input
from mutasi.model.nip import Nip, parse_nip
from mutasi.model.policy import Agency, Method, MissingOrder, Policy, Signatory, TalentThresholds
from mutasi.read import limits
from mutasi.read.acceptances import acceptances
from mutasi.read.changes import NO_CHANGES, NOWHERE, Changes, changed
from mutasi.read.faults import bounded
from mutasi.read.lines import lines_at
from mutasi.read.nodes import Mapping, Node, Scalar
from mutasi.read.policy_audit import AUDIT_KEYS, audit_in
from mutasi.read.policy_checks import exemptions_in, selection_in
from mutasi.read.policy_compare import COMPARE_KEYS, compare_in
from mutasi.read.policy_criteria import criteria_in, rules_in, tie_chain
from mutasi.read.policy_files import files_of_tables
from mutasi.read.policy_groups import groups_in, own_weights_in
from mutasi.read.policy_place import language_in
from mutasi.read.policy_plan import PLAN_KEYS, plan_in
from mutasi.read.policy_section import Notes, Section, section_at
from mutasi.read.source import Source, read_source
from mutasi.read.yaml import read_yaml

LANGUAGES = ("id", "en")

POLICY_KEYS = (
    "bahasa", "instansi", "tanggal_acuan", "tmt_penempatan", "data", "metode", "nilai_kosong", "urutan_seri",
    "kelompok", "kriteria", "bobot_khusus", "talenta", "rencana", "audit", "perbandingan", "aturan", "pemeriksaan",
    "pengecualian",
)  # fmt: skip
AGENCY_KEYS = (
    "kode", "nama", "tempat", "status_kdh", "tanggal_pelantikan_kdh", "akhir_masa_jabatan_kdh",
    "tanggal_penetapan_calon", "nomor_persetujuan_mendagri", "mekanisme_jpt", "tim_penilai", "kop", "sifat", "tujuan",
    "tempat_tujuan", "tembusan", "keberatan", "batas_keberatan", "penandatangan",
)  # fmt: skip
CHECK_KEYS = ("pilih", "abaikan", "abaikan_berkas")
TALENT_KEYS = ("tinggi", "menengah")
SIGNATORY_KEYS = ("jabatan", "nama", "pangkat", "nip")


def load_policy(
    path: Path, shown: str | None = None, changes: Changes = NO_CHANGES
) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy in a file and what is wrong with it. `shown` is its path in findings, else its name.

    Raises InputNotFound, InputUnreadable, InputTooLarge or ChangeRefused.
    """
    return policy_from(read_policy(path, path.name if shown is None else shown), changes)


def read_policy(path: Path, shown: str) -> Source:
    """The bytes of a policy. Raises InputNotFound, InputUnreadable or InputTooLarge."""
    return read_source(path, shown, limits.YAML_BYTES)


def policy_input(source: Source) -> Input:
    """The file of a policy as one that was read; it holds no records."""
    return Input(
        source.path, lambda: source.sha256, 0, lambda numbers: lines_at(source, numbers, ".yaml"), file=source.file
    )


def policy_from(source: Source, changes: Changes = NO_CHANGES) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy in bytes at hand and what is wrong with it. Raises ChangeRefused."""
    root, findings = read_yaml(source)
    if root is None:
        return Policy(path=source.path, language=language_in(source.data), is_read=False), findings
    policy, findings = _policy_of(root, source.path, changes)
    accepted, wrong = acceptances(source)
    return replace(policy, exemptions=(*policy.exemptions, *accepted)), (*findings, *wrong)


def policy_without_file(changes: Changes) -> tuple[Policy, tuple[Finding, ...]]:
    """The defaults, with what is changed of them. Raises ChangeRefused."""
    return _policy_of(Mapping({}, NOWHERE, 0, NOWHERE, 0), "", changes)


def _policy_of(root: Node, path: str, changes: Changes) -> tuple[Policy, tuple[Finding, ...]]:
    """Findings about what is changed have the origin of the changes as their path."""
    root, notes = changed(root, changes), Notes(path, changes.origin)
    policy = _policy(section_at(root, "", POLICY_KEYS, notes))
    return replace(policy, places=dict(_places(root, "", notes))), bounded(notes.findings, path)


def _places(node: Node, name: str, notes: Notes) -> Iterator[tuple[str, Location]]:
    """Where every value of the policy stands, by its dotted name. Blank values leave the default, so they are none."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _places(entry.value, f"{name}.{key}" if name else key, notes)
    elif not (isinstance(node, Scalar) and node.is_blank):
        yield name, notes.place(node)


def _policy(top: Section) -> Policy:
    method = top.one_of("metode", tuple(Method))
    missing = top.one_of("nilai_kosong", tuple(MissingOrder))
    criteria, groups = top.section("kriteria"), groups_in(top.section("kelompok"))
    paths, dialects = files_of_tables(top)
    exemptions, incomplete = exemptions_in(top)
    return Policy(
        path=top.notes.path,
        language=top.one_of("bahasa", LANGUAGES),
        agency=_agency(top.section("instansi", AGENCY_KEYS)),
        as_of=top.date("tanggal_acuan"),
        effective=top.date("tmt_penempatan"),
        data=paths,
        dialects=dialects,
        criteria=criteria_in(criteria, groups),
        criteria_location=top.notes.place(top.entries["kriteria"]) if criteria.entries else None,
        groups=groups.groups,
        own_weights=own_weights_in(top.section("bobot_khusus")),
        talent=_thresholds(top.section("talenta", TALENT_KEYS)),
        plan=plan_in(top.section("rencana", PLAN_KEYS)),
        audit=audit_in(top.section("audit", AUDIT_KEYS)),
        compare=compare_in(top.section("perbandingan", COMPARE_KEYS)),
        rules=rules_in(top.section("aturan")),
        method=Method(method) if method else Method.WEIGHTED_SUM,
        missing_order=MissingOrder(missing) if missing else MissingOrder.WORST,
        tie_chain=tie_chain(top),
        selection=selection_in(top.section("pemeriksaan", CHECK_KEYS)),
        exemptions=exemptions,
        incomplete=incomplete,
    )


def _thresholds(section: Section) -> TalentThresholds:
    """The thresholds of the talent map; the defaults where one is no number, or both exclude one another."""
    default = TalentThresholds()
    found = TalentThresholds(section.number("tinggi", default.high), section.number("menengah", default.medium))
    if found.high > found.medium:
        return found
    node = section.node("tinggi") or section.node("menengah")
    assert node is not None
    section.notes.wrong(node, "talenta", Message("talenta: tinggi must be greater than menengah"))
    return default


def _assessors(section: Section) -> tuple[str, ...]:
    """The NIP of those who decide; a text that is none is left out, and told."""
    texts = section.texts("tim_penilai")
    wrong = tuple(text for text in texts if not isinstance(parse_nip(text), Nip))
    if wrong:
        message = Message("{key}: '{value}' is no NIP of 18 digits", key="instansi.tim_penilai", value=wrong[0])
        node = section.node("tim_penilai")
        assert node is not None
        section.notes.wrong(node, "instansi.tim_penilai", message)
    return tuple(text for text in texts if text not in wrong)


def _agency(section: Section) -> Agency:
    signatory = section.section("penandatangan", SIGNATORY_KEYS)
    return Agency(
        code=section.text("kode"),
        name=section.text("nama"),
        place=section.text("tempat"),
        head_status=section.one_of("status_kdh", codes.STATUS_KDH),
        head_inaugurated=section.date("tanggal_pelantikan_kdh"),
        head_term_ends=section.date("akhir_masa_jabatan_kdh"),
        candidates_fixed=section.date("tanggal_penetapan_calon"),
        minister_approval=section.text("nomor_persetujuan_mendagri"),
        jpt_mechanism=section.one_of("mekanisme_jpt", codes.MEKANISME),
        assessors=_assessors(section),
        addressee=section.text("tujuan"),
        addressee_place=section.text("tempat_tujuan"),
        letterhead=section.lines("kop"),
        nature=section.text("sifat"),
        copies=None if section.node("tembusan") is None else section.lines("tembusan"),
        objections=section.text("keberatan"),
        objection_term=section.text("batas_keberatan"),
        signatory=Signatory(
            post=signatory.text("jabatan"),
            name=signatory.text("nama"),
            rank=signatory.text("pangkat"),
            nip=signatory.text("nip"),
        ),
    )
