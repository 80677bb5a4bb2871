"""Settings of `mutasi.yaml` are typed by the declared default, and what cannot be typed is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mutasi.model.settings import settings_key, typed_settings

DEFAULTS = {
    "tahun": 2,
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
        ("tahun", "-1", -1),
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
