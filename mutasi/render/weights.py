"""Weights for people: what follows from a decision sheet or stands in `mutasi.yaml`, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from mutasi.fit.comparison import LIMIT, Compared, Consistency
from mutasi.fit.sheet_audit import Audit, decimals
from mutasi.fit.sheet_methods import is_constant, shares_of
from mutasi.fit.sheet_weights import Way
from mutasi.message import Message
from mutasi.model.decision_sheet import DecisionSheet
from mutasi.model.policy import Method
from mutasi.render import markdown
from mutasi.render.excerpt import source_lines
from mutasi.render.findings import SEVERITY_WORDS, finding_lines
from mutasi.render.language import Language
from mutasi.render.section import Section, section_markdown, section_text
from mutasi.render.text import NATURAL_WIDTH, Paint, plain
from mutasi.render.weights_data import WeightsReport, as_csv, as_json, as_yaml, places

WAYS = {
    Way.GIVEN: Message("Weights as given, as shares of their sum"),
    Way.ORDER: Message("Weights from the order of importance (rank-order centroid)"),
    Way.COMPARISON: Message("Weights from pairwise comparisons: the mean of each row of the normalised columns"),
    Way.EQUAL: Message("No weights are stated: all criteria of a factor count alike"),
}
SHEET_METHODS = {
    Method.WEIGHTED_SUM: Message("weighted sum of the values, between bounds where they are stated"),
    Method.SAW: Message("SAW: values against the best of this sheet"),
    Method.WEIGHTED_PRODUCT: Message("weighted product: S is the product of powers, V its share of the sum of all"),
    Method.TOPSIS: Message("TOPSIS: nearness to the best and distance from the worst of this sheet"),
    Method.PROFILE: Message("profile matching: values of gaps; more than is asked counts less than full"),
    Method.MAUT: Message("MAUT: values between the lowest and the highest of this sheet"),
}
RELATIVE = Message(
    "This method is relative: whoever comes into the sheet or leaves it may turn the order of two others."
)


def sections(report: WeightsReport, words: Language) -> Iterator[Section]:
    """The parts in their order, without the findings."""
    yield _weights(report, words)
    compared = report.weights.compared if report.weights is not None else None
    if compared is not None:
        yield _consistency(compared, words)
        yield _spoilers(report, compared, words)
    if report.sheet is not None and report.audit is not None:
        yield _results(report.sheet, report.audit, words)


def _four(number: Fraction, words: Language) -> str:
    return _told(decimals(number, 4), words)


def _told(number: object, words: Language) -> str:
    return words.text(number) if isinstance(number, Message) else str(number)


def _weights(report: WeightsReport, words: Language) -> Section:
    lines = [report.sheet.title] if report.sheet is not None and report.sheet.title else []
    if report.weights is not None and report.shares:
        lines.append(words.text(WAYS[report.weights.way]))
    if report.looked is not None:
        lines.append(words.text(report.looked))
    if not report.shares:
        return Section(lines=tuple(lines))
    compared = report.weights.compared if report.weights is not None else None
    vector = dict(zip(report.shares, compared.eigenvector, strict=True)) if compared is not None else {}
    columns: list[tuple[Message, Callable[[str], str]]] = [
        (Message("Weight"), lambda name: _four(report.decimals[name], words))
    ]
    if vector:
        columns.append((Message("By eigenvector"), lambda name: _four(vector[name], words)))
    rows = tuple((one.label, one.direction, *(tell(one.name) for _, tell in columns)) for one in report.criteria)
    headers = (Message("Criterion"), Message("Direction"), *(header for header, _ in columns))
    texts = tuple(words.text(header) for header in headers)
    if not any(one.direction for one in report.criteria):
        texts, rows = (texts[0], *texts[2:]), tuple((row[0], *row[2:]) for row in rows)
    first = len(texts) - len(columns)
    return Section("", tuple(lines), texts, rows, tuple(range(first, len(texts))))


# Comparisons ------------------------------------------------------------------------------------------


def _consistency(compared: Compared, words: Language) -> Section:
    lines = [
        words.text(_ratio(Message("by column sums"), compared.by_columns)),
        words.text(_ratio(Message("by eigenvalue"), compared.by_eigenvalue)),
        words.text(
            Message(
                "A ratio of at most {limit} is usual; random index {index} for {count} criteria (Saaty 1980)",
                limit=decimals(LIMIT, 2), index=decimals(compared.random_index, 2), count=len(compared.weights),
            )
        ),
    ]  # fmt: skip
    if compared.by_columns.holds is not compared.by_eigenvalue.holds:
        lines.append(words.text(Message("The two ways fall on different sides of it.")))
    return Section(words.text(Message("Consistency")), tuple(lines))


def _ratio(way: Message, found: Consistency) -> Message:
    return Message(
        "consistency ratio {ratio} {way} (λ {eigenvalue})", ratio=decimals(found.ratio, 4), way=way,
        eigenvalue=decimals(found.eigenvalue, 4),
    )  # fmt: skip


def _spoilers(report: WeightsReport, compared: Compared, words: Language) -> Section:
    if not compared.spoilers:
        return Section()
    labels = [one.label for one in report.criteria]
    rows = tuple(
        (
            words.text(Message("{row} against {column}", row=labels[one.row], column=labels[one.column])),
            str(one.written),
            _told(decimals(one.implied, 2), words),
            str(one.better),
            _four(one.by_columns, words),
            _four(one.by_eigenvalue, words),
        )
        for one in compared.spoilers
    )
    headers = (
        Message("Judgement"), Message("Written"), Message("By the weights"), Message("Better"),
        Message("Ratio by column sums then"), Message("By eigenvalue then"),
    )  # fmt: skip
    title = words.text(Message("What spoils the consistency most"))
    return Section(title, (), tuple(words.text(header) for header in headers), rows, (1, 2, 3, 4, 5))


# Results ----------------------------------------------------------------------------------------------


def _results(sheet: DecisionSheet, audit: Audit, words: Language) -> Section:
    assert sheet.method is not None
    second = shares_of(audit.scores) if sheet.method is Method.WEIGHTED_PRODUCT else ()
    published = sheet.published.scores
    rows = []
    for place, at in places(audit.scores):
        name = sheet.alternatives[at]
        cells = [str(place), name, _four(audit.scores[at], words)]
        cells += [_four(second[at], words)] if second else []
        cells += [_of_sheet(sheet, name, words)] if published else []
        rows.append((*cells, _remark(audit, name, words)) if audit.turned else tuple(cells))
    headers = [Message("No."), Message("Alternative"), Message("Score")]
    headers += [Message("Share")] if second else []
    headers += [Message("In the sheet")] if published else []
    headers += [Message("Remark")] if audit.turned else []
    right = (0, *range(2, len(headers) - bool(audit.turned)))
    title = words.text(Message("Worked out from the values"))
    texts = tuple(words.text(header) for header in headers)
    return Section(title, tuple(_about(sheet, words)), texts, tuple(rows), right)


def _of_sheet(sheet: DecisionSheet, name: str, words: Language) -> str:
    number = sheet.published.scores.get(name)
    return "" if number is None else _told(decimals(number.value, min(number.decimals, 6)), words)


def _remark(audit: Audit, name: str, words: Language) -> str:
    if name not in audit.turned:
        return ""
    turned = audit.turned[name]
    if not turned:
        return words.text(Message("does not follow from the values"))
    return words.text(Message("with {criteria} turned round", criteria=turned))


def _about(sheet: DecisionSheet, words: Language) -> Iterator[str]:
    assert sheet.method is not None
    yield words.text(Message("Method: {method}.", method=SHEET_METHODS[sheet.method]))
    if sheet.method.is_relative:
        yield words.text(RELATIVE)
    if len(sheet.values) == 1:
        yield words.text(Message("There is only one alternative, so nothing distinguishes."))
        return
    columns = zip(sheet.criteria, zip(*sheet.matrix, strict=True), strict=True)
    same = tuple(one.label or one.name for one, column in columns if is_constant(column))
    if same:
        yield words.text(Message("does not distinguish anybody here: {criteria}", criteria=same))


# Formats ----------------------------------------------------------------------------------------------


def as_text(
    report: WeightsReport, words: Language, paint: Paint = plain, *, width: int = NATURAL_WIDTH, colour: bool = False
) -> str:
    """Everything, the findings last, each with its line."""
    parts = [section_text(part, paint, width=width, colour=colour) for part in sections(report, words)]
    sources = source_lines((finding.location for finding in report.findings), report.inputs)
    lines = [line for finding in report.findings for line in finding_lines(finding, words, paint, sources)]
    told = "".join(f"{line}\n" for line in lines) or words.text(_NOTHING) + "\n"
    return "\n".join(text for text in (*parts, told) if text)


_NOTHING = Message("Nothing stands out in these weights.")


def as_markdown(report: WeightsReport, words: Language) -> str:
    parts = [section_markdown(part) for part in sections(report, words)]
    told = markdown.escape_cell(words.text(_NOTHING)) + "\n"
    if report.findings:
        headings = (Message("place"), Message("gravity"), Message("rule"), Message("reason"), Message("remedy"))
        rows = [
            [
                str(finding.location),
                words.text(SEVERITY_WORDS[finding.severity]),
                finding.rule,
                words.text(finding.message),
                words.text(finding.fix) if finding.fix else "",
            ]
            for finding in report.findings
        ]
        title = words.text(Message("What stands out"))
        told = f"## {title}\n\n" + markdown.text_table([words.text(heading) for heading in headings], rows)
    return "\n".join(text for text in (*parts, told) if text)


MACHINE: Mapping[str, Callable[[WeightsReport], str]] = {"json": as_json, "csv": as_csv, "yaml": as_yaml}
FORMATS = ("text", *MACHINE, "md")
