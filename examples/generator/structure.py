"""The units of the city and its managerial posts."""

from __future__ import annotations

from examples.generator.offices import (
    DISTRICTS,
    HEALTH_CENTRES,
    OFFICES,
    PRIMARY_SCHOOLS,
    SECONDARY_SCHOOLS,
    SECRETARIAT,
    Division,
    Office,
)  # fmt: skip
from examples.generator.organisation import Organisation, Post

CITY = "KOTA"
SECRETARY = "SETDA-SEKDA"


def add_structure(city: Organisation) -> None:
    """Everything but functional posts and clerks."""
    city.unit(CITY, "Pemerintah Kota Pangkalpinang", "", "pemerintah", "Pangkalpinang")
    _secretariat(city)
    _council_secretariat(city)
    _inspectorate(city)
    for office in OFFICES:
        _office(city, office)
    _hospital(city)
    for centre in HEALTH_CENTRES:
        _health_centre(city, *centre)
    _schools(city)
    for district in DISTRICTS:
        _district(city, *district)


def _secretariat(city: Organisation) -> None:
    city.unit("SETDA", "Sekretariat Daerah", CITY, "sekretariat", "Bukit Intan")
    city.manager("SETDA", "SEKDA", "Sekretaris Daerah", "II.a", "", "pemerintahan", special="SEKDA")
    for number, name, field in (
        ("1", "Pemerintahan dan Kesejahteraan Rakyat", "pemerintahan"),
        ("2", "Perekonomian dan Pembangunan", "perekonomian"),
        ("3", "Administrasi Umum", "kesekretariatan"),
    ):
        city.manager("SETDA", f"ASISTEN{number}", f"Asisten {name}", "II.b", SECRETARY, field)
    for code, name, field in (
        ("PHP", "Pemerintahan, Hukum dan Politik", "pemerintahan"),
        ("EKBANG", "Ekonomi, Pembangunan dan Keuangan", "perekonomian"),
        ("KSDM", "Kemasyarakatan dan Sumber Daya Manusia", "kesejahteraan rakyat"),
    ):
        name = f"Staf Ahli Wali Kota Bidang {name}"
        city.manager("SETDA", f"SAHLI.{code}", name, "II.b", SECRETARY, field, job_class=13)
    for code, name, field, superior, _ in SECRETARIAT:
        unit = city.unit(f"SETDA.{code}", f"{name} Sekretariat Daerah", "SETDA", "bagian")
        head = city.manager(unit, "KABAG", f"Kepala {name}", "III.a", f"SETDA-{superior}", field)
        if code in ("UMUM", "PROKOPIM"):
            for part in _SUBDIVISIONS[code]:
                _section(city, unit, part, "Subbagian", "", head, field)


_SUBDIVISIONS = {
    "UMUM": ("Tata Usaha Pimpinan", "Rumah Tangga", "Perlengkapan"),
    "PROKOPIM": ("Protokol", "Dokumentasi Pimpinan"),
}


def _section(
    city: Organisation, unit: str, topic: str, kind: str, of: str, head: str, field: str, code: str = ""
) -> str:
    """A subbagian or seksi with its head; its id ends with `code`, or with the next number."""
    number = 1 + sum(other.parent == unit for other in city.units.values())
    section = city.unit(f"{unit}.{code or number}", f"{kind} {topic} {of}".strip(), unit, kind.lower())
    short = "KASUBBAG" if kind == "Subbagian" else "KASI"
    return city.manager(section, short, f"Kepala {kind} {topic} {of}".strip(), "IV.a", head, field)


def _council_secretariat(city: Organisation) -> None:
    city.unit("SETWAN", "Sekretariat DPRD", CITY, "sekretariat", "Bukit Intan")
    head = city.manager("SETWAN", "SEKWAN", "Sekretaris DPRD", "II.b", SECRETARY, "kesekretariatan", special="SEKWAN")
    for code, name, field, parts in (
        ("UMUM", "Umum", "kesekretariatan", ("Tata Usaha", "Rumah Tangga")),
        ("KEU", "Program dan Keuangan", "keuangan", ("Verifikasi dan Pelaporan",)),
        ("PP", "Persidangan dan Perundang-undangan", "hukum", ("Persidangan dan Risalah",)),
        ("FASAWAS", "Fasilitasi Penganggaran dan Pengawasan", "hukum", ("Aspirasi dan Kerja Sama",)),
    ):
        unit = city.unit(f"SETWAN.{code}", f"Bagian {name} Sekretariat DPRD", "SETWAN", "bagian")
        chief = city.manager(unit, "KABAG", f"Kepala Bagian {name} Sekretariat DPRD", "III.a", head, field)
        for part in parts:
            _section(city, unit, part, "Subbagian", "Sekretariat DPRD", chief, field)


