"""The vocabulary of coded columns, in the spelling of the files.

Only names stand here. What a code means (order, level, age limit, source) stands in `reference/`;
a test holds that both lists agree.
"""

from __future__ import annotations

TABLE_NAMES = (
    "pegawai", "unit", "jabatan", "penugasan", "lowongan", "riwayat_jabatan", "kinerja", "kompetensi", "pendidikan",
    "diklat", "disiplin", "minat", "relasi", "talenta", "uji_kompetensi", "sertifikat", "persetujuan",
    "jarak",
)  # fmt: skip
"""The tables in the order in which files are read; declared in `tables`, whose import takes much longer."""

GOLONGAN_PNS = tuple(f"{roman}/{letter}" for roman in ("I", "II", "III") for letter in "abcd") + tuple(
    f"IV/{letter}" for letter in "abcde"
)
GOLONGAN_PPPK = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
GOLONGAN = GOLONGAN_PNS + GOLONGAN_PPPK

ESELON = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a")

JENJANG_JPT = ("JPT_MADYA", "JPT_PRATAMA")
JENJANG_MANAJERIAL = (*JENJANG_JPT, "ADMINISTRATOR", "PENGAWAS")
JENJANG_JF_KEAHLIAN = ("JF_AHLI_UTAMA", "JF_AHLI_MADYA", "JF_AHLI_MUDA", "JF_AHLI_PERTAMA")
JENJANG_JF_KETERAMPILAN = ("JF_PENYELIA", "JF_MAHIR", "JF_TERAMPIL", "JF_PEMULA")
JENJANG_JF = JENJANG_JF_KEAHLIAN + JENJANG_JF_KETERAMPILAN
JENJANG = (*JENJANG_MANAJERIAL, "PELAKSANA", *JENJANG_JF)

PENDIDIKAN = (
    "SD",
    "SLTP",
    "SLTA",
    "D-I",
    "D-II",
    "D-III",
    "D-IV",
    "S-1",
    "Profesi",
    "S-2",
    "Sp-1",
    "Sp-2",
    "S-3",
)

PREDIKAT = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
POTENSIAL = ("tinggi", "menengah", "rendah")
RATING = ("di_atas_ekspektasi", "sesuai_ekspektasi", "di_bawah_ekspektasi")

STATUS_PPPK = ("PPPK", "PPPK_PARUH_WAKTU")
STATUS_KEPEGAWAIAN = ("PNS", "CPNS", *STATUS_PPPK)
STATUS_AKTIF = (
    "aktif", "tugas_belajar", "cltn", "diperbantukan", "diberhentikan_sementara", "mpp", "pensiun", "meninggal",
    "pindah_instansi", "berhenti",
)  # fmt: skip
STATUS_KELUAR = ("pensiun", "meninggal", "pindah_instansi", "berhenti")
"""Of who has left and whose record stays."""
JENIS_KELAMIN = ("L", "P")
YA_TIDAK = ("ya", "tidak")

JENIS_PENUGASAN = ("definitif", "plt", "plh", "pj", "tugas_tambahan")
JENIS_RIWAYAT = ("definitif", "plt", "plh", "pj")
JENIS_UNIT = (
    "pemerintah", "sekretariat", "inspektorat", "dinas", "badan", "satuan", "kecamatan", "kelurahan",
    "bagian", "bidang", "subbagian", "seksi", "upt", "sekolah", "puskesmas", "rumah_sakit", "lainnya",
)  # fmt: skip
JENIS_DIKLAT = ("PKN_I", "PKN_II", "PKA", "PKP", "fungsional", "teknis", "seminar")
JENIS_HUKUMAN = ("R1", "R2", "R3", "S1", "S2", "S3", "B1", "B2", "B3")
TINGKAT_HUKUMAN = ("ringan", "sedang", "berat")
STATUS_HUKUMAN = ("proses", "menjalani", "selesai")
JENIS_MINAT = ("jabatan", "unit", "bidang", "tetap")
SIFAT_MINAT = ("ingin", "hanya", "tidak")
ARAH_PERPINDAHAN = ("rotasi", "promosi", "diagonal", "demosi")
HUBUNGAN = ("suami_istri", "orang_tua", "anak", "saudara_kandung", "mertua", "menantu", "ipar")
KODE_KHUSUS = (
    "CAMAT", "KADIS_DUKCAPIL", "SEKDA", "SEKWAN", "INSPEKTUR",
    "KEPALA_PUSKESMAS", "KEPALA_SEKOLAH", "DIREKTUR_RSUD",
)  # fmt: skip
KODE_KEPALA = ("KEPALA_PUSKESMAS", "KEPALA_SEKOLAH", "DIREKTUR_RSUD")
"""Heads of services whose post may be a functional one by its level."""
HASIL_UJI = ("lulus", "tidak_lulus")
PEMICU = ("dinas", "permintaan_sendiri")
JENIS_PERSETUJUAN = ("mendagri", "gubernur", "dprd", "bkn", "presiden")
MEKANISME = ("seleksi_terbuka", "uji_kompetensi", "manajemen_talenta")
STATUS_KDH = ("definitif", "Pj", "Plt", "Pjs")

KOMPETENSI_MANAJERIAL = tuple(f"M.0{number}" for number in range(1, 9))
KOMPETENSI_SOSIAL_KULTURAL = ("SK.01",)
KOMPETENSI_DASAR = KOMPETENSI_MANAJERIAL + KOMPETENSI_SOSIAL_KULTURAL
HIGHEST_LEVEL = 5
"""Of a competence, and of any criterion in profile matching."""
