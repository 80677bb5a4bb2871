"""Every value of the policy in force and where it comes from: a file, an option, the environment, or the default."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from mutasi.eligibility.catalogue import REQUIREMENTS, requirement_settings
from mutasi.eligibility.conditions import CONDITIONS
from mutasi.finding import Location
from mutasi.fit.catalogue import BY_KIND, default_criteria
from mutasi.message import Message
from mutasi.model.codes import TABLE_NAMES
from mutasi.model.dialect import SEPARATORS, UNTOLD
from mutasi.model.policy import Agency, CriterionPolicy, Exemption, Policy, RulePolicy, Setting, Signatory, Weight
from mutasi.model.settings import decimal_text, typed_settings
from mutasi.render.json_text import json_text
from mutasi.render.language import Language
from mutasi.render.policy_plan_values import plan_values
from mutasi.render.setting import setting_text
from mutasi.render.text import Paint, plain, visible
from mutasi.rules.catalogue import RULES
from mutasi.version import VERSION

LOCALE = "locale"
"""The origin of a language that only the locale of the system tells."""

VARIABLE_PREFIX = "MUTASI_"


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A value by its dotted name in `mutasi.yaml`; None when nothing is set and there is no default.

    `place` is where it was said: a place in the policy, or the name of an option or variable as a path without a line.
    None: nowhere, it is the default.
    """

    key: str
    value: Setting
    place: Location | None

    @property
    def origin(self) -> str:
        """``default``, ``file``, ``environment`` or ``option``."""
        if self.place is None:
            return "default"
        if self.place.line:
            return "file"
        return "environment" if self.place.path.startswith((VARIABLE_PREFIX, LOCALE)) else "option"


def policy_values(policy: Policy, language: str, said: Mapping[str, str]) -> tuple[PolicyValue, ...]:
    """All values, in the order of the file that `init` writes. `language` is the one in force.

    `said` names for a key the option or variable that stands over the policy. The policy has no errors.
    """
    values = (("bahasa", language), *_agency(policy.agency), *_dates(policy), *_data(policy), *_order(policy),
              *_groups(policy), *_criteria(policy), *_own_weights(policy), *_talent(policy), *plan_values(policy.plan),
              *_audit(policy), *_compare(policy),
              *_rules(policy),
              *_checks(policy))  # fmt: skip
    return tuple(PolicyValue(key, None if value == "" else value, _place(policy, key, value, said))
                 for key, value in values)  # fmt: skip


_Value = tuple[str, Setting]


def _place(policy: Policy, key: str, value: Setting, said: Mapping[str, str]) -> Location | None:
    """Of a mapping of several values it is the place of the first; of a table also that of its key `berkas`."""
    if key in said:
        return Location(said[key])
    names = [key, f"{key}.berkas"]
    if isinstance(value, Mapping):
        names += [f"{key}.{name}" for name in value]
    return next((policy.places[name] for name in names if name in policy.places), None)


AGENCY_FIELDS: Mapping[str, Callable[[Agency], object]] = MappingProxyType(
    {
        "kode": lambda agency: agency.code,
        "nama": lambda agency: agency.name,
        "tempat": lambda agency: agency.place,
        "status_kdh": lambda agency: agency.head_status,
        "tanggal_pelantikan_kdh": lambda agency: agency.head_inaugurated,
        "akhir_masa_jabatan_kdh": lambda agency: agency.head_term_ends,
        "tanggal_penetapan_calon": lambda agency: agency.candidates_fixed,
        "nomor_persetujuan_mendagri": lambda agency: agency.minister_approval,
        "mekanisme_jpt": lambda agency: agency.jpt_mechanism,
        "tim_penilai": lambda agency: agency.assessors,
        "kop": lambda agency: agency.letterhead,
        "sifat": lambda agency: agency.nature,
        "tujuan": lambda agency: agency.addressee,
        "tempat_tujuan": lambda agency: agency.addressee_place,
        "tembusan": lambda agency: agency.copies,
        "keberatan": lambda agency: agency.objections,
        "batas_keberatan": lambda agency: agency.objection_term,
    }
)
SIGNATORY_FIELDS: Mapping[str, Callable[[Signatory], str]] = MappingProxyType(
    {
        "jabatan": lambda signatory: signatory.post,
        "nama": lambda signatory: signatory.name,
        "pangkat": lambda signatory: signatory.rank,
        "nip": lambda signatory: signatory.nip,
    }
)


def _agency(agency: Agency) -> Iterator[_Value]:
    for name, read in AGENCY_FIELDS.items():
        value = read(agency)
        yield f"instansi.{name}", value if isinstance(value, tuple) else str(value or "")
    for name, read_signatory in SIGNATORY_FIELDS.items():
        yield f"instansi.penandatangan.{name}", read_signatory(agency.signatory)


def _dates(policy: Policy) -> Iterator[_Value]:
    yield "tanggal_acuan", str(policy.as_of or "")
    yield "tmt_penempatan", str(policy.effective or "")


def _data(policy: Policy) -> Iterator[_Value]:
    """The path of every table; how its file is written where that is stated."""
    names = {sign: name for name, sign in SEPARATORS.items() if name.isprintable()}
    for table in TABLE_NAMES:
        yield f"data.{table}", policy.data.get(table, "")
        dialect = policy.dialects.get(table, UNTOLD)
        stated = (("pengodean", dialect.encoding), ("pemisah", names.get(dialect.separator, "")),
                  ("lembar", dialect.sheet), ("desimal", dialect.decimal), ("tanggal", dialect.dates))  # fmt: skip
        yield from ((f"data.{table}.{name}", value) for name, value in stated if value)


