"""Fields of study, titles and diplomas."""

from __future__ import annotations

from dataclasses import dataclass

ORDER = {
    "SD": 1, "SLTP": 2, "SLTA": 3, "D-I": 4, "D-II": 5, "D-III": 6, "D-IV": 7, "S-1": 7, "Profesi": 8, "S-2": 9,
    "Sp-1": 9, "S-3": 10,
}  # fmt: skip

ENTRY_RANK = {
    "SD": "I/a", "SLTP": "I/c", "SLTA": "II/a", "D-II": "II/b", "D-III": "II/c", "D-IV": "III/a", "S-1": "III/a",
    "Profesi": "III/b", "S-2": "III/b", "Sp-1": "III/b", "S-3": "III/c",
}  # fmt: skip
"""The rank with which a CPNS of that education begins."""

CONTRACT_RANK = {"SLTA": "V", "D-III": "VII", "D-IV": "IX", "S-1": "IX", "Profesi": "X", "S-2": "X"}
"""The rank of a PPPK of that education."""

GRADUATION_AGE = {
    "SD": 12, "SLTP": 15, "SLTA": 18, "D-II": 20, "D-III": 21, "D-IV": 22, "S-1": 22, "Profesi": 24, "Sp-1": 31,
    "S-2": 26,
}  # fmt: skip

_BACHELOR = {
    "Teknik": "S.T.", "Arsitektur": "S.T.", "Perencanaan Wilayah dan Kota": "S.T.", "Kesehatan Masyarakat": "S.K.M.",
    "Kesehatan Lingkungan": "S.K.M.", "Keperawatan": "S.Kep.", "Kebidanan": "S.Keb.", "Gizi": "S.Gz.",
    "Kedokteran Hewan": "S.K.H.", "Kedokteran": "S.Ked.", "Kedokteran Gigi": "S.K.G.", "Farmasi": "S.Farm.",
    "Hukum": "S.H.", "Manajemen": "S.E.", "Ekonomi": "S.E.", "Akuntansi": "S.E.", "Administrasi Publik": "S.A.P.",
    "Ilmu Pemerintahan": "S.IP.", "Ilmu Politik": "S.IP.", "Agronomi": "S.P.", "Agribisnis": "S.P.",
    "Teknologi Pangan": "S.T.P.", "Budidaya Perairan": "S.Pi.", "Sosial Ekonomi Perikanan": "S.Pi.",
    "Informatika": "S.Kom.", "Sistem Informasi": "S.Kom.", "Psikologi": "S.Psi.", "Ilmu Komunikasi": "S.I.Kom.",
    "Pendidikan Agama Islam": "S.Pd.I.", "Pendidikan": "S.Pd.", "Bimbingan dan Konseling": "S.Pd.",
    "Kesejahteraan Sosial": "S.Tr.Sos.", "Sosiologi": "S.Sos.", "Antropologi": "S.Sos.", "Sejarah": "S.Hum.",
    "Ilmu Perpustakaan": "S.I.P.", "Kearsipan": "S.Hum.", "Pariwisata": "S.Par.", "Statistika": "S.Stat.",
    "Biologi": "S.Si.", "Geografi": "S.Si.",
}  # fmt: skip
_MASTER = {
    "Manajemen": "M.M.", "Administrasi Publik": "M.A.P.", "Hukum": "M.H.", "Kesehatan Masyarakat": "M.K.M.",
    "Teknik Sipil": "M.T.", "Ilmu Pemerintahan": "M.IP.", "Manajemen Pendidikan": "M.Pd.", "Akuntansi": "M.Ak.",
    "Perencanaan Wilayah": "M.T.", "Ilmu Lingkungan": "M.Si.", "Kebijakan Publik": "M.Si.", "Agribisnis": "M.P.",
    "Ilmu Komunikasi": "M.I.Kom.", "Sistem Informasi": "M.Kom.",
}  # fmt: skip
_DIPLOMA = {"Keperawatan": "A.Md.Kep.", "Kebidanan": "A.Md.Keb.", "Gizi": "A.Md.Gz.", "Kesehatan Gigi": "A.Md.Kes."}
_SPECIALIST = {
    "Penyakit Dalam": "Sp.PD", "Bedah": "Sp.B", "Kesehatan Anak": "Sp.A", "Obstetri dan Ginekologi": "Sp.OG",
    "Anestesi": "Sp.An", "Radiologi": "Sp.Rad",
}  # fmt: skip
_PROFESSION = {
    "Kedokteran": ("dr.", ""), "Kedokteran Gigi": ("drg.", ""), "Kedokteran Hewan": ("drh.", ""),
    "Farmasi": ("apt.", ""), "Keperawatan": ("", "Ns."),
}  # fmt: skip