def _inspectorate(city: Organisation) -> None:
    city.unit("INSPEKTORAT", "Inspektorat", CITY, "inspektorat", "Bukit Intan")
    head = city.manager("INSPEKTORAT", "INSPEKTUR", "Inspektur", "II.b", SECRETARY, "pengawasan", special="INSPEKTUR")
    unit = city.unit("INSPEKTORAT.SEKRETARIAT", "Sekretariat Inspektorat", "INSPEKTORAT", "sekretariat")
    secretary = city.manager(unit, "SEKRETARIS", "Sekretaris Inspektorat", "III.a", head, "pengawasan")
    for code, topic in (("UMPEG", "Umum dan Kepegawaian"), ("KEU", "Perencanaan dan Keuangan")):
        _section(city, unit, topic, "Subbagian", "Inspektorat", secretary, _FIELD_OF_SUBDIVISION[code], code)
    for number, topic in (
        ("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV"), ("KHUSUS", "Khusus"),
    ):  # fmt: skip
        unit = city.unit(f"INSPEKTORAT.IRBAN{number}", f"Inspektur Pembantu {topic}", "INSPEKTORAT", "lainnya")
        city.manager(unit, "IRBAN", f"Inspektur Pembantu {topic}", "III.a", head, "pengawasan")


_FIELD_OF_SUBDIVISION = {"UMPEG": "kepegawaian", "KEU": "keuangan", "REN": "perencanaan"}
_TITLE_OF_HEAD = {"BPBD": "Kepala Pelaksana"}


def _office(city: Organisation, office: Office) -> None:
    city.unit(office.code, office.name, CITY, office.kind, office.site)
    special = "KADIS_DUKCAPIL" if office.code == "DUKCAPIL" else ""
    title = _TITLE_OF_HEAD.get(office.code, "Kepala")
    head = city.manager(office.code, "KEPALA", f"{title} {office.name}", "II.b", SECRETARY, office.field, special)
    _office_secretariat(city, office, head)
    for division in office.divisions:
        _division(city, office, division, head)
    for number, branch in enumerate(office.branches, start=1):
        _branch(city, office, f"{office.code}.UPTD{number}", branch, head)


def _office_secretariat(city: Organisation, office: Office, head: str) -> None:
    unit = f"{office.code}.SEKRETARIAT"
    city.unit(unit, f"Sekretariat {office.label}", office.code, "sekretariat")
    secretary = city.manager(unit, "SEKRETARIS", f"Sekretaris {office.name}", "III.a", head, office.field)
    parts = [("UMPEG", "Umum dan Kepegawaian"), ("KEU", "Keuangan")]
    if office.clerks >= 12:
        parts.append(("REN", "Perencanaan dan Evaluasi"))
    for code, topic in parts:
        _section(city, unit, topic, "Subbagian", office.label, secretary, _FIELD_OF_SUBDIVISION[code], code)


def _division(city: Organisation, office: Office, division: Division, head: str) -> None:
    field = division.field or office.field
    unit = f"{office.code}.{division.code}"
    city.unit(unit, f"Bidang {division.name} {office.label}", office.code, "bidang")
    chief = city.manager(unit, "KABID", f"Kepala Bidang {division.name} {office.label}", "III.b", head, field)
    for topic in division.topics:
        _section(city, unit, topic, "Seksi", office.label, chief, field)


def _branch(city: Organisation, office: Office, unit: str, branch: str, head: str) -> None:
    city.unit(unit, f"UPTD {branch}", office.code, "upt")
    chief = city.manager(unit, "KEPALA", f"Kepala UPTD {branch}", "IV.a", head, office.field)
    city.manager(unit, "KASUBBAGTU", f"Kepala Subbagian Tata Usaha UPTD {branch}", "IV.b", chief, office.field)


def _hospital(city: Organisation) -> None:
    city.unit("RSUD", "RSUD Depati Hamzah", "DINKES", "rumah_sakit", "Bukit Intan")
    head = city.manager(
        "RSUD", "DIREKTUR", "Direktur RSUD Depati Hamzah", "III.a", "DINKES-KEPALA", "kesehatan",
        special="DIREKTUR_RSUD",
    )  # fmt: skip
    for code, kind, topic, parts in (
        ("TU", "Bagian", "Tata Usaha", ("Umum dan Kepegawaian", "Keuangan")),
        ("MEDIK", "Bidang", "Pelayanan Medik", ("Pelayanan Medik",)),
        ("WAT", "Bidang", "Keperawatan", ("Asuhan Keperawatan",)),
        ("TUNJANG", "Bidang", "Penunjang", ("Penunjang Medik", "Penunjang Nonmedik")),
    ):
        unit = city.unit(f"RSUD.{code}", f"{kind} {topic} RSUD Depati Hamzah", "RSUD", kind.lower())
        short = "KABAG" if kind == "Bagian" else "KABID"
        chief = city.manager(unit, short, f"Kepala {kind} {topic} RSUD Depati Hamzah", "III.b", head, "kesehatan")
        for part in parts:
            of_section = "Subbagian" if kind == "Bagian" else "Seksi"
            _section(city, unit, part, of_section, "RSUD Depati Hamzah", chief, "kesehatan")


