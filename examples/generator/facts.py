"""What is recorded about people beside their posts: performance, competence, training, penalties, wishes, kin."""

from __future__ import annotations

from collections.abc import Callable

from examples.generator.dates import NOW, Day, shift
from examples.generator.draw import Draw
from examples.generator.organisation import Organisation
from examples.generator.person import Person

Row = dict[str, str]

_RATINGS = (
    (("di_atas_ekspektasi", "di_atas_ekspektasi", "sangat_baik"), 14),
    (("di_atas_ekspektasi", "sesuai_ekspektasi", "baik"), 14),
    (("sesuai_ekspektasi", "di_atas_ekspektasi", "baik"), 12),
    (("sesuai_ekspektasi", "sesuai_ekspektasi", "baik"), 55),
    (("di_bawah_ekspektasi", "sesuai_ekspektasi", "butuh_perbaikan"), 3),
    (("di_bawah_ekspektasi", "di_atas_ekspektasi", "butuh_perbaikan"), 1),
    (("sesuai_ekspektasi", "di_bawah_ekspektasi", "kurang"), 1),
)
"""Results, conduct and the rating that the matrix gives for them, with weights."""


def performance(people: list[Person]) -> list[Row]:
    """Ratings of 2024 and 2025; a few are missing, more of the latest year."""
    rows = []
    for person in people:
        draw = Draw("kinerja", person.slot.key)
        for year, published in ((2024, 98), (2025, 94)):
            if person.origin.joined <= Day(year, 7, 1) and draw.chance(published):
                results, conduct, rating = draw.weighted(_RATINGS)
                rows.append({
                    "nip": person.nip, "tahun": str(year), "predikat": rating, "hasil_kerja": results,
                    "perilaku": conduct,
                })  # fmt: skip
    return rows


BASIC_COMPETENCES = (*(f"M.0{number}" for number in range(1, 9)), "SK.01")
LEVEL_ASKED = {
    "PELAKSANA": 1, "PENGAWAS": 2, "ADMINISTRATOR": 3, "JPT_PRATAMA": 4, "JF_TERAMPIL": 1, "JF_MAHIR": 1,
    "JF_PENYELIA": 2,
    "JF_AHLI_PERTAMA": 2, "JF_AHLI_MUDA": 3, "JF_AHLI_MADYA": 4,
}  # fmt: skip
_ASSESSMENTS = (
    ((Day(2022, 3, 16), "Lembaga Penilaian Kompetensi Provinsi"), 10),
    ((Day(2023, 6, 14), "Puspenkom ASN BKN"), 26),
    ((Day(2024, 5, 22), "BKPSDM"), 32),
    ((Day(2025, 6, 18), "BKPSDM"), 32),
)


def competences(people: list[Person]) -> list[Row]:
    """Levels of about half of the PNS who hold a managerial or functional post."""
    rows = []
    for person in people:
        level = person.post.level
        draw = Draw("kompetensi", person.slot.key)
        share = {"JPT_PRATAMA": 94, "ADMINISTRATOR": 80, "PENGAWAS": 62}.get(level, 42)
        if person.status != "PNS" or level == "PELAKSANA" or not draw.chance(share):
            continue
        day, assessor = draw.weighted(_ASSESSMENTS)
        talent = draw.weighted(((-1, 18), (0, 50), (1, 32)))
        for code in BASIC_COMPETENCES:
            reached = (
                LEVEL_ASKED[level] + draw.weighted(((-1, 22), (0, 56), (1, 22))) + (talent if draw.chance(55) else 0)
            )
            rows.append({
                "nip": person.nip, "tanggal": day.isoformat(), "kompetensi": code,
                "level": str(min(max(reached, 1), 5)),
                "penyelenggara": assessor,
            })  # fmt: skip
    return rows


def diplomas(people: list[Person]) -> list[Row]:
    return [
        {
            "nip": person.nip, "tingkat": diploma.level, "jurusan": diploma.major, "tahun_lulus": str(diploma.year),
            "diakui": "ya" if diploma.recognised else "tidak", "institusi": diploma.school,
        }
        for person in people for diploma in person.diplomas
    ]  # fmt: skip


