"""The diplomas of a person, in the order of graduation."""

from __future__ import annotations

from examples.generator.career import family_of_head
from examples.generator.draw import Draw
from examples.generator.education import (
    BACHELORS_BY_FIELD,
    GENERAL_BACHELORS,
    GENERAL_MASTERS,
    GRADUATION_AGE,
    MASTERS_BY_FIELD,
    SCHOOLS,
    UNIVERSITIES,
    Diploma,
)  # fmt: skip
from examples.generator.families import FAMILIES
from examples.generator.organisation import Post
from examples.generator.person import Origin

_SECONDARY_MAJORS = (("IPA", 36), ("IPS", 44), ("Administrasi Perkantoran", 12), ("Teknik Mesin", 8))


def make_diplomas(draw: Draw, post: Post, origin: Origin) -> tuple[Diploma, ...]:
    """One to four diplomas; what was earned before the entry is not later than it."""
    born = origin.born.year
    result = [Diploma("SLTA", draw.weighted(_SECONDARY_MAJORS), born + 18, draw.pick(SCHOOLS))]
    major = _major(draw, post)
    for level in _levels(origin):
        year = _year(draw, level, origin, result[-1].year)
        field = _master(draw, post) if level == "S-2" else major[level]
        school = _school(draw, level)
        counts = not (level == "S-1" and origin.entry == "SLTA" and origin.bachelor_year is None)
        result.append(Diploma(level, field, year, school, counts or draw.chance(40)))
    return tuple(result)


def _levels(origin: Origin) -> list[str]:
    """Diplomas above SLTA, lowest first."""
    levels: list[str] = []
    for level in (origin.entry, origin.final):
        if level == "Profesi" and "Profesi" not in levels:
            levels += ["S-1", "Profesi"]
        elif level == "Sp-1":
            levels.append("Sp-1")
        elif level == "S-2":
            levels += ["S-2"] if {"S-1", "D-IV"} & set(levels) else ["S-1", "S-2"]
        elif level != "SLTA" and level not in levels:
            levels.append(level)
    return levels


def _year(draw: Draw, level: str, origin: Origin, previous: int) -> int:
    if level == "S-1" and origin.entry in ("SLTA", "D-II", "D-III"):
        return max(origin.bachelor_year or min(origin.joined.year + draw.between(6, 12), 2023), previous + 2)
    if level == "D-III" and origin.entry == "SLTA":
        return min(origin.joined.year + draw.between(4, 8), 2023)
    if level in ("S-2", "Sp-1"):
        first = max(origin.joined.year + 3, previous + 2)
        return min(first + draw.below(9), max(first, 2024), 2024)
    usual = origin.born.year + GRADUATION_AGE[level] + draw.below(2)
    return max(min(usual, origin.joined.year), previous + 1)


def _major(draw: Draw, post: Post) -> dict[str, str]:
    """The field of study at each level: of the functional family, or fitting the field of work."""
    family = FAMILIES.get(family_of_head(post))
    if family is not None:
        major = draw.pick(family.majors)
        if post.level == "PELAKSANA":
            bachelor = draw.pick(GENERAL_BACHELORS) if family.diploma != "S-1" else major
            diploma = major if family.diploma == "D-III" else "Administrasi Perkantoran"
            return {"D-III": diploma, "S-1": bachelor}
        if family.diploma == "Sp-1":
            return {"S-1": "Kedokteran", "Profesi": "Kedokteran", "Sp-1": major}
        return {"D-II": major, "D-III": major, "S-1": major, "Profesi": major}
    if post.special == "DIREKTUR_RSUD":
        return dict.fromkeys(("D-III", "D-IV", "S-1"), "Kesehatan Masyarakat")
    fitting = BACHELORS_BY_FIELD.get(post.field, GENERAL_BACHELORS)
    if post.special == "CAMAT":
        bachelor = "Ilmu Pemerintahan"
    else:
        bachelor = draw.pick(fitting if draw.chance(58) else GENERAL_BACHELORS)
    return {"D-III": draw.pick(("Administrasi Perkantoran", "Manajemen Informatika", "Akuntansi")),
            "D-IV": "Manajemen Pemerintahan", "S-1": bachelor}  # fmt: skip


def _master(draw: Draw, post: Post) -> str:
    fitting = MASTERS_BY_FIELD.get(post.field, GENERAL_MASTERS)
    return draw.pick(fitting if draw.chance(55) else GENERAL_MASTERS)


def _school(draw: Draw, level: str) -> str:
    return "IPDN" if level == "D-IV" else draw.pick(UNIVERSITIES)