def _health_centre(city: Organisation, code: str, name: str, place: str) -> None:
    unit = city.unit(f"PKM.{code}", f"Puskesmas {name}", "DINKES", "puskesmas", place)
    head = city.add(Post(
        f"{unit}-KEPALA", f"Kepala Puskesmas {name}", unit, "JF_AHLI_MUDA", "", 10, 1, 1, "DINKES-KEPALA", "kesehatan",
        special="KEPALA_PUSKESMAS", family="HEADOFCENTRE",
    ))  # fmt: skip
    name = f"Kepala Subbagian Tata Usaha Puskesmas {name}"
    city.manager(unit, "KASUBBAGTU", name, "IV.b", head, "kesehatan")


def _schools(city: Organisation) -> None:
    places = [place for _, place, _ in DISTRICTS]
    for kind, label, count, level, division in (
        ("SDN", "SD Negeri", PRIMARY_SCHOOLS, "JF_AHLI_MUDA", "PSD"),
        ("SMPN", "SMP Negeri", SECONDARY_SCHOOLS, "JF_AHLI_MADYA", "PSMP"),
    ):
        for number in range(1, count + 1):
            name = f"{label} {number} Pangkalpinang"
            unit = city.unit(f"{kind}.{number:02}", name, "DINDIKBUD", "sekolah", places[number % len(places)])
            city.add(Post(
                f"{unit}-KEPSEK", f"Kepala {name}", unit, level, "", 10 if kind == "SDN" else 11, 1, 1,
                f"DINDIKBUD.{division}-KABID", "pendidikan",
                special="KEPALA_SEKOLAH", retirement_age=60, family=f"HEADOF{kind}",
            ))  # fmt: skip


_WARD_SECTIONS = (
    ("PEM", "Pemerintahan dan Ketenteraman", "pemerintahan"),
    ("PMD", "Pemberdayaan Masyarakat dan Pembangunan", "pemberdayaan masyarakat"),
    ("KESOS", "Kesejahteraan Sosial", "sosial"),
)
_DISTRICT_SECTIONS = (
    ("PEM", "Pemerintahan", "pemerintahan"),
    ("TRANTIB", "Ketenteraman dan Ketertiban", "ketenteraman dan ketertiban"),
    ("PMD", "Pemberdayaan Masyarakat", "pemberdayaan masyarakat"),
    ("KESOS", "Kesejahteraan Sosial", "sosial"),
)


def _district(city: Organisation, code: str, name: str, wards: tuple[str, ...]) -> None:
    unit = city.unit(f"KEC.{code}", f"Kecamatan {name}", CITY, "kecamatan", name)
    head = city.manager(unit, "CAMAT", f"Camat {name}", "III.a", SECRETARY, "pemerintahan", special="CAMAT")
    part = city.unit(f"{unit}.SEKRETARIAT", f"Sekretariat Kecamatan {name}", unit, "sekretariat")
    secretary = city.manager(part, "SEKCAM", f"Sekretaris Kecamatan {name}", "III.b", head, "pemerintahan")
    for short, topic in (("UMPEG", "Umum dan Kepegawaian"), ("KEU", "Keuangan")):
        field = _FIELD_OF_SUBDIVISION[short]
        section = city.unit(f"{part}.{short}", f"Subbagian {topic} Kecamatan {name}", part, "subbagian")
        title = f"Kepala Subbagian {topic} Kecamatan {name}"
        city.manager(section, "KASUBBAG", title, "IV.b", secretary, field)
    for short, topic, field in _DISTRICT_SECTIONS:
        section = city.unit(f"{unit}.{short}", f"Seksi {topic} Kecamatan {name}", unit, "seksi")
        city.manager(section, "KASI", f"Kepala Seksi {topic} Kecamatan {name}", "IV.a", head, field)
    for ward in wards:
        _ward(city, unit, ward, head)


def _ward(city: Organisation, district: str, name: str, camat: str) -> None:
    code = name.upper().replace(" ", "")
    unit = city.unit(f"KEL.{code}", f"Kelurahan {name}", district, "kelurahan")
    head = city.manager(unit, "LURAH", f"Lurah {name}", "IV.a", camat, "pemerintahan")
    city.manager(unit, "SEKLUR", f"Sekretaris Kelurahan {name}", "IV.b", head, "pemerintahan")
    for short, topic, field in _WARD_SECTIONS:
        title = f"Kepala Seksi {topic} Kelurahan {name}"
        city.manager(unit, f"KASI.{short}", title, "IV.b", head, field)
