"""Made-up people, posts and vacancies in any number, quickly and always the same.

`python -m tests.bench.data KIND COUNT` makes a dataset once and keeps it in the folder for temporary files, by a
name that changes with this file. Kinds: `faulty` (people, posts and units; two people in a hundred have a fault),
`plain` (the same without quotes), `earlier` and `later` (two sound snapshots), `agency` (all tables that a ranking
reads, with a vacancy for every 13 to 20 people), `vacancies` (only these, in so many).
"""

from __future__ import annotations

import datetime
import getpass
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mutasi.render.workbook import workbook

AS_OF = datetime.date(2026, 1, 31)
FAULTY = 0.02
VACANCIES = {4_000: 300, 60_000: 3_000}
"""How many vacancies an agency of so many people has."""

Texts = NDArray[np.str_]
Random = np.random.Generator

SYLLABLES = (
    "Adi", "Bela", "Candra", "Dewi", "Eka", "Fitri", "Gita", "Hadi", "Indra", "Joko", "Kartika", "Lestari",
    "Mega", "Nanda", "Oka", "Putri", "Rahma", "Sari", "Tirta", "Utami", "Vina", "Wira", "Yani", "Zaki",
)  # fmt: skip
ENDINGS = ("wan", "wati", "ningsih", "anto", "ono", "asih", "di", "na", "ra", "sya", "man", "tika")
TITLES = ("S.Sos.", "S.E.", "S.H.", "S.Pd.", "S.Kom.", "S.Kep.", "S.T.", "A.Md.")
DOUBLE_TITLES = ("S.A.P., M.Si.", "S.H., M.H.", "S.E., M.M.", "S.Pd., M.Pd.")
FIELDS_OF_WORK = (
    "pendidikan", "kesehatan", "pemerintahan", "keuangan", "kepegawaian", "perencanaan", "hukum", "sosial",
    "pertanian", "perdagangan", "perhubungan", "pariwisata", "organisasi", "pengawasan", "kesekretariatan",
    "pekerjaan umum", "lingkungan hidup", "tenaga kerja", "statistik", "kebudayaan",
)  # fmt: skip
FIELDS_OF_STUDY = (
    "Hukum", "Manajemen", "Akuntansi", "Administrasi Publik", "Ilmu Pemerintahan", "Ekonomi Pembangunan",
    "Kesehatan Masyarakat", "Keperawatan", "Teknik Sipil", "Teknik Informatika", "Agribisnis", "Sosiologi",
    "Psikologi", "Pendidikan Matematika", "Ilmu Komunikasi", "Statistika",
)  # fmt: skip
MANAGERIAL = (("PENGAWAS", "IV.a", 9), ("PENGAWAS", "IV.b", 8), ("ADMINISTRATOR", "III.a", 12),
              ("ADMINISTRATOR", "III.b", 11), ("PENGAWAS", "IV.a", 9), ("PENGAWAS", "IV.a", 9),
              ("PENGAWAS", "IV.b", 8), ("ADMINISTRATOR", "III.b", 11), ("JPT_PRATAMA", "II.b", 14))  # fmt: skip
OTHERS = (("PELAKSANA", 7), ("JF_AHLI_MUDA", 9), ("JF_AHLI_PERTAMA", 8), ("JF_AHLI_MADYA", 11), ("JF_TERAMPIL", 6),
          ("PELAKSANA", 6), ("JF_AHLI_MUDA", 9), ("JF_AHLI_PERTAMA", 8), ("PELAKSANA", 5))  # fmt: skip
COMPETENCES = (*(f"M.0{number}" for number in range(1, 9)), "SK.01")

POLICY = f"""\
tanggal_acuan: {AS_OF}
tmt_penempatan: 2026-04-01
kriteria:
  kompetensi: {{jenis: kesesuaian_kompetensi, bobot: 20}}
  kinerja: {{jenis: predikat_kinerja, bobot: 20}}
  pengalaman: {{jenis: pengalaman_bidang, bobot: 15}}
  pendidikan: {{jenis: pendidikan, bobot: 10}}
  kepangkatan: {{jenis: kepangkatan, bobot: 8}}
  senioritas: {{jenis: senioritas, bobot: 5}}
  diklat: {{jenis: diklat, bobot: 5}}
  integritas: {{jenis: integritas, bobot: 7}}
  minat: {{jenis: minat, bobot: 3}}
  dedikasi: {{jenis: nilai_kolom, kolom: kehadiran, bawah: 80, atas: 100, bobot: 7}}
"""


