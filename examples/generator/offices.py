"""What stands in the organisation: offices, divisions, districts, wards, schools, health centres.

Names of districts and wards are public geography of Pangkalpinang; the structure is a plausible
one and not the regulation of any city.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Division:
    """A bidang. It has sections (`topics`) or, since those were abolished, functional posts (`families`)."""

    code: str
    name: str
    topics: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True)
class Office:
    """A dinas, badan or satuan. `former` is the name until the reorganisation between the snapshots."""

    code: str
    name: str
    kind: str
    field: str
    divisions: tuple[Division, ...]
    site: str
    branches: tuple[str, ...] = ()
    former: str = ""
    clerks: int = 10

    @property
    def label(self) -> str:
        """What its parts call it: the name, or the short form of a long one."""
        return self.name if len(self.name) <= 45 else self.code


OFFICES = (
    Office("DINDIKBUD", "Dinas Pendidikan dan Kebudayaan", "dinas", "pendidikan", (
        Division("PSD", "Pembinaan Sekolah Dasar", ("Kurikulum dan Penilaian SD", "Sarana dan Prasarana SD")),
        Division("PSMP", "Pembinaan Sekolah Menengah Pertama", ("Kurikulum dan Penilaian SMP", "Kelembagaan SMP")),
        Division("PAUD", "PAUD dan Pendidikan Nonformal", (), ("PENGAWASSEKOLAH", "KEBIJAKAN")),
        Division("GTK", "Guru dan Tenaga Kependidikan", ("Guru", "Tenaga Kependidikan")),
        Division("BUDAYA", "Kebudayaan", (), ("PAMONGBUDAYA",), "kebudayaan"),
    ), "Bukit Intan", clerks=15),
    Office("DINKES", "Dinas Kesehatan", "dinas", "kesehatan", (
        Division("KESMAS", "Kesehatan Masyarakat", (), ("PROMKES", "GIZI")),
        Division("P2P", "Pencegahan dan Pengendalian Penyakit", (), ("EPIDEMIOLOG", "SANITASI")),
        Division("YANKES", "Pelayanan Kesehatan", ("Pelayanan Kesehatan Primer", "Pelayanan Kesehatan Rujukan")),
        Division("SDK", "Sumber Daya Kesehatan", (), ("ADMINKES", "APOTEKER")),
    ), "Gerunggang", ("Instalasi Farmasi", "Laboratorium Kesehatan Daerah"), clerks=12),
    Office("PUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "dinas", "pekerjaan umum", (
        Division("BM", "Bina Marga", (), ("JALAN",)),
        Division("CK", "Cipta Karya", (), ("BANGUNAN",)),
        Division("SDA", "Sumber Daya Air", ("Sungai dan Drainase", "Operasi dan Pemeliharaan")),
        Division("TR", "Penataan Ruang", (), ("TATARUANG",)),
    ), "Bukit Intan", ("Laboratorium Konstruksi",), clerks=13),
    Office("PERKIM", "Dinas Perumahan dan Kawasan Permukiman", "dinas", "perumahan", (
        Division("RUMAH", "Perumahan", (), ("BANGUNAN",)),
        Division("KAWASAN", "Kawasan Permukiman", ("Prasarana Permukiman", "Penerangan Jalan Umum")),
        Division("TANAH", "Pertanahan dan Pemakaman", ("Pertanahan", "Pemakaman")),
    ), "Bukit Intan"),
    Office("SATPOLPP", "Satuan Polisi Pamong Praja", "satuan", "ketenteraman dan ketertiban", (
        Division("PPUD", "Penegakan Perundang-undangan Daerah", ("Penyelidikan dan Penyidikan",
        "Hubungan Antarlembaga")),
        Division("TIBUM", "Ketertiban Umum dan Ketenteraman", ("Operasi dan Pengendalian", "Kerja Sama")),
        Division("LINMAS", "Perlindungan Masyarakat", (), ("POLPP",)),
        Division("SDAP", "Sumber Daya Aparatur", (), ("POLPP",)),
    ), "Rangkui", clerks=14),
    Office("DAMKAR", "Dinas Pemadam Kebakaran dan Penyelamatan", "dinas", "kebakaran", (
        Division("CEGAH", "Pencegahan Kebakaran", (), ("DAMKAR",)),
        Division("PADAM", "Pemadaman dan Penyelamatan", ("Operasi Pemadaman", "Penyelamatan dan Evakuasi")),
        Division("SARPRAS", "Sarana dan Prasarana", ("Pengadaan Sarana", "Pemeliharaan Sarana")),
    ), "Girimaya", clerks=12),
    Office("DINSOS", "Dinas Sosial", "dinas", "sosial", (
        Division("REHSOS", "Rehabilitasi Sosial", (), ("PEKSOS",)),
        Division("LINJAMSOS", "Perlindungan dan Jaminan Sosial", ("Jaminan Sosial", "Perlindungan Korban Bencana")),
        Division("DAYASOS", "Pemberdayaan Sosial", (), ("PENYULUHSOS",)),
    ), "Taman Sari"),
    Office("DP3AKB", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana", "dinas",
        "pemberdayaan perempuan", (
        Division("PP", "Pemberdayaan Perempuan", (), ("KEBIJAKAN",)),
        Division("PA", "Perlindungan Anak", ("Pemenuhan Hak Anak", "Perlindungan Khusus Anak")),
        Division("KB", "Pengendalian Penduduk dan Keluarga Berencana", (), ("PKB",), "keluarga berencana"),
    ), "Taman Sari"),
    Office("DPANGAN", "Dinas Pangan dan Pertanian", "dinas", "pertanian", (
        Division("PANGAN", "Ketahanan Pangan", (), ("PANGAN",)),
        Division("TANI", "Tanaman Pangan dan Hortikultura", (), ("PENYULUHTANI",)),
        Division("TERNAK", "Peternakan dan Kesehatan Hewan", (), ("VETERINER",)),
    ), "Gabek", ("Rumah Potong Hewan", "Balai Benih Hortikultura")),
    Office("DKP", "Dinas Kelautan dan Perikanan", "dinas", "kelautan dan perikanan", (
        Division("TANGKAP", "Perikanan Tangkap", ("Kenelayanan", "Sarana Penangkapan")),
        Division("BUDIDAYA", "Perikanan Budidaya", (), ("PENYULUHIKAN",)),
        Division("USAHA", "Pengolahan dan Pemasaran Hasil Perikanan", (), ("APHP",)),
    ), "Pangkalbalam", ("Tempat Pelelangan Ikan",)),
    Office("DLH", "Dinas Lingkungan Hidup", "dinas", "lingkungan hidup", (
        Division("TATA", "Penataan Lingkungan", (), ("PENGENDALILH",)),
        Division("SAMPAH", "Pengelolaan Sampah dan Limbah", ("Pengurangan Sampah", "Penanganan Sampah", "Limbah B3")),
        Division("CEMAR", "Pengendalian Pencemaran", (), ("PENGENDALILH",)),
    ), "Gerunggang", ("Tempat Pemrosesan Akhir", "Laboratorium Lingkungan"), clerks=14),
    Office("DUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", "dinas", "kependudukan", (
        Division("DAFDUK", "Pelayanan Pendaftaran Penduduk", ("Identitas Penduduk", "Pindah Datang")),
        Division("CAPIL", "Pelayanan Pencatatan Sipil", ("Kelahiran dan Kematian", "Perkawinan dan Perceraian")),
        Division("PIAK", "Pengelolaan Informasi Administrasi Kependudukan", (), ("ADB",)),
    ), "Bukit Intan", clerks=12),
    Office("DISHUB", "Dinas Perhubungan", "dinas", "perhubungan", (
        Division("LALIN", "Lalu Lintas", ("Manajemen Lalu Lintas", "Rekayasa Lalu Lintas", "Keselamatan")),
        Division("ANGKUTAN", "Angkutan", ("Angkutan Orang", "Angkutan Barang")),
        Division("SARANA", "Sarana dan Prasarana", (), ("PKB-UJI",)),
    ), "Pangkalbalam", ("Pengujian Kendaraan Bermotor", "Terminal", "Perparkiran"), clerks=14),
    Office("DISKOMINFO", "Dinas Komunikasi dan Informatika", "dinas", "komunikasi dan informatika", (
        Division("IKP", "Informasi dan Komunikasi Publik", (), ("HUMAS",)),
        Division("EGOV", "Aplikasi Informatika", (), ("PRAKOM",)),
        Division("SANDI", "Statistik dan Persandian", (), ("STATISTISI", "SANDIMAN"), "statistik"),
    ), "Taman Sari"),
    Office("DISKUMDAG", "Dinas Koperasi, Usaha Mikro dan Perdagangan", "dinas", "perdagangan", (
        Division("KOP", "Koperasi", ("Kelembagaan Koperasi", "Pengawasan Koperasi")),
        Division("UM", "Usaha Mikro", (), ("KEBIJAKAN",)),
        Division("DAG", "Perdagangan", (), ("PENERA",)),
        Division("PASAR", "Pengelolaan Pasar", ("Penataan Pasar", "Retribusi Pasar")),
    ), "Rangkui", ("Metrologi Legal", "Pasar Pagi"), clerks=14),
    Office("DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "dinas", "penanaman modal", (
        Division("MODAL", "Promosi dan Penanaman Modal", (), ("KEBIJAKAN",)),
        Division("IZIN", "Pelayanan Perizinan", (), ("PERIZINAN",)),
        Division("DATA", "Pengaduan, Data dan Pelaporan", (), ("PERIZINAN",)),
    ), "Taman Sari"),
    Office("DISNAKER", "Dinas Tenaga Kerja dan Perindustrian", "dinas", "tenaga kerja", (
        Division("LATTAS", "Pelatihan dan Penempatan Tenaga Kerja", (), ("PENGANTARKERJA",)),
        Division("HI", "Hubungan Industrial", (), ("MEDIATOR",)),
        Division("INDUSTRI", "Perindustrian", ("Industri Kecil dan Menengah", "Sarana Industri"), (), "perindustrian"),
    ), "Bukit Intan", ("Balai Latihan Kerja",), former="Dinas Tenaga Kerja"),
    Office("DISPORA", "Dinas Pemuda dan Olahraga", "dinas", "kepemudaan dan olahraga", (
        Division("PEMUDA", "Kepemudaan", ("Pengembangan Pemuda", "Kepramukaan")),
        Division("PRESTASI", "Peningkatan Prestasi Olahraga", (), ("KEBIJAKAN",)),
        Division("SARPRAS", "Sarana dan Kemitraan Olahraga", ("Sarana Olahraga", "Kemitraan")),
    ), "Gerunggang", clerks=9),
    Office("DISPAR", "Dinas Pariwisata", "dinas", "pariwisata", (
        Division("DESTINASI", "Destinasi Pariwisata", (), ("ADYATAMA",)),
        Division("PASAR", "Pemasaran Pariwisata", ("Promosi", "Kemitraan Pariwisata")),
        Division("EKRAF", "Ekonomi Kreatif", (), ("ADYATAMA",)),
    ), "Bukit Intan", clerks=9),
    Office("DISPUSIP", "Dinas Perpustakaan dan Kearsipan", "dinas", "perpustakaan dan kearsipan", (
        Division("PUSTAKA", "Pelayanan Perpustakaan", (), ("PUSTAKAWAN",)),
        Division("BINA", "Pembinaan Perpustakaan", (), ("PUSTAKAWAN",)),
        Division("ARSIP", "Kearsipan", (), ("ARSIPARIS",)),
    ), "Rangkui", clerks=9),
    Office("BAPPEDA", "Badan Perencanaan Pembangunan Daerah", "badan", "perencanaan", (
        Division("P2E", "Perencanaan dan Evaluasi Pembangunan", (), ("PERENCANA",)),
        Division("EKO", "Ekonomi dan Sumber Daya Alam", (), ("PERENCANA",)),
        Division("SOSBUD", "Pemerintahan dan Pembangunan Manusia", (), ("PERENCANA",)),
        Division("LITBANG", "Penelitian dan Pengembangan", (), ("KEBIJAKAN",)),
    ), "Bukit Intan", clerks=8),
    Office("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "badan", "kepegawaian", (
        Division("ADAKSI", "Pengadaan, Pemberhentian dan Informasi", (), ("ASDMA", "PRANATASDMA")),
        Division("MUTASI", "Mutasi dan Promosi", (), ("ASDMA",)),
        Division("BANGKOM", "Pengembangan Kompetensi", (), ("ASDMA",)),
        Division("KINERJA", "Penilaian Kinerja dan Penghargaan", (), ("ASDMA",)),
    ), "Bukit Intan"),
    Office("BAKEUDA", "Badan Keuangan Daerah", "badan", "keuangan", (
        Division("ANGGARAN", "Anggaran", (), ("AKPD",)),
        Division("BENDUM", "Perbendaharaan", (), ("AKPD",)),
        Division("AKUN", "Akuntansi dan Pelaporan", (), ("AKPD",)),
        Division("ASET", "Aset Daerah", ("Inventarisasi Aset", "Pemanfaatan Aset")),
    ), "Bukit Intan", clerks=13),
    Office("BAPENDA", "Badan Pendapatan Daerah", "badan", "pendapatan daerah", (
        Division("DAFTAR", "Pendataan dan Penetapan", ("Pendataan", "Penetapan")),
        Division("TAGIH", "Penagihan dan Pengendalian", ("Penagihan", "Keberatan dan Pengendalian")),
        Division("PBB", "PBB dan BPHTB", ("Pelayanan PBB", "Pelayanan BPHTB")),
    ), "Rangkui", clerks=14),
    Office("KESBANGPOL", "Badan Kesatuan Bangsa dan Politik", "badan", "kesatuan bangsa", (
        Division("IDEOLOGI", "Ideologi dan Wawasan Kebangsaan", (), ("KEBIJAKAN",)),
        Division("POLDAGRI", "Politik Dalam Negeri", (), ("KEBIJAKAN",)),
        Division("WASNAS", "Kewaspadaan Nasional", (), ("KEBIJAKAN",)),
    ), "Taman Sari", clerks=7),
    Office("BPBD", "Badan Penanggulangan Bencana Daerah", "badan", "penanggulangan bencana", (
        Division("SIAGA", "Pencegahan dan Kesiapsiagaan", (), ("BENCANA",)),
        Division("DARURAT", "Kedaruratan dan Logistik", ("Kedaruratan", "Logistik")),
        Division("REKON", "Rehabilitasi dan Rekonstruksi", (), ("BENCANA",)),
    ), "Gerunggang", clerks=9),
)  # fmt: skip

SECRETARIAT = (
    ("PEM", "Bagian Pemerintahan", "pemerintahan", "ASISTEN1", ("KEBIJAKAN",)),
    ("KESRA", "Bagian Kesejahteraan Rakyat", "kesejahteraan rakyat", "ASISTEN1", ("KEBIJAKAN",)),
    ("HUKUM", "Bagian Hukum", "hukum", "ASISTEN1", ("PERANCANG",)),
    ("EKON", "Bagian Perekonomian dan Sumber Daya Alam", "perekonomian", "ASISTEN2", ("KEBIJAKAN",)),
    ("PBJ", "Bagian Pengadaan Barang dan Jasa", "pengadaan", "ASISTEN2", ("PPBJ",)),
    ("ADPEM", "Bagian Administrasi Pembangunan", "perencanaan", "ASISTEN2", ("KEBIJAKAN",)),
    ("UMUM", "Bagian Umum", "kesekretariatan", "ASISTEN3", ()),
    ("ORG", "Bagian Organisasi", "organisasi", "ASISTEN3", ("KEBIJAKAN",)),
    ("PROKOPIM", "Bagian Protokol dan Komunikasi Pimpinan", "kesekretariatan", "ASISTEN3", ("HUMAS",)),
)
"""Code, name, field of work, superior, functional families of each bagian of the Sekretariat Daerah."""

DISTRICTS = (
    ("RANGKUI", "Rangkui", (
        "Asam", "Bintang", "Gajah Mada", "Keramat", "Masjid Jamik", "Melintang", "Parit Lalang", "Pintu Air",
    )),
    ("BUKITINTAN", "Bukit Intan", (
        "Air Itam", "Air Mawar", "Bacang", "Pasir Putih", "Semabung Lama", "Sinar Bulan", "Temberan",
    )),
    ("GIRIMAYA", "Girimaya", ("Batu Intan", "Bukit Besar", "Pasar Padi", "Semabung Baru", "Sriwijaya")),
    ("PANGKALBALAM", "Pangkalbalam", ("Ampui", "Ketapang", "Lontong Pancur", "Pasir Garam", "Rejosari")),
    ("GABEK", "Gabek", (
        "Air Salemba", "Gabek Satu", "Gabek Dua", "Jerambah Gantung", "Selindung", "Selindung Baru",
    )),
    ("TAMANSARI", "Taman Sari", ("Batin Tikal", "Gedung Nasional", "Kejaksaan", "Opas Indah", "Rawa Bangun")),
    ("GERUNGGANG", "Gerunggang", (
        "Air Kepala Tujuh", "Bukit Merapin", "Bukit Sari", "Kacang Pedang", "Taman Bunga", "Tua Tunu Indah",
    )),
)  # fmt: skip
"""Code, name and wards of each kecamatan: 7 with 42 kelurahan."""

HEALTH_CENTRES = (
    ("AIRITAM", "Air Itam", "Bukit Intan"), ("GIRIMAYA", "Girimaya", "Girimaya"), ("MELINTANG", "Melintang", "Rangkui"),
    ("PANGKALBALAM", "Pangkalbalam", "Pangkalbalam"), ("SELINDUNG", "Selindung", "Gabek"),
    ("KACANGPEDANG", "Kacang Pedang", "Gerunggang"), ("GERUNGGANG", "Gerunggang", "Gerunggang"),
    ("TAMANSARI", "Taman Sari", "Taman Sari"), ("PASIRPUTIH", "Pasir Putih", "Bukit Intan"),
)  # fmt: skip

PRIMARY_SCHOOLS = 80
SECONDARY_SCHOOLS = 20
