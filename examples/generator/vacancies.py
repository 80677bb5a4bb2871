"""Vacancies: what the open posts ask of a person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examples.generator.dates import Day
from examples.generator.draw import Draw
from examples.generator.education import BACHELORS_BY_FIELD, GENERAL_BACHELORS
from examples.generator.facts import BASIC_COMPETENCES, LEVEL_ASKED
from examples.generator.families import FAMILIES
from examples.generator.organisation import Organisation, Post


@dataclass(frozen=True)
class Vacancy:
    id: str
    post: Post
    seats: int
    education: str
    majors: tuple[str, ...]
    fields: tuple[str, ...]
    standard: tuple[tuple[str, int], ...]
    since: Day
    mechanism: str = ""
    remark: str = ""


_RELATED = {
    "DINKES-KEPALA": ("kesehatan", "keluarga berencana", "pemberdayaan perempuan"),
    "DISHUB-KEPALA": ("perhubungan", "pekerjaan umum"),
    "DISPUSIP-KEPALA": ("perpustakaan dan kearsipan", "kesekretariatan", "komunikasi dan informatika"),
    "DISKOMINFO-KEPALA": ("komunikasi dan informatika", "statistik", "perencanaan"),
    "DISPORA-KEPALA": ("kepemudaan dan olahraga", "pariwisata", "kebudayaan"),
    "DISPAR-KEPALA": ("pariwisata", "kebudayaan", "perdagangan"),
    "SETWAN-SEKWAN": ("kesekretariatan", "hukum", "pemerintahan"),
    "SETDA-SAHLI.PHP": ("pemerintahan", "hukum", "kesatuan bangsa"),
}
_MECHANISMS = {"SETDA-SAHLI.PHP": "uji_kompetensi", "DISKOMINFO-KEPALA": "manajemen_talenta"}
_ALSO = {"pemerintahan": ("ketenteraman dan ketertiban",), "keuangan": ("pendapatan daerah", "pengawasan")}
_REMARKS = {
    "SETWAN-SEKWAN": "perlu persetujuan pimpinan DPRD",
    "KEC.GABEK-CAMAT": "ijazah ilmu pemerintahan atau sertifikat kepamongprajaan",
}
_PATTERNS: tuple[dict[str, int], ...] = (
    {}, {}, {"M.05": 1}, {"M.04": 1, "M.06": -1}, {"M.07": 1}, {"M.03": 1, "M.08": -1},
)  # fmt: skip
"""By how much the level of a competence differs from that of the jenjang."""

MANAGERIAL_LEFT_OUT = {"IV.a": 2, "IV.b": 6}
_STAFF = (
    ("GURU.KELAS", "JF_AHLI_PERTAMA", 2), ("GURU.MTK", "JF_AHLI_MUDA", 1), ("DOKTER", "JF_AHLI_PERTAMA", 1),
    ("NERS", "JF_AHLI_MUDA", 1), ("AUDITOR", "JF_AHLI_MUDA", 1), ("PERENCANA", "JF_AHLI_MADYA", 1),
    ("PENELAAH", "PELAKSANA", 3), ("PENGOLAH", "PELAKSANA", 2), ("ADMINISTRASI", "PELAKSANA", 1),
)  # fmt: skip


def make_vacancies(city: Organisation, opened: dict[str, Day | None]) -> list[Vacancy]:
    """The vacancies in the order of the posts; a few open posts of the lowest levels wait for later."""
    draw = Draw("vacancies")
    chosen = dict(opened)
    for echelon, count in MANAGERIAL_LEFT_OUT.items():
        waiting = [id for id in opened if city.posts[id].echelon == echelon]
        for id in draw.sample(waiting, count):
            del chosen[id]
    for family, level, count in _STAFF:
        for id in draw.sample(_free(city, family, level), count):
            chosen[id] = None
    posts = [post for post in city.posts.values() if post.id in chosen]
    result = [_vacancy(f"L-{number:03}", post, chosen[post.id]) for number, post in enumerate(posts, start=1)]
    return _with_gaps(draw, result)


def _with_gaps(draw: Draw, vacancies: list[Vacancy]) -> list[Vacancy]:
    """Two are not described in full, as happens: one asks no diploma, one standard lacks competences."""
    lowest = [number for number, vacancy in enumerate(vacancies) if vacancy.post.echelon == "IV.b"]
    without_diploma, without_competences = draw.sample(lowest, 2)
    result = list(vacancies)
    result[without_diploma] = replace(result[without_diploma], education="", majors=())
    standard = result[without_competences].standard
    result[without_competences] = replace(result[without_competences], standard=(*standard[:5], standard[-1]))
    return result


def _free(city: Organisation, family: str, level: str) -> list[str]:
    return [
        post.id for post in city.posts.values()
        if post.family == family and post.level == level and post.seats > post.holders
    ]  # fmt: skip


def _vacancy(id: str, post: Post, since: Day | None) -> Vacancy:
    draw = Draw("vacancy", post.id)
    pattern = draw.pick(_PATTERNS)
    asked = LEVEL_ASKED[post.level]
    standard = tuple((code, min(max(asked + pattern.get(code, 0), 1), 5)) for code in BASIC_COMPETENCES)
    education, majors = _education(draw, post)
    since = since or draw.day(Day(2024, 1, 2), Day(2025, 6, 30))
    fields = _RELATED.get(post.id) or (post.field, *_ALSO.get(post.field, ()))
    top = post.level == "JPT_PRATAMA"
    return Vacancy(
        id, post, max(post.seats - post.holders, 1), education, majors, fields, standard, since,
        _MECHANISMS.get(post.id, "seleksi_terbuka") if top else "", _REMARKS.get(post.id, ""),
    )  # fmt: skip


_HEALTH_HEADS = ("Kedokteran", "Kedokteran Gigi", "Kesehatan Masyarakat", "Keperawatan")


def _education(draw: Draw, post: Post) -> tuple[str, tuple[str, ...]]:
    """Lowest diploma, and the fields of study that fit; none means any."""
    family = FAMILIES.get(post.family)
    if family is not None:
        majors = family.majors if post.level != "PELAKSANA" or draw.chance(40) else ()
        return family.diploma, majors
    if post.special == "KEPALA_SEKOLAH":
        return "S-1", ()
    if post.special == "KEPALA_PUSKESMAS":
        return "S-1", _HEALTH_HEADS
    if post.special == "CAMAT":
        return "S-1", ("Ilmu Pemerintahan", "Manajemen Pemerintahan")
    education = "D-III" if post.level == "PENGAWAS" else "S-1"
    fitting = BACHELORS_BY_FIELD.get(post.field, GENERAL_BACHELORS)
    if not draw.chance(65):
        return education, ()
    return education, tuple(dict.fromkeys((*fitting, *draw.sample(GENERAL_BACHELORS, 2), "Manajemen Pemerintahan")))