BACHELORS_BY_FIELD = {
    "pendidikan": ("Pendidikan Matematika", "Pendidikan Bahasa Indonesia", "Pendidikan Guru Sekolah Dasar"),
    "kebudayaan": ("Sejarah", "Antropologi"),
    "kesehatan": ("Kesehatan Masyarakat", "Keperawatan", "Farmasi"),
    "pekerjaan umum": ("Teknik Sipil", "Arsitektur", "Perencanaan Wilayah dan Kota"),
    "perumahan": ("Teknik Sipil", "Arsitektur"),
    "ketenteraman dan ketertiban": ("Hukum", "Ilmu Pemerintahan"),
    "kebakaran": ("Teknik Sipil", "Manajemen"),
    "sosial": ("Kesejahteraan Sosial", "Sosiologi"),
    "pemberdayaan perempuan": ("Psikologi", "Sosiologi", "Hukum"),
    "keluarga berencana": ("Kesehatan Masyarakat", "Sosiologi"),
    "pertanian": ("Agronomi", "Agribisnis", "Teknologi Pangan"),
    "kelautan dan perikanan": ("Budidaya Perairan", "Sosial Ekonomi Perikanan"),
    "lingkungan hidup": ("Teknik Lingkungan", "Biologi"),
    "kependudukan": ("Ilmu Pemerintahan", "Sistem Informasi"),
    "perhubungan": ("Teknik Sipil", "Teknik Mesin", "Manajemen"),
    "komunikasi dan informatika": ("Informatika", "Ilmu Komunikasi", "Sistem Informasi"),
    "statistik": ("Statistika", "Informatika"),
    "perdagangan": ("Ekonomi Pembangunan", "Manajemen"),
    "penanaman modal": ("Ekonomi Pembangunan", "Hukum"),
    "tenaga kerja": ("Hukum", "Psikologi"),
    "perindustrian": ("Teknik Industri", "Ekonomi Pembangunan"),
    "kepemudaan dan olahraga": ("Pendidikan Jasmani", "Administrasi Publik"),
    "pariwisata": ("Pariwisata", "Manajemen"),
    "perpustakaan dan kearsipan": ("Ilmu Perpustakaan", "Kearsipan"),
    "perencanaan": ("Ekonomi Pembangunan", "Perencanaan Wilayah dan Kota"),
    "kepegawaian": ("Administrasi Publik", "Psikologi", "Manajemen"),
    "keuangan": ("Akuntansi", "Ekonomi Pembangunan"),
    "pendapatan daerah": ("Akuntansi", "Manajemen"),
    "kesatuan bangsa": ("Ilmu Politik", "Ilmu Pemerintahan"),
    "penanggulangan bencana": ("Teknik Sipil", "Geografi"),
    "pemerintahan": ("Ilmu Pemerintahan", "Administrasi Publik", "Ilmu Politik"),
    "kesejahteraan rakyat": ("Kesejahteraan Sosial", "Administrasi Publik"),
    "hukum": ("Hukum",),
    "perekonomian": ("Ekonomi Pembangunan", "Manajemen"),
    "pengadaan": ("Teknik Sipil", "Manajemen", "Hukum"),
    "kesekretariatan": ("Administrasi Publik", "Manajemen", "Ilmu Komunikasi"),
    "organisasi": ("Administrasi Publik", "Manajemen"),
    "pengawasan": ("Akuntansi", "Hukum"),
    "pemberdayaan masyarakat": ("Administrasi Publik", "Sosiologi"),
}  # fmt: skip
"""Fields of study that fit a field of work."""