def folder(kind: str, count: int) -> Path:
    """Where a dataset lies; it is made when it is not there yet."""
    version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    place = Path(tempfile.gettempdir()) / f"mutasi-bench-{getpass.getuser()}" / version / f"{kind}-{count}"
    if not place.is_dir():
        _without_other_versions(place.parent)
        unfinished = Path(tempfile.mkdtemp(dir=place.parent))
        try:
            MAKERS[kind](unfinished, count)
            unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return place


def _without_other_versions(place: Path) -> None:
    """Make the folder of a version, and remove those of others: a million people take room."""
    place.mkdir(parents=True, exist_ok=True)
    for other in place.parent.iterdir():
        if other != place:
            shutil.rmtree(other, ignore_errors=True)


# Tables ------------------------------------------------------------------------------------------------


def _write(place: Path, **tables: pl.DataFrame) -> None:
    for name, table in tables.items():
        table.write_csv(place / f"{name}.csv")
    (place / "mutasi.yaml").write_text(POLICY, encoding="utf-8")


def _one_of(random: Random, choices: tuple[str, ...], count: int, blank: float = 0.0) -> pl.Series:
    chosen = pl.Series(choices).gather(random.integers(0, len(choices), count))
    return chosen if not blank else chosen.zip_with(pl.Series(random.random(count) >= blank), _blank(count))


def _blank(count: int) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, count)


def _posts(count: int) -> tuple[int, int]:
    """Posts for so many people, and how many of them are managerial: these come first and have one seat."""
    posts = count * 3 // 4 + 10
    return posts, posts * 23 // 100


