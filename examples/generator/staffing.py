"""Functional posts and clerks of every unit: how many seats, and how many of them are taken."""

from __future__ import annotations

from examples.generator.draw import Draw
from examples.generator.families import FAMILIES, PRIMARY_TEACHERS, SECONDARY_TEACHERS, levels_of
from examples.generator.offices import DISTRICTS, HEALTH_CENTRES, OFFICES, SECRETARIAT, Division, Office
from examples.generator.organisation import Organisation

_EXPERT_SHARES = (40, 38, 22)
_TEACHER_SHARES = (46, 30, 24)
_SKILLED_SHARES = (42, 36, 22)
_DOCTOR_SHARES = (40, 36, 24)

_HOSPITAL_STAFF = (
    ("MEDIK", "SPESIALIS", 16), ("MEDIK", "DOKTER", 15), ("MEDIK", "DRG", 4), ("WAT", "NERS", 42),
    ("WAT", "PERAWAT", 112),
    ("WAT", "BIDAN", 34), ("WAT", "BIDANAHLI", 6), ("TUNJANG", "APOTEKER", 8), ("TUNJANG", "ASAPOTEKER", 14),
    ("TUNJANG", "ATLM", 14), ("TUNJANG", "RADIOGRAFER", 8), ("TUNJANG", "GIZI", 8), ("TUNJANG", "SANITASI", 4),
    ("TUNJANG", "REKMED", 11), ("TUNJANG", "FISIO", 5),
)  # fmt: skip
_CENTRE_STAFF = (
    ("DOKTER", 2, 3), ("DRG", 1, 1), ("NERS", 2, 3), ("PERAWAT", 6, 9), ("BIDAN", 7, 10), ("BIDANAHLI", 1, 2),
    ("PROMKES", 1, 2), ("SANITASI", 1, 2), ("GIZI", 1, 2), ("ATLM", 1, 2), ("APOTEKER", 1, 1), ("ASAPOTEKER", 1, 2),
    ("TGM", 1, 1), ("REKMED", 0, 1),
)  # fmt: skip
_CLERK_SHARES = (("PENELAAH", 24), ("PENGOLAH", 20), ("ADMINISTRASI", 26), ("OPERATOR", 18), ("PENATA", 12))


def add_staff(city: Organisation) -> None:
    """Adds all posts that are not managerial; heads of schools and health centres stand already."""
    for code, _, field, _, families in SECRETARIAT:
        draw = Draw("staff", code)
        unit = f"SETDA.{code}"
        for family in families:
            functional(city, draw, unit, family, draw.between(2, 4), f"{unit}-KABAG", field)
        clerks(city, draw, unit, draw.between(5, 8), f"{unit}-KABAG", field)
    for unit, head in _parts_of("SETWAN", city):
        clerks(city, Draw("staff", unit), unit, 6, head, "kesekretariatan")
    _inspectorate_staff(city)
    for office in OFFICES:
        _office_staff(city, office)
    _hospital_staff(city)
    for code, _, _ in HEALTH_CENTRES:
        _centre_staff(city, f"PKM.{code}")
    _school_staff(city)
    for code, _, wards in DISTRICTS:
        unit = f"KEC.{code}"
        clerks(city, Draw("staff", code), unit, 8, f"{unit}.SEKRETARIAT-SEKCAM", "pemerintahan")
        for ward in wards:
            unit = f"KEL.{ward.upper().replace(' ', '')}"
            draw = Draw("staff", unit)
            clerks(city, draw, unit, draw.between(2, 4), f"{unit}-SEKLUR", "pemerintahan")


def functional(
    city: Organisation, draw: Draw, unit: str, family: str, holders: int, superior: str, field: str,
    shares: tuple[int, ...] = (),
) -> None:  # fmt: skip
    """`holders` people of a functional family, spread over its levels, and some free seats."""
    levels = levels_of(FAMILIES[family])
    shares = shares or (_SKILLED_SHARES if FAMILIES[family].diploma == "D-III" else _EXPERT_SHARES)
    taken = [draw.weighted(tuple(zip(levels, shares, strict=False))) for _ in range(holders)]
    for level in levels[:3]:
        count = taken.count(level)
        seats = count + draw.weighted(((0, 62), (1, 28), (2, 10)) if count else ((0, 88), (1, 12)))
        if seats:
            city.staff(unit, family, level, seats, count, superior, field)


