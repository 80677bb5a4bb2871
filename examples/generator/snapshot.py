"""The tables of one day: a view of the careers."""

from __future__ import annotations

from examples.generator.assignments import Assignment
from examples.generator.dates import BEFORE, NOW, RENAMED, Day
from examples.generator.education import titles
from examples.generator.facts import Row, attendance, reports
from examples.generator.offices import OFFICES
from examples.generator.organisation import Organisation
from examples.generator.person import Person, Stint

Tables = dict[str, list[Row]]

COLUMNS = {
    "pegawai": (
        "nip", "nama", "gelar_depan", "gelar_belakang", "status_kepegawaian", "status_aktif", "tanggal_lahir",
        "jenis_kelamin", "tmt_cpns", "tmt_pns", "golongan", "tmt_pangkat", "masa_kerja_tahun", "masa_kerja_bulan",
        "id_jabatan",
        "tmt_jabatan", "id_unit", "proses_peradilan", "lhkpn_tahun", "spt_tahun", "kontrak_mulai", "kontrak_selesai",
        "kehadiran",
    ),
    "unit": ("id_unit", "nama", "id_induk", "jenis", "lokasi"),
    "jabatan": (
        "id_jabatan", "nama", "kode_jabatan", "id_unit", "jenjang", "eselon", "kelas", "kebutuhan", "atasan", "bidang",
        "kode_khusus", "bup",
    ),
    "penugasan": ("nip", "id_jabatan", "jenis", "tmt", "sampai", "nomor_sk"),
    "riwayat_jabatan": (
        "nip", "nama_jabatan", "jenjang", "eselon", "unit", "bidang", "jenis", "tmt", "tmt_selesai", "nomor_sk",
    ),
    "kinerja": ("nip", "tahun", "predikat", "hasil_kerja", "perilaku", "nilai_angka"),
    "kompetensi": ("nip", "tanggal", "kompetensi", "level", "penyelenggara"),
    "pendidikan": ("nip", "tingkat", "jurusan", "tahun_lulus", "diakui", "institusi"),
    "diklat": ("nip", "jenis", "tanggal", "nama", "jp"),
    "disiplin": ("nip", "jenis", "tingkat", "status", "tmt_mulai", "tmt_selesai", "nomor_sk"),
    "minat": ("nip", "jenis", "sasaran", "urutan", "alasan"),
    "relasi": ("nip_a", "nip_b", "hubungan"),
}  # fmt: skip
"""The columns of each CSV file in the order of their declaration."""


def present(people: list[Person], day: Day) -> list[Person]:
    """Those in service on a day."""
    return [
        person for person in people
        if person.origin.joined <= day and (person.slot.leaves is None or person.slot.leaves > day)
    ]  # fmt: skip


def post_on(person: Person, day: Day) -> Stint:
    """The last post begun by that day."""
    return [stint for stint in person.stints if stint.start <= day][-1]


def people_rows(people: list[Person], city: Organisation, day: Day) -> list[Row]:
    """One row a person, by unit of the post and NIP."""
    order = {unit: number for number, unit in enumerate(city.units)}
    keyed = [((order[city.posts[post_on(person, day).post].unit], person.nip), person) for person in people]
    return [person_row(person, day) for _, person in sorted(keyed, key=lambda pair: pair[0])]


def person_row(person: Person, day: Day) -> Row:
    origin, post = person.origin, post_on(person, day)
    rank = [step for step in origin.ranks if step.since <= day][-1]
    front, back = titles(tuple(diploma for diploma in person.diplomas if diploma.year < 2025 or day == NOW))
    wealth, tax = reports(person)
    start, end = person.contract or (None, None)
    row = {
        "nip": person.nip, "nama": person.name, "gelar_depan": front, "gelar_belakang": back,
        "status_kepegawaian": origin.status, "status_aktif": "aktif", "tanggal_lahir": _text(origin.born),
        "jenis_kelamin": origin.sex, "tmt_cpns": _text(origin.joined), "tmt_pns": _text(person.permanent),
        "golongan": rank.code, "tmt_pangkat": _text(rank.since), "masa_kerja_tahun": str(rank.service // 12),
        "masa_kerja_bulan": str(rank.service % 12), "id_jabatan": post.post, "tmt_jabatan": _text(post.start),
        "id_unit": "",
        "proses_peradilan": "tidak" if origin.status != "CPNS" else "", "lhkpn_tahun": wealth, "spt_tahun": tax,
        "kontrak_mulai": _text(start), "kontrak_selesai": _text(end), "kehadiran": attendance(person),
    }  # fmt: skip
    return row | person.cells | (person.former if day == BEFORE else {})


def _text(day: Day | None) -> str:
    return day.isoformat() if day else ""


def unit_rows(city: Organisation, day: Day) -> list[Row]:
    return [
        {
            "id_unit": unit.id, "nama": name_on(unit.name, day), "id_induk": unit.parent, "jenis": unit.kind,
            "lokasi": unit.place,
        }
        for unit in city.units.values()
    ]  # fmt: skip


def name_on(name: str, day: Day) -> str:
    """The name of a unit or post as it was on a day: offices that were renamed had their former name."""
    for office in OFFICES:
        if office.former and day < RENAMED:
            name = name.replace(office.name, office.former)
    return name


def post_rows(city: Organisation, day: Day) -> list[Row]:
    """One row a post, in the order of the units."""
    order = {unit: number for number, unit in enumerate(city.units)}
    posts = sorted(city.posts.values(), key=lambda post: order[post.unit])
    return [
        {
            "id_jabatan": post.id, "nama": name_on(post.name, day),
            "kode_jabatan": "" if post.family.startswith("HEAD") else post.family,
            "id_unit": post.unit, "jenjang": post.level, "eselon": post.echelon, "kelas": str(post.job_class),
            "kebutuhan": str(post.seats), "atasan": post.superior, "bidang": post.field, "kode_khusus": post.special,
            "bup": str(post.retirement_age or ""),
        }
        for post in posts
    ]  # fmt: skip


def assignment_rows(assignments: list[Assignment]) -> list[Row]:
    return [
        {
            "nip": item.nip, "id_jabatan": item.post, "jenis": item.kind, "tmt": _text(item.start),
            "sampai": _text(item.until), "nomor_sk": item.decree,
        }
        for item in assignments
    ]  # fmt: skip


def history_rows(people: list[Person]) -> list[Row]:
    """All posts but the present one."""
    return [
        {
            "nip": person.nip, "nama_jabatan": name_on(stint.name, stint.start), "jenjang": stint.level,
            "eselon": stint.echelon,
            "unit": name_on(stint.unit, stint.start), "bidang": stint.field, "jenis": "definitif",
            "tmt": _text(stint.start),
            "tmt_selesai": _text(stint.end), "nomor_sk": stint.decree,
        }
        for person in people for stint in person.stints[:-1]
    ]  # fmt: skip
