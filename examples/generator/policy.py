"""The text of `mutasi.yaml`."""

from __future__ import annotations

CURRENT = """\
# Kebijakan kota contoh. Semua orang di sini rekaan; struktur dan angkanya masuk akal, tetapi bukan milik siapa pun.
bahasa: id

instansi:
  kode: kota_pangkalpinang
  nama: Pemerintah Kota Pangkalpinang (contoh)
  tempat: Pangkalpinang
  status_kdh: definitif
  # Tanggal ini karangan, supaya contoh berada dalam enam bulan setelah pelantikan kepala daerah: sampai 2026-04-01
  # penggantian pejabat perlu persetujuan tertulis Menteri Dalam Negeri (UU 10/2016 Pasal 162 ayat (3)).
  tanggal_pelantikan_kdh: 2025-10-01
  kop: [Pemerintah Kota Pangkalpinang (contoh), BKPSDM (contoh), Jalan Rekaan Nomor 1]
  sifat: Rahasia
  tujuan: Wali Kota Pangkalpinang
  tembusan: [Inspektur Kota Pangkalpinang (contoh)]
  keberatan: Bidang Mutasi dan Promosi BKPSDM Kota Pangkalpinang (contoh)   # alamat keberatan dalam surat pegawai
  batas_keberatan: 14 hari kerja sejak surat ini diterima
  penandatangan:
    jabatan: Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia
    nama: "{name}"
    pangkat: "{rank}"
    nip: "{nip}"

# "Hari ini" menurut data.
tanggal_acuan: 2026-01-31
# Hari pelantikan yang direncanakan: usia, masa jabatan dan hukuman dihitung pada hari itu.
tmt_penempatan: 2026-04-15

# Bobot dalam persen; jumlahnya harus tepat 100.
kriteria:
  kompetensi:
    jenis: kesesuaian_kompetensi   # capaian asesmen dibanding standar kompetensi jabatan
    bobot: 25
  kinerja:
    jenis: predikat_kinerja        # predikat tahun-tahun terakhir
    bobot: 20
  pengalaman:
    jenis: pengalaman_bidang       # lama bertugas di bidang yang diminta lowongan
    bobot: 15
  pendidikan:
    jenis: pendidikan              # ijazah yang diakui dibanding syarat lowongan
    bobot: 10
  integritas:
    jenis: integritas              # riwayat hukuman disiplin
    bobot: 10
  kepangkatan:
    jenis: kepangkatan
    bobot: 8
  dedikasi:
    jenis: nilai_kolom             # kolom kehadiran: 80 persen ke bawah bernilai 0, 100 persen bernilai penuh
    kolom: kehadiran
    bawah: 80
    atas: 100
    bobot: 7
  minat:
    jenis: minat                   # keinginan pegawai yang tercatat di data/minat.csv
    bobot: 5

# Rencana semua perpindahan: nilai jabatan yang strategis dihitung berlipat, dan hanya mereka yang berada di antara 20
# peringkat teratas suatu jabatan ditempatkan di sana.
rencana:
  bobot: {{JPT_PRATAMA: 4, ADMINISTRATOR: 2}}
  peringkat_terendah: 20

# Yang berbeda dari bawaan. Setiap perubahan dicetak pada hasil yang dipengaruhinya.
aturan:
  USIA-03:
    berat: keras                   # kebijakan kota: hanya yang masa kerjanya tersisa paling sedikit satu tahun
    min_sisa_bulan: 12
  DISIPLIN-03:
    berat: keras                   # hukuman sedang atau berat dalam dua tahun terakhir menggugurkan
"""

ARCHIVED = """\
# Potret sebelumnya, untuk dibandingkan dengan keadaan kini: mutasi diff arsip/2025-07 .
bahasa: id

instansi:
  kode: kota_pangkalpinang
  nama: Pemerintah Kota Pangkalpinang (contoh)
  tempat: Pangkalpinang
  status_kdh: Pj

tanggal_acuan: 2025-07-31
"""
