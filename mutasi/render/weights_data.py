"""Weights as JSON, as CSV, and as the lines to paste into `mutasi.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mutasi.finding import Finding
from mutasi.fit.sheet_audit import Audit
from mutasi.fit.sheet_methods import Scores, shares_of
from mutasi.fit.sheet_weights import SheetWeights
from mutasi.message import Message
from mutasi.model.dataset import Input
from mutasi.model.decision_sheet import DecisionSheet
from mutasi.model.policy import Method
from mutasi.render.findings_data import as_record
from mutasi.render.json_text import json_text
from mutasi.render.tables import as_csv as table_as_csv
from mutasi.version import VERSION

SCHEMA = "mutasi-weights-1"
FIELDS = ("kriteria", "label", "arah", "bobot", "bobot_tepat", "bobot_vektor_eigen")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion as it is shown. `direction` is benefit or cost in a sheet, empty in a policy."""

    name: str
    label: str
    kind: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class WeightsReport:
    """What `mutasi weights` tells: of a decision sheet, or of the policy when `sheet` is None.

    `shares` add up to 1 and are empty when no weights can be had; `decimals` are what is to be written. `looked` says
    at how many people and vacancies was looked.
    """

    criteria: tuple[CriterionLine, ...]
    shares: Mapping[str, Fraction]
    decimals: Mapping[str, Fraction]
    findings: tuple[Finding, ...]
    inputs: tuple[Input, ...]
    sheet: DecisionSheet | None = None
    weights: SheetWeights | None = None
    audit: Audit | None = None
    looked: Message | None = None
    notes: tuple[Message, ...] = field(default=())


def decimal_of(number: Fraction, digits: int = 9) -> str:
    """A number for files: rounded half up to so many digits, with a point and without needless zeros."""
    parts = (2 * abs(number) * 10**digits + 1) // 2
    whole, rest = divmod(int(parts), 10**digits)
    text = f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and parts else text


def as_csv(report: WeightsReport) -> str:
    """One row a criterion; the exact weight is a fraction."""
    vector = _eigenvector(report)
    rows = (
        {
            "kriteria": one.name,
            "label": one.label,
            "arah": one.direction or None,
            "bobot": decimal_of(report.decimals[one.name]),
            "bobot_tepat": str(report.shares[one.name]),
            "bobot_vektor_eigen": vector.get(one.name),
        }
        for one in report.criteria
        if report.shares
    )
    return table_as_csv(FIELDS, rows)


def _eigenvector(report: WeightsReport) -> dict[str, str]:
    compared = report.weights.compared if report.weights is not None else None
    if compared is None:
        return {}
    return {one.name: decimal_of(part) for one, part in zip(report.criteria, compared.eigenvector, strict=True)}


def as_json(report: WeightsReport) -> str:
    """One object; numbers are texts, since they are exact."""
    vector = _eigenvector(report)
    document: dict[str, object] = {
        "schema": SCHEMA,
        "tool": {"name": "mutasi", "version": VERSION},
        "berkas": [{"path": file.path, "sha256": file.sha256} for file in report.inputs],
        "cara": report.weights.way.value if report.weights is not None else None,
        "kriteria": [
            {
                "kriteria": one.name,
                "label": one.label,
                "arah": one.direction or None,
                "bobot": decimal_of(report.decimals[one.name]) if report.shares else None,
                "bobot_tepat": str(report.shares[one.name]) if report.shares else None,
                "bobot_vektor_eigen": vector.get(one.name),
            }
            for one in report.criteria
        ],
        "konsistensi": _consistency(report),
        "hasil": _results(report),
        "temuan": [as_record(finding) for finding in report.findings],
    }
    return json_text(document, indent=1) + "\n"


def _consistency(report: WeightsReport) -> dict[str, object] | None:
    compared = report.weights.compared if report.weights is not None else None
    if compared is None:
        return None
    names = [one.name for one in report.criteria]
    return {
        "indeks_acak": decimal_of(compared.random_index),
        "jumlah_kolom": {
            "lambda": decimal_of(compared.by_columns.eigenvalue),
            "cr": decimal_of(compared.by_columns.ratio),
        },
        "nilai_eigen": {
            "lambda": decimal_of(compared.by_eigenvalue.eigenvalue),
            "cr": decimal_of(compared.by_eigenvalue.ratio),
        },
        "perusak": [
            {
                "kriteria": [names[one.row], names[one.column]],
                "tertulis": str(one.written),
                "menurut_bobot": decimal_of(one.implied),
                "sebaiknya": str(one.better),
                "cr_jumlah_kolom": decimal_of(one.by_columns),
                "cr_nilai_eigen": decimal_of(one.by_eigenvalue),
            }
            for one in compared.spoilers
        ],
    }


def _results(report: WeightsReport) -> list[dict[str, object]]:
    sheet, audit = report.sheet, report.audit
    if sheet is None or audit is None:
        return []
    second = shares_of(audit.scores) if sheet.method is Method.WEIGHTED_PRODUCT else ()
    published = sheet.published.scores
    return [
        {
            "alternatif": sheet.alternatives[at],
            "peringkat": place,
            "skor": decimal_of(audit.scores[at]),
            **({"bagian": decimal_of(second[at])} if second else {}),
            "skor_lembar": published[sheet.alternatives[at]].text if sheet.alternatives[at] in published else None,
        }
        for place, at in places(audit.scores)
    ]


def places(scores: Scores) -> list[tuple[int, int]]:
    """Place and number of each alternative, the best first; equal scores share a place (1, 2, 2, 4)."""
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
    return [(1 + sum(other > scores[at] for other in scores), at) for at in order]


# Lines to paste -----------------------------------------------------------------------------------------


def as_yaml(report: WeightsReport) -> str:
    """The section `kriteria` of `mutasi.yaml`; of what measures a criterion only what the sheet says."""
    if not report.shares:
        return "# tidak ada bobot yang dapat dipakai\n"
    lines = ["kriteria:"]
    for name, one in zip(policy_names(report.criteria), report.criteria, strict=True):
        lines.append(f"  {name}:")
        lines.append(f"    jenis: {json_text(one.kind)}" if one.kind else "    jenis:  # docs/criteria.md")
        if one.label != name:
            lines.append(f"    label: {json_text(one.label)}")
        lines.append(f"    bobot: {decimal_of(report.decimals[one.name])}")
    return "\n".join(lines) + "\n"


_NO_LETTER = re.compile(r"[^a-z0-9]+")


def policy_names(criteria: tuple[CriterionLine, ...]) -> list[str]:
    """Names as `mutasi.yaml` takes them: small letters, digits and _, a letter first, each once."""
    made: list[str] = []
    for one in criteria:
        name = _NO_LETTER.sub("_", one.name.casefold()).strip("_")
        name = name if name[:1].isalpha() else f"k_{name}".rstrip("_")
        count = 1
        while (name if count == 1 else f"{name}_{count}") in made:
            count += 1
        made.append(name if count == 1 else f"{name}_{count}")
    return made
