"""Kinds of nonmanagerial posts: functional families (JF) and clerks (pelaksana), and what they study."""

from __future__ import annotations

from dataclasses import dataclass

EXPERT = ("JF_AHLI_PERTAMA", "JF_AHLI_MUDA", "JF_AHLI_MADYA", "JF_AHLI_UTAMA")
SKILLED = ("JF_TERAMPIL", "JF_MAHIR", "JF_PENYELIA")

SUFFIX = {
    "JF_AHLI_PERTAMA": "Ahli Pertama",
    "JF_AHLI_MUDA": "Ahli Muda",
    "JF_AHLI_MADYA": "Ahli Madya",
    "JF_AHLI_UTAMA": "Ahli Utama",
    "JF_TERAMPIL": "Terampil",
    "JF_MAHIR": "Mahir",
    "JF_PENYELIA": "Penyelia",
}
SHORT = {level: level.rpartition("_")[2] for level in SUFFIX}

JOB_CLASS = {
    "JF_AHLI_PERTAMA": 8, "JF_AHLI_MUDA": 9, "JF_AHLI_MADYA": 11, "JF_AHLI_UTAMA": 13,
    "JF_TERAMPIL": 6, "JF_MAHIR": 7, "JF_PENYELIA": 8,
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """A functional post or a kind of clerk. `majors` are fields of study of the diploma that it asks for.

    `diploma` is the level of a clerk or of a skilled functional post; experts have S-1, or `diploma` when it is
    Profesi or Sp-1. `branch` names the profession that `education` knows majors and titles of.
    """

    code: str
    name: str
    majors: tuple[str, ...]
    diploma: str = "S-1"
    field: str = ""
    job_class: int = 0


def _teacher(code: str, subject: str, *majors: str) -> Family:
    return Family(f"GURU.{code}", f"Guru {subject}", majors, field="pendidikan")


PRIMARY_TEACHERS = (
    _teacher("KELAS", "Kelas", "Pendidikan Guru Sekolah Dasar"),
    _teacher("PAI", "Pendidikan Agama Islam", "Pendidikan Agama Islam"),
    _teacher("PJOK", "PJOK", "Pendidikan Jasmani"),
)
SECONDARY_TEACHERS = (
    _teacher("MTK", "Matematika", "Pendidikan Matematika"),
    _teacher("BIN", "Bahasa Indonesia", "Pendidikan Bahasa Indonesia"),
    _teacher("BIG", "Bahasa Inggris", "Pendidikan Bahasa Inggris"),
    _teacher("IPA", "IPA", "Pendidikan Biologi", "Pendidikan Fisika", "Pendidikan Kimia"),
    _teacher("IPS", "IPS", "Pendidikan Sejarah", "Pendidikan Geografi", "Pendidikan Ekonomi"),
    _teacher("PKN", "PPKn", "Pendidikan Kewarganegaraan"),
    _teacher("SENI", "Seni Budaya", "Pendidikan Seni"),
    _teacher("PJOK", "PJOK", "Pendidikan Jasmani"),
    _teacher("PAI", "Pendidikan Agama Islam", "Pendidikan Agama Islam"),
    _teacher("BK", "Bimbingan Konseling", "Bimbingan dan Konseling"),
    _teacher("TIK", "Informatika", "Pendidikan Informatika"),
)


def _health(code: str, name: str, *majors: str, diploma: str = "S-1") -> Family:
    return Family(code, name, majors, diploma, "kesehatan")


_FUNCTIONAL = (
    _health("DOKTER", "Dokter", "Kedokteran", diploma="Profesi"),
    _health("DRG", "Dokter Gigi", "Kedokteran Gigi", diploma="Profesi"),
    _health(
        "SPESIALIS", "Dokter Spesialis", "Penyakit Dalam", "Bedah", "Kesehatan Anak", "Obstetri dan Ginekologi",
        "Anestesi", "Radiologi", diploma="Sp-1",
    ),
    _health("APOTEKER", "Apoteker", "Farmasi", diploma="Profesi"),
    _health("NERS", "Perawat", "Keperawatan", diploma="Profesi"),
    _health("PERAWAT", "Perawat", "Keperawatan", diploma="D-III"),
    _health("BIDAN", "Bidan", "Kebidanan", diploma="D-III"),
    _health("BIDANAHLI", "Bidan", "Kebidanan"),
    _health("PROMKES", "Promotor Kesehatan", "Kesehatan Masyarakat"),
    _health("EPIDEMIOLOG", "Epidemiolog Kesehatan", "Kesehatan Masyarakat"),
    _health("ADMINKES", "Administrator Kesehatan", "Kesehatan Masyarakat"),
    _health("SANITASI", "Tenaga Sanitasi Lingkungan", "Kesehatan Lingkungan", diploma="D-III"),
    _health("GIZI", "Nutrisionis", "Gizi", diploma="D-III"),
    _health("ATLM", "Pranata Laboratorium Kesehatan", "Analis Kesehatan", diploma="D-III"),
    _health("ASAPOTEKER", "Asisten Apoteker", "Farmasi", diploma="D-III"),
    _health("RADIOGRAFER", "Radiografer", "Radiodiagnostik", diploma="D-III"),
    _health("REKMED", "Perekam Medis", "Rekam Medis", diploma="D-III"),
    _health("TGM", "Terapis Gigi dan Mulut", "Kesehatan Gigi", diploma="D-III"),
    _health("FISIO", "Fisioterapis", "Fisioterapi", diploma="D-III"),
    Family("PENGAWASSEKOLAH", "Pengawas Sekolah", ("Pendidikan Guru Sekolah Dasar", "Pendidikan Matematika"),
        field="pendidikan"),
    Family("PAMONGBUDAYA", "Pamong Budaya", ("Sejarah", "Antropologi")),
    Family("KEBIJAKAN", "Analis Kebijakan", ("Administrasi Publik", "Ilmu Pemerintahan", "Hukum")),
    Family("PERENCANA", "Perencana", ("Ekonomi Pembangunan", "Perencanaan Wilayah dan Kota"), field="perencanaan"),
    Family("JALAN", "Penata Kelola Jalan dan Jembatan", ("Teknik Sipil",)),
    Family("BANGUNAN", "Penata Kelola Bangunan Gedung dan Kawasan Permukiman", ("Teknik Sipil", "Arsitektur")),
    Family("TATARUANG", "Penata Ruang", ("Perencanaan Wilayah dan Kota", "Arsitektur")),
    Family("POLPP", "Polisi Pamong Praja", ("Hukum", "Ilmu Pemerintahan")),
    Family("DAMKAR", "Analis Kebakaran", ("Teknik Sipil", "Manajemen")),
    Family("PEKSOS", "Pekerja Sosial", ("Kesejahteraan Sosial",)),
    Family("PENYULUHSOS", "Penyuluh Sosial", ("Kesejahteraan Sosial", "Sosiologi")),
    Family("PKB", "Penyuluh Keluarga Berencana", ("Kesehatan Masyarakat", "Sosiologi")),
    Family("PANGAN", "Analis Ketahanan Pangan", ("Agribisnis", "Teknologi Pangan")),
    Family("PENYULUHTANI", "Penyuluh Pertanian", ("Agronomi", "Agribisnis")),
    Family("VETERINER", "Medik Veteriner", ("Kedokteran Hewan",), "Profesi"),
    Family("PENYULUHIKAN", "Penyuluh Perikanan", ("Budidaya Perairan",)),
    Family("APHP", "Analis Pasar Hasil Perikanan", ("Sosial Ekonomi Perikanan",)),
    Family("PENGENDALILH", "Pengendali Dampak Lingkungan", ("Teknik Lingkungan", "Biologi")),
    Family("ADB", "Administrator Database Kependudukan", ("Informatika", "Sistem Informasi")),
    Family("PKB-UJI", "Penguji Kendaraan Bermotor", ("Teknik Otomotif",), "D-III"),
    Family("HUMAS", "Pranata Hubungan Masyarakat", ("Ilmu Komunikasi",), field="komunikasi dan informatika"),
    Family("PRAKOM", "Pranata Komputer", ("Informatika", "Sistem Informasi")),
    Family("STATISTISI", "Statistisi", ("Statistika",)),
    Family("SANDIMAN", "Sandiman", ("Informatika",)),
    Family("PENERA", "Penera", ("Teknik Mesin",)),
    Family("PERIZINAN", "Penata Perizinan", ("Hukum", "Administrasi Publik")),
    Family("PENGANTARKERJA", "Pengantar Kerja", ("Psikologi", "Manajemen")),
    Family("MEDIATOR", "Mediator Hubungan Industrial", ("Hukum",)),
    Family("ADYATAMA", "Adyatama Kepariwisataan dan Ekonomi Kreatif", ("Pariwisata", "Manajemen")),
    Family("PUSTAKAWAN", "Pustakawan", ("Ilmu Perpustakaan",)),
    Family("ARSIPARIS", "Arsiparis", ("Kearsipan", "Administrasi Publik")),
    Family("ASDMA", "Analis Sumber Daya Manusia Aparatur", ("Manajemen", "Psikologi", "Administrasi Publik")),
    Family("PRANATASDMA", "Pranata Sumber Daya Manusia Aparatur", ("Manajemen Informatika",), "D-III"),
    Family("AKPD", "Analis Keuangan Pusat dan Daerah", ("Akuntansi", "Ekonomi Pembangunan")),
    Family("BENCANA", "Penata Penanggulangan Bencana", ("Teknik Sipil", "Geografi")),
    Family("PERANCANG", "Perancang Peraturan Perundang-undangan", ("Hukum",)),
    Family("PPBJ", "Pengelola Pengadaan Barang dan Jasa", ("Teknik Sipil", "Manajemen", "Hukum"), field="pengadaan"),
    Family("AUDITOR", "Auditor", ("Akuntansi", "Manajemen"), field="pengawasan"),
    Family("PPUPD", "Pengawas Penyelenggaraan Urusan Pemerintahan di Daerah", ("Hukum", "Administrasi Publik"),
        field="pengawasan"),
)  # fmt: skip

CLERKS = (
    Family("PENELAAH", "Penelaah Teknis Kebijakan",
        ("Administrasi Publik", "Manajemen", "Hukum", "Ilmu Pemerintahan"), "S-1", job_class=7),
    Family("PENGOLAH", "Pengolah Data dan Informasi",
        ("Manajemen Informatika", "Akuntansi", "Administrasi Perkantoran"), "D-III", job_class=6),
    Family("ADMINISTRASI", "Pengadministrasi Perkantoran", ("IPS", "Administrasi Perkantoran"), "SLTA", job_class=5),
    Family("OPERATOR", "Operator Layanan Operasional", ("IPS", "IPA", "Teknik Mesin"), "SLTA", job_class=5),
    Family("PENATA", "Penata Layanan Operasional",
        ("Manajemen", "Ekonomi Pembangunan", "Informatika"), "S-1", job_class=7),
)  # fmt: skip

FAMILIES = {family.code: family for family in (*PRIMARY_TEACHERS, *SECONDARY_TEACHERS, *_FUNCTIONAL, *CLERKS)}


def levels_of(family: Family) -> tuple[str, ...]:
    """The levels of a functional family, lowest first."""
    return SKILLED if family.diploma == "D-III" else EXPERT
