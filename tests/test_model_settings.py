"""Settings of `mutasi.yaml` are typed by the declared default, and what cannot be typed is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mutasi.eligibility.catalogue import requirement_settings
from mutasi.fit.catalogue import criterion_settings
from mutasi.model.settings import PointsList, Whole, settings_key, typed_settings
from mutasi.rules.catalogue import RULES

DEFAULTS = {
    "tahun": 2,
    "persen": Whole(80, least=1, most=100),
    "urutan": PointsList(("100", "80")),
    "ambang": Fraction(68),
    "selamanya": False,
    "mode": "belum_genap",
    "jenjang": ("PENGAWAS",),
    "nilai": {"S-1": 75},
}


@pytest.mark.parametrize(
    ("key", "given", "typed"),
    [
        ("tahun", "3", 3),
        ("tahun", "999", 999),
        ("persen", "100", 100),
        ("tahun", "0", 0),
        ("ambang", "72.5", Fraction(145, 2)),
        ("ambang", "80", Fraction(80)),
        ("ambang", "0.1", Fraction(1, 10)),
        ("selamanya", "ya", True),
        ("selamanya", "tidak", False),
        ("mode", "sampai_sebelum_57", "sampai_sebelum_57"),
        ("mode", "", ""),
        ("jenjang", "PENGAWAS, JF_AHLI_MUDA", ("PENGAWAS", "JF_AHLI_MUDA")),
        ("jenjang", ("PENGAWAS", "JF_AHLI_MUDA"), ("PENGAWAS", "JF_AHLI_MUDA")),
        ("jenjang", "", ()),
        ("jenjang", (), ()),
        ("nilai", {"S-1": "70", "S-2": "90"}, {"S-1": 70, "S-2": 90}),
        ("urutan", ("90", "0"), ("90", "0")),
        ("nilai", {}, {}),
    ],
)
def test_a_value_has_the_type_of_its_default(key: str, given: object, typed: object):
    settings, faults = typed_settings(DEFAULTS, {key: given})
    assert faults == ()
    assert settings == {**DEFAULTS, key: typed}
    assert type(settings[key]) is type(typed)


@pytest.mark.parametrize(
    ("key", "given", "told"),
    [
        ("tahun", "dua", "'dua' is not a whole number"),
        ("tahun", "2.5", "'2.5' is not a whole number"),
        ("tahun", "2,0", "'2,0' is not a whole number"),
        ("tahun", "", "'' is not a whole number"),
        ("tahun", "\u0662", "'\u0662' is not a whole number"),
        ("tahun", "1" * 16, f"'{'1' * 16}' is not a whole number"),
        ("tahun", ("2",), "'('2',)' is not a whole number"),
        ("tahun", "-1", "'-1' is out of bounds: from 0 to 999"),
        ("tahun", "1000", "'1000' is out of bounds: from 0 to 999"),
        ("persen", "0", "'0' is out of bounds: from 1 to 100"),
        ("persen", "101", "'101' is out of bounds: from 1 to 100"),
        ("nilai", {"S-1": "75", "S-2": "-1"}, "'S-2: -1' is out of bounds: from 0 to 100"),
        ("nilai", {"S-1": "101"}, "'S-1: 101' is out of bounds: from 0 to 100"),
        ("urutan", (), "a list of points is expected here"),
        ("urutan", ("100", "sedang"), "'sedang' is not a whole number"),
        ("urutan", "100, 120", "'120' is out of bounds: from 0 to 100"),
        ("ambang", "68,5", "'68,5' is not a number with a decimal point"),
        ("ambang", "6/7", "'6/7' is not a number with a decimal point"),
        ("ambang", "1e3", "'1e3' is not a number with a decimal point"),
        ("selamanya", "true", "'true' is neither ya nor tidak"),
        ("selamanya", "Ya", "'Ya' is neither ya nor tidak"),
        ("selamanya", "1", "'1' is neither ya nor tidak"),
        ("mode", ("a", "b"), "a single value is expected here"),
        ("mode", {"a": "b"}, "a single value is expected here"),
        ("jenjang", {"a": "1"}, "a list is expected here"),
        ("nilai", "75", "a mapping of names to whole numbers is expected here"),
        ("nilai", {"S-1": "75", "S-2": "banyak"}, "'S-2: banyak' is not a whole number"),
        ("nilai", {"S-1": ("75",)}, "'S-1: ('75',)' is not a whole number"),
        ("tahunan", "2", "unknown setting 'tahunan'"),
    ],
)
def test_what_cannot_be_used_is_told_and_leaves_the_default(key: str, given: object, told: str):
    settings, faults = typed_settings(DEFAULTS, {key: given})
    assert settings == DEFAULTS
    assert [(fault.key, str(fault.message)) for fault in faults] == [(key, told)]


def test_all_faults_are_told_and_the_rest_is_used():
    settings, faults = typed_settings(DEFAULTS, {"tahun": "x", "selamanya": "ya", "asing": "1"})
    assert [fault.key for fault in faults] == ["tahun", "asing"]
    assert settings == {**DEFAULTS, "selamanya": True}


def test_nothing_given_is_the_defaults_and_they_are_not_changed():
    before = dict(DEFAULTS)
    settings, faults = typed_settings(DEFAULTS, {})
    assert (settings, faults) == (DEFAULTS, ())
    settings["tahun"] = 9
    assert before == DEFAULTS


def test_equal_settings_have_equal_keys_whatever_their_order():
    one = {"tahun": 2, "nilai": {"S-1": 75, "S-2": 90}, "jenjang": ("A", "B")}
    other = {"jenjang": ("A", "B"), "nilai": {"S-2": 90, "S-1": 75}, "tahun": 2}
    assert settings_key(one) == settings_key(other)


@pytest.mark.parametrize("change", [{"tahun": 3}, {"nilai": {"S-1": 76}}, {"jenjang": ("B", "A")}, {"tahun": "2"}])
def test_different_settings_have_different_keys(change: dict):
    one = {"tahun": 2, "nilai": {"S-1": 75}, "jenjang": ("A", "B")}
    assert settings_key(one) != settings_key({**one, **change})


KNOWN = {
    **{rule.code: rule.settings for rule in RULES},
    **requirement_settings(),
    **criterion_settings(),
}
NUMBERS = [
    (name, key) for name, defaults in KNOWN.items() for key, default in defaults.items()
    if isinstance(default, int) and not isinstance(default, bool)
]  # fmt: skip


@pytest.mark.parametrize(("name", "key"), NUMBERS)
def test_every_number_declares_its_bounds_and_a_percent_has_a_hundred(name: str, key: str):
    default = KNOWN[name][key]
    assert isinstance(default, Whole)
    assert default.least <= default <= default.most
    if "persen" in key or (name, key) == ("KOMP-01", "lulus_min"):
        assert default.most == 100
    if "tahun" in key:
        assert default.most <= 50


@pytest.mark.parametrize("name", KNOWN)
def test_no_setting_has_the_name_of_a_key_that_stands_beside_it(name: str):
    assert not {"jenis", "bobot", "label", "berat"} & set(KNOWN[name])


def test_names_with_points_keep_those_that_are_left_out():
    settings, faults = typed_settings(KNOWN["integritas"], {"hukuman": {"ringan": "10"}})
    assert (settings["hukuman"], faults) == ({"ringan": 10, "sedang": 50, "berat": 100}, ())


@pytest.mark.parametrize(("name", "key"), NUMBERS)
def test_no_number_of_a_rule_requirement_or_criterion_is_negative_or_without_end(name: str, key: str):
    default = KNOWN[name][key]
    for given in ("-1", "10000"):
        settings, faults = typed_settings(KNOWN[name], {key: given})
        assert [fault.key for fault in faults] == [key]
        assert settings[key] == default
    assert typed_settings(KNOWN[name], {key: str(default)}) == (KNOWN[name], ())