_COURSES = (
    ("teknis", "Pengelolaan Keuangan Daerah", 40), ("teknis", "Bimbingan Teknis SAKIP", 24),
    ("teknis", "Pelayanan Publik Prima", 20), ("teknis", "Pengelolaan Barang Milik Daerah", 32),
    ("teknis", "Literasi Digital ASN", 20), ("seminar", "Seminar Reformasi Birokrasi", 8),
    ("seminar", "Webinar Manajemen Talenta", 4),
)  # fmt: skip
_LEADERSHIP = {
    "PENGAWAS": (("PKP", "IV.", 64),),
    "ADMINISTRATOR": (("PKP", "IV.", 90), ("PKA", "III.", 64)),
    "JPT_PRATAMA": (("PKP", "IV.", 96), ("PKA", "III.", 96), ("PKN_II", "II.", 66)),
}
"""Leadership training by level: kind, beginning of the eselon that it belongs to, percent who did it."""


def training(people: list[Person]) -> list[Row]:
    rows = []
    for person in people:
        draw = Draw("diklat", person.slot.key)
        for kind, echelon, share in _LEADERSHIP.get(person.post.level, ()):
            started = [stint.start for stint in person.stints if stint.echelon.startswith(echelon)]
            if started and draw.chance(share):
                day = min(shift(started[0], draw.between(4, 40)), Day(2025, 11, 28))
                hours = {"PKP": "905", "PKA": "912", "PKN_II": "927"}[kind]
                name = {"PKP": "Pelatihan Kepemimpinan Pengawas", "PKA": "Pelatihan Kepemimpinan Administrator",
                        "PKN_II": "Pelatihan Kepemimpinan Nasional Tingkat II"}[kind]  # fmt: skip
                rows.append(_course(person, kind, day, name, hours))
        if draw.chance(38):
            kind, name, length = draw.pick(_COURSES)
            first = max(shift(person.origin.joined, 3), Day(2021, 2, 1))
            if first < Day(2025, 11, 28):
                rows.append(_course(person, kind, draw.day(first, Day(2025, 11, 28)), name, str(length)))
        if person.post.level.startswith("JF_AHLI_M") and draw.chance(45):
            first = shift(person.origin.joined, 12)
            name = "Pelatihan Fungsional Penjenjangan"
            rows.append(_course(person, "fungsional", draw.day(first, Day(2025, 10, 31)), name, "120"))
    return rows


def _course(person: Person, kind: str, day: Day, name: str, hours: str) -> Row:
    return {"nip": person.nip, "jenis": kind, "tanggal": day.isoformat(), "nama": name, "jp": hours}


_PENALTIES = (
    ("PENGAWAS", "R1", "ringan", "selesai", "2023-02-06", "2023-08-05"),
    ("PENGAWAS", "S1", "sedang", "menjalani", "2025-11-03", "2026-05-02"),
    ("PELAKSANA", "R3", "ringan", "selesai", "2024-09-02", "2025-03-01"),
    ("JF_AHLI_MUDA", "S2", "sedang", "selesai", "2024-06-03", "2025-03-02"),
    ("ADMINISTRATOR", "S1", "sedang", "selesai", "2024-11-04", "2025-05-03"),
    ("ADMINISTRATOR", "R2", "ringan", "selesai", "2025-05-05", "2025-11-04"),
    ("ADMINISTRATOR", "", "sedang", "proses", "", ""),
    ("PELAKSANA", "B2", "berat", "menjalani", "2025-06-02", "2026-06-01"),
    ("PELAKSANA", "B1", "berat", "selesai", "2022-03-01", "2023-02-28"),
    ("JF_AHLI_PERTAMA", "R2", "ringan", "menjalani", "2025-12-01", "2026-05-31"),
    ("PENGAWAS", "S3", "sedang", "selesai", "2021-05-03", "2022-05-02"),
    ("PELAKSANA", "S1", "sedang", "menjalani", "2025-12-15", "2026-06-14"),
    ("PENGAWAS", "", "ringan", "proses", "", ""),
)


def penalties(people: list[Person]) -> list[Row]:
    """A dozen cases at several levels, some running, some under examination."""
    draw = Draw("disiplin")
    rows: list[Row] = []
    taken: set[str] = set()
    for number, (level, kind, gravity, state, start, end) in enumerate(_PENALTIES, start=1):
        person = draw.pick([
            person for person in people
            if person.post.level == level and person.status == "PNS" and person.nip not in taken
            and person.origin.joined.year < 2019
        ])  # fmt: skip
        taken.add(person.nip)
        decree = f"700/{140 + 7 * number}/INSPEKTORAT/{start[:4]}" if start else ""
        rows.append({
            "nip": person.nip, "jenis": kind, "tingkat": gravity, "status": state, "tmt_mulai": start,
            "tmt_selesai": end,
            "nomor_sk": decree,
        })  # fmt: skip
    return sorted(rows, key=lambda row: row["nip"])