def clerks(city: Organisation, draw: Draw, unit: str, holders: int, superior: str, field: str) -> None:
    """`holders` clerks, spread over the kinds of work, and some free seats."""
    taken = [draw.weighted(_CLERK_SHARES) for _ in range(holders)]
    for family, _ in _CLERK_SHARES:
        count = taken.count(family)
        if count:
            seats = count + draw.weighted(((0, 66), (1, 26), (2, 8)))
            city.staff(unit, family, "PELAKSANA", seats, count, superior, field)


def _parts_of(parent: str, city: Organisation) -> list[tuple[str, str]]:
    """Units right below a unit, each with the post of its head."""
    heads: dict[str, str] = {}
    for post in city.posts.values():
        if post.managerial:
            heads.setdefault(post.unit, post.id)
    return [(unit.id, heads[unit.id]) for unit in city.units.values() if unit.parent == parent and unit.id in heads]


def _inspectorate_staff(city: Organisation) -> None:
    draw = Draw("staff", "INSPEKTORAT")
    head = "INSPEKTORAT-INSPEKTUR"
    functional(city, draw, "INSPEKTORAT", "AUDITOR", 15, head, "pengawasan")
    functional(city, draw, "INSPEKTORAT", "PPUPD", 11, head, "pengawasan")
    secretary = "INSPEKTORAT.SEKRETARIAT-SEKRETARIS"
    clerks(city, draw, "INSPEKTORAT.SEKRETARIAT", 8, secretary, "pengawasan")


def _office_staff(city: Organisation, office: Office) -> None:
    draw = Draw("staff", office.code)
    secretariat = f"{office.code}.SEKRETARIAT"
    secretary = f"{secretariat}-SEKRETARIS"
    functional(city, draw, secretariat, "PERENCANA", draw.between(1, 2), secretary, "perencanaan")
    if draw.chance(50):
        functional(city, draw, secretariat, "AKPD", 1, secretary, "keuangan")
    for code, field in (("UMPEG", "kepegawaian"), ("KEU", "keuangan")):
        unit = f"{secretariat}.{code}"
        clerks(city, draw, unit, draw.between(2, 4), f"{unit}-KASUBBAG", field)
    for division in office.divisions:
        _division_staff(city, draw, office, division)
    for number, _ in enumerate(office.branches, start=1):
        unit = f"{office.code}.UPTD{number}"
        clerks(city, draw, unit, draw.between(2, 5), f"{unit}-KEPALA", office.field)


def _division_staff(city: Organisation, draw: Draw, office: Office, division: Division) -> None:
    field = division.field or office.field
    unit = f"{office.code}.{division.code}"
    head = f"{unit}-KABID"
    for family in division.families:
        functional(city, draw, unit, family, draw.between(2, 4), head, field)
    for number, _ in enumerate(division.topics, start=1):
        section = f"{unit}.{number}"
        clerks(city, draw, section, draw.between(1, 3) + office.clerks // 13, f"{section}-KASI", field)
    if not division.topics:
        clerks(city, draw, unit, draw.between(2, 4), head, field)


def _hospital_staff(city: Organisation) -> None:
    draw = Draw("staff", "RSUD")
    for part, family, holders in _HOSPITAL_STAFF:
        unit = f"RSUD.{part}"
        shares = _DOCTOR_SHARES if part == "MEDIK" else ()
        functional(city, draw, unit, family, holders, f"{unit}-KABID", "kesehatan", shares)
    clerks(city, draw, "RSUD.TU", 24, "RSUD.TU-KABAG", "kesehatan")


def _centre_staff(city: Organisation, unit: str) -> None:
    draw = Draw("staff", unit)
    head = f"{unit}-KEPALA"
    for family, fewest, most in _CENTRE_STAFF:
        holders = draw.between(fewest, most)
        if holders:
            functional(city, draw, unit, family, holders, head, "kesehatan")
    clerks(city, draw, unit, draw.between(1, 3), f"{unit}-KASUBBAGTU", "kesehatan")


def _school_staff(city: Organisation) -> None:
    for unit in [unit for unit in city.units.values() if unit.kind == "sekolah"]:
        draw = Draw("staff", unit.id)
        head = f"{unit.id}-KEPSEK"
        if unit.id.startswith("SDN"):
            size = draw.weighted(((5, 25), (6, 35), (8, 25), (10, 15)))
            teachers = tuple(zip(PRIMARY_TEACHERS, (size, 1, 1), strict=True))
        else:
            size = draw.between(2, 3)
            teachers = tuple((subject, draw.between(1, size)) for subject in SECONDARY_TEACHERS)
        for subject, count in teachers:
            functional(city, draw, unit.id, subject.code, count, head, "pendidikan", _TEACHER_SHARES)
        clerks(city, draw, unit.id, 2 if size > 8 or unit.id.startswith("SMPN") else draw.below(2), head, "pendidikan")