def _order(policy: Policy) -> Iterator[_Value]:
    yield "metode", policy.method.value
    yield "nilai_kosong", policy.missing_order.value
    yield "urutan_seri", tuple(link.value for link in policy.tie_chain)


def _checks(policy: Policy) -> Iterator[_Value]:
    selection = policy.selection
    yield "pemeriksaan.pilih", selection.select
    yield "pemeriksaan.abaikan", selection.ignore
    for pattern, left_out in selection.in_files:
        yield f"pemeriksaan.abaikan_berkas.{pattern}", left_out
    yield "pengecualian", tuple(map(_exemption, policy.exemptions))


def _exemption(one: Exemption) -> str:
    """By its record and last day, or by the line that its comment is for."""
    if one.line:
        return f"{one.code} {one.location.path}:{one.line}"
    return " ".join(text for text in (one.code, one.table, one.key, f"({one.until})") if text)


def _criteria(policy: Policy) -> Iterator[_Value]:
    for one in policy.criteria or default_criteria():
        name = f"kriteria.{one.name}"
        yield f"{name}.jenis", one.kind
        yield f"{name}.bobot", one.written
        further = (("label", one.label), ("kelompok", one.group), ("faktor", one.factor))
        yield from ((f"{name}.{key}", value) for key, value in further if value)
        yield f"{name}.ideal", one.ideal
        yield from _with_settings(name, BY_KIND[one.kind].settings, one)


def _groups(policy: Policy) -> Iterator[_Value]:
    if not policy.groups:
        yield "kelompok", ""
    for one in policy.groups:
        yield f"kelompok.{one.name}.bobot", one.weight
        yield from ((f"kelompok.{one.name}.{factor}", share) for factor, share in one.shares.items())


def _own_weights(policy: Policy) -> Iterator[_Value]:
    if not policy.own_weights:
        yield "bobot_khusus", ""
    for one in policy.own_weights:
        name = f"bobot_khusus.{one.name}"
        yield from (
            (f"{name}.{key}", names) for key, names in (("lowongan", one.vacancies), ("jenjang", one.levels)) if names
        )
        yield from ((f"{name}.bobot.{criterion}", weight) for criterion, weight in one.weights.items())


def _talent(policy: Policy) -> Iterator[_Value]:
    yield "talenta.tinggi", policy.talent.high
    yield "talenta.menengah", policy.talent.medium


def _compare(policy: Policy) -> Iterator[_Value]:
    yield "perbandingan.derau", policy.compare.noise
    yield "perbandingan.ambang", policy.compare.threshold
    yield from ((f"perbandingan.padanan.unit.{old}", new) for old, new in policy.compare.units.items())
    yield from ((f"perbandingan.padanan.jabatan.{old}", new) for old, new in policy.compare.posts.items())


def _audit(policy: Policy) -> Iterator[_Value]:
    yield "audit.asal", policy.audit.origin
    yield "audit.disabilitas", policy.audit.disability
    yield "audit.kelompok_terkecil", policy.audit.smallest


def _rules(policy: Policy) -> Iterator[_Value]:
    """Weight and settings of every rule. The weight of a data rule is blank while each finding has its own gravity."""
    weights = {one.code: Weight.HARD if one.hard else Weight.SOFT for one in (*CONDITIONS, *REQUIREMENTS)}
    for code, settings in {**{rule.code: rule.settings for rule in RULES}, **requirement_settings()}.items():
        one = policy.rules.get(code, RulePolicy(code))
        weight = one.weight or weights.get(code)
        yield f"aturan.{code}.berat", weight.value if weight else ""
        yield from _with_settings(f"aturan.{code}", settings, one)


def _with_settings(name: str, defaults: Mapping[str, Setting], one: CriterionPolicy | RulePolicy) -> Iterator[_Value]:
    settings, _ = typed_settings(defaults, one.settings)
    yield from ((f"{name}.{key}", value) for key, value in settings.items())


# To text ----------------------------------------------------------------------------------------------


def as_text(values: tuple[PolicyValue, ...], words: Language, paint: Paint = plain, *, origins: bool = False) -> str:
    """A line a value, as ``key: value``; a blank value is not set."""
    default = words.text(Message("default"))
    return "".join(f"{_line(one, paint)}{_origin(one, default, paint) if origins else ''}\n" for one in values)


def _line(one: PolicyValue, paint: Paint) -> str:
    return f"{paint(one.key, 'strong')}: {visible(_text(one.value))}".rstrip()


def _origin(one: PolicyValue, default: str, paint: Paint) -> str:
    return "  " + paint(visible(f"# {one.place or default}"), "faint")


def _text(value: Setting) -> str:
    if value is None:
        return ""
    return decimal_text(value) if isinstance(value, Fraction) else setting_text(value)


def as_json(values: tuple[PolicyValue, ...], policy: Policy) -> str:
    """One object: what read it, the path of the policy or null, and all values with their origins."""
    document = {
        "tool": {"name": "mutasi", "version": VERSION},
        "policy": policy.path or None,
        "values": [_record(one) for one in values],
    }
    return json_text(document, indent=2) + "\n"


def _record(one: PolicyValue) -> dict[str, object]:
    value: object = one.value
    if isinstance(value, Fraction | bool):
        value = _text(one.value)
    elif isinstance(value, Mapping):
        value = dict(value)
    place = one.place or Location("")
    return {"key": one.key, "value": value, "origin": one.origin, "source": place.path or None,
            "line": place.line or None, "column": place.column or None}  # fmt: skip
