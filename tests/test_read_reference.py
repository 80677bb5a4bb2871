"""The code lists of the program: whole, and in agreement with the vocabulary of the tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mutasi.model import codes
from mutasi.model.reference import Confidence
from mutasi.read.reference import load_reference
from mutasi.read.yaml import read_yaml
from tests.reading import source

FILES = sorted((Path(__file__).parents[1] / "mutasi" / "reference").glob("*.yaml"))
REFERENCE = load_reference()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_plain_yaml(path: Path) -> None:
    root, findings = read_yaml(source(path.read_bytes(), path.name))
    assert findings == ()
    assert root is not None


def test_codes_agree_with_the_vocabulary_in_their_order() -> None:
    assert tuple(REFERENCE.ranks) == codes.GOLONGAN_PNS
    assert tuple(REFERENCE.levels) == codes.JENJANG
    assert tuple(REFERENCE.echelons) == codes.ESELON
    assert tuple(REFERENCE.educations) == codes.PENDIDIKAN
    assert tuple(REFERENCE.competences) == codes.KOMPETENSI_DASAR
    assert tuple(REFERENCE.performance) == codes.PREDIKAT
    assert tuple(REFERENCE.penalties) == codes.JENIS_HUKUMAN
    assert tuple(REFERENCE.special_posts) == codes.KODE_KHUSUS
    assert set(REFERENCE.penalties.values()) == set(codes.TINGKAT_HUKUMAN)
    assert set(REFERENCE.default_competence_level) == set(codes.JENJANG)
    assert set(REFERENCE.performance_matrix) == {(a, b) for a in codes.RATING for b in codes.RATING}
    assert set(REFERENCE.performance_matrix.values()) == set(codes.PREDIKAT)


def test_orders() -> None:
    assert [rank.order for rank in REFERENCE.ranks.values()] == list(range(1, 18))
    assert [echelon.order for echelon in REFERENCE.echelons.values()] == list(range(1, 10))
    assert sorted(REFERENCE.performance.values()) == [1, 2, 3, 4, 5]
    assert REFERENCE.performance["sangat_baik"] == 5
    orders = [education.order for education in REFERENCE.educations.values()]
    assert orders == sorted(orders) or REFERENCE.educations["S-3"].order == REFERENCE.educations["Sp-2"].order


def test_levels_of_education_that_are_equal_in_law() -> None:
    educations = REFERENCE.educations
    assert educations["D-IV"].order == educations["S-1"].order
    assert educations["SLTA"].siasn_codes == ("15", "17", "18")
    assert educations["SLTP"].siasn_codes == ("10", "12")
    assert educations["S-2"].order < educations["S-3"].order


def test_levels() -> None:
    levels = REFERENCE.levels
    assert levels["JF_AHLI_MADYA"].retirement_age == 60
    assert levels["ADMINISTRATOR"].retirement_age == 58
    assert levels["JF_AHLI_MADYA"].equivalent == "ADMINISTRATOR"
    assert levels["JF_PEMULA"].ranks == ("II/a",)
    assert levels["JPT_PRATAMA"].ranks == ()
    assert all(level.retirement_age for level in levels.values())


def test_echelons_refer_to_ranks() -> None:
    for echelon in REFERENCE.echelons.values():
        assert REFERENCE.ranks[echelon.lowest_rank].order <= REFERENCE.ranks[echelon.highest_rank].order


def test_rules_have_known_sources() -> None:
    assert len(REFERENCE.rules) == 70
    for rule in REFERENCE.rules.values():
        assert rule.statement
        assert rule.sources
        assert set(rule.sources) <= set(REFERENCE.sources)
    status = REFERENCE.rules["STATUS-01"]
    assert (status.hard, status.confidence) == (True, Confidence.SECONDARY)
    assert status.settings == {"status_boleh": ("PNS",)}
    assert {rule.needs_verification for rule in REFERENCE.rules.values()} == {True, False}


LEVELS = {
    "undang_undang": "Undang-Undang ", "peraturan_pemerintah": "Peraturan Pemerintah ",
    "peraturan_presiden": "Peraturan Presiden ", "peraturan_menteri": "Peraturan Menteri ",
    "peraturan_lembaga": "Peraturan Badan ", "keputusan": "Keputusan ", "surat_edaran": "Surat Edaran ",
    "surat": "Surat ",
}  # fmt: skip


def test_instruments_of_law_stand_from_the_highest_down_and_bear_the_name_of_their_key():
    found = []
    for key, one in REFERENCE.instruments.items():
        number, year = re.fullmatch(r"[A-Z]+([0-9]+)-([0-9]{4})", key).groups()
        found.append((list(LEVELS).index(one.level), int(year), int(number)))
        official = f"{LEVELS[one.level]}.*Nomor {number} Tahun {year} tentang .+"
        assert re.fullmatch(official, one.name) or "tentang" not in one.name
    assert found == sorted(found)
    cited = {name for source in REFERENCE.sources.values() for name in source.instruments}
    assert cited == set(REFERENCE.instruments)
    assert not [one.key for one in REFERENCE.sources.values() if one.instruments and one.kind != "peraturan"]


def test_it_is_read_once() -> None:
    assert load_reference() is REFERENCE