_REASONS = (
    "dekat dengan keluarga", "sesuai pendidikan", "pengembangan karier", "kesehatan", "pengalaman baru",
    "jarak ke tempat kerja", "",
)  # fmt: skip


def wishes(people: list[Person], city: Organisation, open_posts: list[str]) -> list[Row]:
    """One to three wishes of some 250 people."""
    draw = Draw("minat")
    fields = sorted({post.field for post in city.posts.values()})
    offices = [
        unit.id for unit in city.units.values() if unit.kind in ("dinas", "badan", "kecamatan", "puskesmas", "sekolah")
    ]
    candidates = [person for person in people if person.status == "PNS"]
    rows = []
    chosen = {person.nip for person in draw.sample(candidates, 250)}
    for person in people:
        if person.nip not in chosen:
            continue
        kinds: list[str] = []
        for order in range(1, draw.weighted(((2, 55), (3, 30), (4, 15)))):
            kind = "tetap" if not kinds and draw.chance(12) else draw.pick(("jabatan", "unit", "bidang"))
            target = {
                "tetap": "", "jabatan": draw.pick(open_posts), "unit": draw.pick(offices), "bidang": draw.pick(fields),
            }[kind]  # fmt: skip
            if kind + target in kinds:
                continue
            kinds.append(kind + target)
            rows.append({
                "nip": person.nip, "jenis": kind, "sasaran": target, "urutan": str(order),
                "alasan": draw.pick(_REASONS),
            })  # fmt: skip
            if kind == "tetap":
                break
    return rows


def kinship(people: list[Person]) -> list[Row]:
    """Eighteen couples, some siblings, a parent and a child; none is the direct superior of the other."""
    draw = Draw("relasi")
    pool = [person for person in draw.shuffled(people) if person.status != "CPNS"]
    rows: list[Row] = []
    taken: set[str] = set()

    def pair(kind: str, count: int, fits: Callable[[Person, Person], bool]) -> None:
        found = 0
        for one in pool:
            if found == count:
                return
            if one.nip in taken:
                continue
            for other in pool:
                if other.nip not in taken and other is not one and fits(one, other) and not _is_superior(one, other):
                    rows.append({"nip_a": one.nip, "nip_b": other.nip, "hubungan": kind})
                    taken.update((one.nip, other.nip))
                    found += 1
                    break

    def years(one: Person, other: Person) -> int:
        return other.origin.born.year - one.origin.born.year

    pair("suami_istri", 18, lambda a, b: a.origin.sex == "L" and b.origin.sex == "P" and 0 <= years(a, b) <= 5)
    pair("saudara_kandung", 3, lambda a, b: 1 <= years(a, b) <= 6)
    pair("orang_tua", 1, lambda a, b: 24 <= years(a, b) <= 30)
    return sorted(rows, key=lambda row: (row["nip_a"], row["nip_b"]))


def _is_superior(one: Person, other: Person) -> bool:
    return one.post.superior == other.post.id or other.post.superior == one.post.id


def attendance(person: Person) -> str:
    """Percent of the working days of 2025, two decimals; seldom unknown."""
    draw = Draw("kehadiran", person.slot.key)
    if draw.chance(3):
        return ""
    lost = min(draw.below(900), draw.below(900)) if draw.chance(90) else draw.between(700, 2100)
    return f"{(10000 - lost) // 100}.{(10000 - lost) % 100:02}"


def reports(person: Person) -> tuple[str, str]:
    """Years of the latest wealth report and tax return; managers nearly all, others often unknown."""
    draw = Draw("laporan", person.slot.key)
    wealth = ""
    if person.post.level in ("JPT_PRATAMA", "ADMINISTRATOR"):
        wealth = draw.weighted((("2024", 90), ("2023", 6), ("", 4)))
    share = 95 if person.post.managerial else 72
    return wealth, "2024" if draw.chance(share) and person.origin.joined.year < 2025 else ""


assert Day(2025, 11, 28) < NOW