def _structure(count: int) -> dict[str, pl.DataFrame]:
    """Posts and units: a tree of three levels, five posts a unit."""
    posts, managerial = _posts(count)
    number = np.arange(posts)
    of_manager = [MANAGERIAL[at % len(MANAGERIAL)] for at in range(managerial)]
    of_others = [OTHERS[at % len(OTHERS)] for at in range(posts - managerial)]
    jabatan = pl.DataFrame(
        {
            "id_jabatan": [f"J{at:06d}" for at in number],
            "nama": [f"Jabatan Nomor {at}" for at in number],
            "id_unit": [f"U{at // 5:06d}" for at in number],
            "jenjang": [level for level, *_ in of_manager] + [level for level, _ in of_others],
            "eselon": [echelon for _, echelon, _ in of_manager] + [None] * (posts - managerial),
            "kelas": [grade for *_, grade in of_manager] + [grade for _, grade in of_others],
            "kebutuhan": np.where(number < managerial, 1, 40),
            "bidang": [FIELDS_OF_WORK[at // 5 % len(FIELDS_OF_WORK)] for at in number],
        }
    )
    units = np.arange(posts // 5 + 1)
    unit = pl.DataFrame(
        {
            "id_unit": [f"U{at:06d}" for at in units],
            "nama": [f"Unit Nomor {at}" for at in units],
            "id_induk": [None, *(f"U{at // 8:06d}" for at in units[1:])],
            "jenis": ["pemerintah", *("bidang" for _ in units[1:])],
        }
    )
    return {"jabatan": jabatan, "unit": unit}


def _people(count: int, *, quotes: bool = True, vacant: int = 0, seed: int = 7) -> pl.DataFrame:
    """Sound people in the columns of `pegawai`; dates are dates. The last `vacant` managerial posts have no holder."""
    random = np.random.default_rng(seed)
    born = np.datetime64("1969-01-01") + random.integers(0, 31 * 365, count).astype("timedelta64[D]")
    pppk = random.random(count) < 0.15
    since = np.minimum(_year(born) + random.integers(20, 29, count), 2024)
    since = np.where(pppk, random.integers(2021, 2026, count), since)
    month = random.integers(1, 13, count)
    later = since + 1 + (random.random(count) * (2025 - since)).astype(int)
    frame = pl.DataFrame(
        {
            "lahir": born, "pppk": pppk, "tahun": since, "bulan": month, "tahun_pangkat": later,
            "laki": random.random(count) < 0.42, "naik": random.integers(0, 2, count),
            "tahun_jabatan": since + 1 + (random.random(count) * (2025 - since)).astype(int),
            "bulan_jabatan": random.integers(1, 13, count), "kehadiran": random.integers(8_000, 10_001, count),
            "nama": _names(random, count), "gelar_belakang": _titles(random, count, quotes=quotes),
            "id_jabatan": _held_posts(random, count, vacant, pppk), "tingkat": random.integers(0, 3, count),
            "spt": random.random(count) < 0.75, "pengadilan": random.random(count) < 0.98,
        }
    )  # fmt: skip
    return _columns(frame.with_columns(cpns=pl.date("tahun", "bulan", 1)))


def _year(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _names(random: Random, count: int) -> pl.Series:
    first, second = _one_of(random, SYLLABLES, count), _one_of(random, SYLLABLES, count)
    third, last = _one_of(random, SYLLABLES, count).str.to_lowercase(), _one_of(random, ENDINGS, count)
    return first + " " + second + third + last


def _titles(random: Random, count: int, *, quotes: bool) -> pl.Series:
    single, double = _one_of(random, TITLES, count, blank=0.1), _one_of(random, DOUBLE_TITLES, count)
    return single if not quotes else double.zip_with(pl.Series(random.random(count) < 0.08), single)


def _held_posts(random: Random, count: int, vacant: int, pppk: NDArray[np.bool_]) -> pl.Series:
    """Each managerial post but the vacant ones is held by one PNS; all others have a post of another kind."""
    posts, managerial = _posts(count)
    number = random.integers(managerial, posts, count)
    number[: managerial - vacant] = np.arange(managerial - vacant)
    number = random.permutation(number)
    barred = np.flatnonzero((number < managerial) & pppk)
    others = np.flatnonzero((number >= managerial) & ~pppk)[: barred.size]
    number[barred], number[others] = number[others], number[barred]
    return "J" + pl.Series(number).cast(pl.String).str.zfill(6)


def _columns(frame: pl.DataFrame) -> pl.DataFrame:
    """`pegawai` from what was drawn. A serial number tells apart who shares all other digits of the NIP."""
    pppk = pl.col("pppk")
    digits = pl.concat_str(
        pl.col("lahir").dt.strftime("%Y%m%d"),
        pl.col("tahun").cast(pl.String),
        pl.when(pppk).then(pl.lit("21")).otherwise(pl.col("bulan").cast(pl.String).str.zfill(2)),
        pl.when("laki").then(pl.lit("1")).otherwise(pl.lit("2")),
    )
    frame = frame.with_columns(digits=digits).with_columns(serial=pl.int_range(pl.len()).over("digits") + 1)
    served = pl.col("tahun_pangkat") - pl.col("tahun")
    ranks = pl.Series([f"III/{letter}" for letter in "abcd"] + [f"IV/{letter}" for letter in "abc"])
    step = (served // 4 + pl.col("tingkat")).clip(0, len(ranks) - 1)
    since_rank = pl.date("tahun_pangkat", pl.col("naik") * 6 + 4, 1)
    since_post = pl.date("tahun_jabatan", "bulan_jabatan", 2)
    return frame.select(
        nip=pl.col("digits") + pl.col("serial").cast(pl.String).str.zfill(3),
        nama="nama",
        gelar_depan=pl.when(pl.col("tingkat") + pl.col("naik") == 3).then(pl.lit("Drs.")),
        gelar_belakang="gelar_belakang",
        status_kepegawaian=pl.when(pppk).then(pl.lit("PPPK")).otherwise(pl.lit("PNS")),
        status_aktif=pl.lit("aktif"),
        tanggal_lahir="lahir",
        jenis_kelamin=pl.when("laki").then(pl.lit("L")).otherwise(pl.lit("P")),
        tmt_cpns="cpns",
        tmt_pns=pl.when(~pppk).then(pl.col("cpns").dt.offset_by("1y")),
        golongan=pl.when(pppk).then(pl.lit("IX")).otherwise(pl.lit(ranks).gather(step)),
        tmt_pangkat=pl.when(pppk).then("cpns").otherwise(since_rank),
        masa_kerja_tahun=pl.when(pppk).then(0).otherwise(served),
        masa_kerja_bulan=pl.when(pppk).then(0).otherwise(pl.col("bulan") - 1),
        id_jabatan="id_jabatan",
        tmt_jabatan=pl.when(pppk).then("cpns").otherwise(since_post),
        id_unit=pl.lit(None, pl.String),
        proses_peradilan=pl.when("pengadilan").then(pl.lit("tidak")),
        lhkpn_tahun=pl.lit(None, pl.Int64),
        spt_tahun=pl.when("spt").then(2024),
        kontrak_mulai=pl.when(pppk).then("cpns"),
        kontrak_selesai=pl.when(pppk).then(pl.col("cpns").dt.offset_by("5y").dt.offset_by("-1d")),
        kehadiran=(pl.col("kehadiran") // 100).cast(pl.String)
        + "."
        + (pl.col("kehadiran") % 100).cast(pl.String).str.zfill(2),
    )


# Faults ------------------------------------------------------------------------------------------------

FAULTS: tuple[tuple[str, pl.Expr], ...] = (
    ("golongan", pl.lit("III/e")),
    ("golongan", pl.lit("XII")),
    ("tanggal_lahir", pl.lit("1988-08-17")),
    ("jenis_kelamin", pl.when(pl.col("jenis_kelamin") == "L").then(pl.lit("P")).otherwise(pl.lit("L"))),
    ("tmt_pns", pl.lit("1980-01-01")),
    ("tmt_pangkat", pl.lit("2020-02-30")),
    ("tmt_jabatan", pl.lit("2026-11-01")),
    ("id_jabatan", pl.col("id_jabatan").str.replace("J", "JX")),
    ("id_jabatan", pl.lit(None, pl.String)),
    ("kehadiran", pl.lit("101.50")),
    ("nama", pl.lit(None, pl.String)),
    ("status_aktif", pl.lit("Aktif")),
    ("nip", pl.col("nip").str.slice(0, 17)),
)
"""What is planted: a column and its faulty text."""


def _with_faults(people: pl.DataFrame, seed: int = 11) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    chosen = random.random(people.height) < FAULTY
    texts = people.with_columns(pl.all().cast(pl.String))
    texts = texts.with_columns(fault=np.where(chosen, random.integers(0, len(FAULTS), people.height), -1))
    for number, (column, faulty) in enumerate(FAULTS):
        texts = texts.with_columns(pl.when(pl.col("fault") == number).then(faulty).otherwise(column).alias(column))
    return texts.drop("fault")


# Datasets ----------------------------------------------------------------------------------------------


def _faulty(place: Path, count: int) -> None:
    _write(place, pegawai=_with_faults(_people(count)), **_structure(count))


def _plain(place: Path, count: int) -> None:
    _write(place, pegawai=_with_faults(_people(count, quotes=False)), **_structure(count))


def _workbook(place: Path, count: int) -> None:
    people = _people(count)
    rows = people.cast(pl.String).iter_rows()
    (place / "pegawai.xlsx").write_bytes(workbook("pegawai", people.columns, rows))


def _earlier(place: Path, count: int) -> None:
    _write(place, pegawai=_people(count), **_structure(count))


def _later(place: Path, count: int) -> None:
    """The same people half a year later: of 1,000 some 10 hold another post, 5 have another rank, 3 left, 3 are new."""
    people = _people(count)
    random = np.random.default_rng(13)
    posts, managerial = _posts(count)
    post = "J" + pl.Series(random.integers(managerial, posts, count)).cast(pl.String).str.zfill(6)
    people = people.with_columns(draw=random.random(count), other=post)
    moved, risen = pl.col("draw") < 0.010, pl.col("draw").is_between(0.010, 0.015)
    people = people.with_columns(
        id_jabatan=pl.when(moved).then("other").otherwise("id_jabatan"),
        tmt_jabatan=pl.when(moved).then(pl.lit(datetime.date(2026, 1, 5))).otherwise("tmt_jabatan"),
        golongan=pl.when(risen & (pl.col("status_kepegawaian") == "PNS")).then(pl.lit("IV/d")).otherwise("golongan"),
    ).filter(~pl.col("draw").is_between(0.015, 0.018))
    new = _people(count // 300 + 1, seed=17).join(people, on="nip", how="anti", maintain_order="left")
    new = new.with_columns(id_jabatan=post.head(new.height))
    _write(place, pegawai=pl.concat([people.drop("draw", "other"), new]), **_structure(count))


def _agency(place: Path, count: int) -> None:
    vacant = VACANCIES[count]
    people, structure = _people(count, vacant=vacant), _structure(count)
    _write(place, pegawai=people, **structure, **_facts(people))
    managerial = _posts(count)[1]
    text = vacancy_documents(structure["jabatan"]["id_jabatan"][managerial - vacant : managerial].to_list())
    (place / "lowongan.yaml").write_text(text, encoding="utf-8")


def _facts(people: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What is known of people beside `pegawai`: about as much a person as in the example city."""
    random = np.random.default_rng(19)
    return {
        "riwayat_jabatan": _history(people, random),
        "kinerja": _ratings(people, random),
        "kompetensi": _competences(people, random),
        "pendidikan": _diplomas(people, random),
        "diklat": _trainings(people, random),
        "disiplin": _penalties(people, random),
        "minat": _wishes(people, random),
    }


def _sample(people: pl.DataFrame, random: Random, share: float) -> pl.DataFrame:
    return people.filter(pl.Series(random.random(people.height) < share))


def _history(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    """Two earlier posts of every PNS, without a gap from the appointment to the present post."""
    pns = people.filter(pl.col("status_kepegawaian") == "PNS")
    between = pl.col("tmt_cpns") + (pl.col("tmt_jabatan") - pl.col("tmt_cpns")) / 2
    levels = ("PELAKSANA", "PELAKSANA", "PENGAWAS", "JF_AHLI_PERTAMA", "ADMINISTRATOR", "PENGAWAS")
    parts = [
        pns.select(
            "nip",
            nama_jabatan=pl.lit("Penelaah Teknis Kebijakan"),
            jenjang=_one_of(random, levels, pns.height),
            bidang=_one_of(random, FIELDS_OF_WORK, pns.height, blank=0.03),
            jenis=pl.lit("definitif"),
            tmt=begin,
            tmt_selesai=end,
        )
        for begin, end in (("tmt_cpns", between), (between, "tmt_jabatan"))
    ]  # fmt: skip
    return pl.concat(parts)


def _ratings(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    ratings = ("baik", "baik", "baik", "sangat_baik", "butuh_perbaikan")
    return pl.concat(
        people.select("nip", tahun=pl.lit(year), predikat=_one_of(random, ratings, people.height, blank=0.02))
        for year in (2024, 2025)
    )


def _competences(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    assessed = _sample(people, random, 0.3)
    return pl.concat(
        assessed.select(
            "nip",
            tanggal=_one_of(random, ("2022-03-16", "2023-06-14", "2024-05-22", "2025-06-18"), assessed.height),
            kompetensi=pl.lit(code),
            level=random.integers(1, 6, assessed.height),
        )
        for code in COMPETENCES
    )


def _diplomas(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    year = pl.col("tanggal_lahir").dt.year()
    higher = ("S-1", "S-1", "D-III", "S-2", "D-IV")
    school = people.select("nip", tingkat=pl.lit("SLTA"), jurusan=pl.lit("IPA"), tahun_lulus=year + 18, diakui=None)
    study = people.select(
        "nip",
        tingkat=_one_of(random, higher, people.height),
        jurusan=_one_of(random, FIELDS_OF_STUDY, people.height),
        tahun_lulus=year + 23,
        diakui=pl.lit("ya"),
    )
    return pl.concat([school.with_columns(pl.col("diakui").cast(pl.String)), study])


def _trainings(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    trained = _sample(people, random, 0.65)
    return trained.select(
        "nip",
        jenis=_one_of(random, ("PKP", "PKA", "teknis", "fungsional", "seminar"), trained.height),
        tanggal=pl.lit(datetime.date(2018, 1, 15))
        + pl.duration(days=pl.Series(random.integers(0, 2800, trained.height))),
        jp=random.integers(4, 120, trained.height),
    )


def _penalties(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    punished = _sample(people, random, 0.004)
    return punished.select(
        "nip", jenis=pl.lit("R2"), tingkat=pl.lit("ringan"), status=pl.lit("selesai"),
        tmt_mulai=pl.lit("2023-02-06"), tmt_selesai=pl.lit("2023-08-05"),
    )  # fmt: skip


def _wishes(people: pl.DataFrame, random: Random) -> pl.DataFrame:
    asking = _sample(people, random, 0.07)
    return asking.select(
        "nip", jenis=pl.lit("bidang"), sasaran=_one_of(random, FIELDS_OF_WORK, asking.height), urutan=pl.lit(1)
    )


# Vacancies ---------------------------------------------------------------------------------------------


def _flat(place: Path, count: int) -> None:
    """`pegawai.yaml`, and `pegawai.json` with the same data."""
    people = [{key: value or "" for key, value in row.items()} for row in _people(count).cast(pl.String).to_dicts()]
    lines = (f"    {key}: {_flow(value)}".rstrip() + "\n" for row in people for key, value in row.items())
    text = "".join(line if not line.startswith("    nip") else f"  - {line.lstrip()}" for line in lines)
    (place / "pegawai.yaml").write_text("pegawai:\n" + text, encoding="utf-8")
    (place / "pegawai.json").write_text(json.dumps({"pegawai": people}), encoding="utf-8")


def _vacancies(place: Path, count: int) -> None:
    """`lowongan.yaml`, and `lowongan.json` with the same data."""
    posts = [f"J{number:06d}" for number in range(count)]
    (place / "lowongan.yaml").write_text(vacancy_documents(posts), encoding="utf-8")
    content = {"lowongan": [_vacancy(number, post) for number, post in enumerate(posts)]}
    (place / "lowongan.json").write_text(json.dumps(content), encoding="utf-8")


def _vacancy(number: int, post: str) -> dict[str, object]:
    """What one vacancy asks. Many ask the same, as the posts of one level do."""
    study = [FIELDS_OF_STUDY[(number * 5 + at) % len(FIELDS_OF_STUDY)] for at in range(3 + number % 3)]
    work = [FIELDS_OF_WORK[(number * 3 + at * 7) % len(FIELDS_OF_WORK)] for at in range(1 + number % 3)]
    high = number % 10
    standard = {code: 3 + (at == high) for at, code in enumerate(COMPETENCES)}
    return {
        "id_lowongan": f"L-{number:05d}", "id_jabatan": post, "jumlah": 1, "pendidikan_min": "S-1", "jurusan": study,
        "bidang": work, "standar_kompetensi": standard, "tmt_kosong": f"2025-{1 + number % 12:02d}-01",
        "mekanisme": "manajemen_talenta", "keterangan": "pejabat sebelumnya memasuki masa pensiun",
    }  # fmt: skip


def vacancy_documents(posts: list[str]) -> str:
    """Vacancies of these posts in the form in which the example city writes them."""
    return "lowongan:\n" + "".join(_document(_vacancy(number, post)) for number, post in enumerate(posts))


def _document(vacancy: dict[str, object]) -> str:
    lines = (f"    {key}: {_flow(value)}\n" for key, value in vacancy.items())
    return "  - " + "".join(lines)[4:]


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {level}" for key, level in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) and " " in value else str(value)


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "faulty": _faulty,
    "plain": _plain,
    "workbook": _workbook,
    "earlier": _earlier,
    "later": _later,
    "agency": _agency,
    "vacancies": _vacancies,
    "flat": _flat,
}


if __name__ == "__main__":
    print(folder(sys.argv[1], int(sys.argv[2])))