GENERAL_BACHELORS = ("Manajemen", "Administrasi Publik", "Hukum", "Ilmu Pemerintahan", "Ekonomi Pembangunan")
GENERAL_MASTERS = ("Manajemen", "Administrasi Publik", "Kebijakan Publik", "Ilmu Pemerintahan")
MASTERS_BY_FIELD = {
    "pendidikan": ("Manajemen Pendidikan",),
    "kesehatan": ("Kesehatan Masyarakat",),
    "pekerjaan umum": ("Teknik Sipil", "Perencanaan Wilayah"),
    "perumahan": ("Teknik Sipil",),
    "hukum": ("Hukum",),
    "lingkungan hidup": ("Ilmu Lingkungan",),
    "keuangan": ("Akuntansi",),
    "pengawasan": ("Akuntansi",),
    "pertanian": ("Agribisnis",),
    "perencanaan": ("Perencanaan Wilayah",),
    "komunikasi dan informatika": ("Ilmu Komunikasi", "Sistem Informasi"),
    "perpustakaan dan kearsipan": ("Administrasi Publik",),
}  # fmt: skip

UNIVERSITIES = (
    "Universitas Bangka Belitung", "Universitas Sriwijaya", "Universitas Terbuka", "STIE Pertiba Pangkalpinang",
    "Universitas Indonesia", "Universitas Padjadjaran", "Universitas Gadjah Mada", "Universitas Andalas",
)  # fmt: skip
SCHOOLS = (
    "SMA Negeri 1 Pangkalpinang", "SMA Negeri 2 Pangkalpinang", "SMA Negeri 3 Pangkalpinang", "SMA Negeri 1 Sungailiat",
    "SMK Negeri 1 Pangkalpinang", "SMK Negeri 2 Pangkalpinang", "MA Negeri 1 Pangkalpinang", "SMA Negeri 1 Muntok",
)  # fmt: skip


@dataclass(frozen=True)
class Diploma:
    """One diploma; `recognised` tells whether its title stands in the records."""

    level: str
    major: str
    year: int
    school: str
    recognised: bool = True


def _longest(table: dict[str, str], major: str) -> str:
    """The title of the longest key that begins the field of study."""
    keys = [key for key in table if major.startswith(key)]
    return table[max(keys, key=len)] if keys else ""


def titles(diplomas: tuple[Diploma, ...]) -> tuple[str, str]:
    """Titles before and after the name that the recognised diplomas give.

    A diploma of three years gives way to a bachelor of the same field.
    """
    front: list[str] = []
    back: list[str] = []
    known = [diploma for diploma in diplomas if diploma.recognised]
    has_bachelor = any(diploma.level in ("S-1", "D-IV") for diploma in known)
    for diploma in known:
        if diploma.level == "Profesi":
            before, after = _PROFESSION[diploma.major]
            front += [before] if before else []
            back = [title for title in back if title not in ("S.Ked.", "S.K.G.", "S.K.H.")]
            back += [after] if after else []
        elif diploma.level == "D-III" and not has_bachelor:
            back.append(_DIPLOMA.get(diploma.major, "A.Md."))
        elif diploma.level == "D-IV":
            back.append("S.STP.")
        elif diploma.level in ("S-1", "S-2", "Sp-1"):
            table = {"S-1": _BACHELOR, "S-2": _MASTER, "Sp-1": _SPECIALIST}[diploma.level]
            back.append(_longest(table, diploma.major))
    return " ".join(front), ", ".join(back)
