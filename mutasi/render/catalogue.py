"""All rules, requirements and criteria as pages for people, made from the declarations themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mutasi.fit.catalogue import CRITERIA
from mutasi.fit.criterion import Criterion
from mutasi.message import mark
from mutasi.model.policy import Setting
from mutasi.render.basis import CONFIDENCE
from mutasi.render.explanation import (
    CONDITION,
    CONVERSION,
    FILE,
    GROUPS,
    OF_ELIGIBILITY,
    REQUIREMENT,
    WEIGHTS,
    Explanation,
    example_files,
    explanations,
    gravity_word,
    label,
)
from mutasi.render.language import Language
from mutasi.render.markdown import escape_cell, table
from mutasi.render.setting import setting_text
from mutasi.render.text import visible


def rules_page(words: Language) -> str:
    """Data rules first, then what the reader says, then the requirements of a person for a post."""
    title, opening = mark("Rules"), mark("Made from the code by `make golden`. A code never changes its meaning.")
    parts = [f"# {words.translate(title)}\n\n{words.translate(opening)}\n"]
    everything = explanations()
    for group, title in GROUPS.items():
        parts += [f"## {words.translate(title)}\n", *_group(group, everything, words)]
    return "\n".join(parts)


def rules_markdown(shown: tuple[Explanation, ...], words: Language) -> str:
    """These rules alone, one after the other."""
    return "\n".join(_section(one, words) for one in shown)


def _group(group: str, everything: tuple[Explanation, ...], words: Language) -> Iterator[str]:
    members = [one for one in everything if one.group == group]
    if group in (FILE, CONVERSION, WEIGHTS):
        headers = [words.translate(text) for text in (mark("code"), mark("name"), mark("gravity"), mark("meaning"))]
        summaries = [words.text(one.summary) if one.summary else one.why for one in members]
        rows = [
            [one.code, one.name, gravity_word(one, words), escape_cell(text)]
            for one, text in zip(members, summaries, strict=True)
        ]
        yield table(headers, rows)
    if group == REQUIREMENT:
        yield _legend(words)
    if group == CONDITION:
        yield words.translate(mark("Stated once for a batch; they exclude nobody from a ranking.")) + "\n"
    yield from (_section(one, words) for one in members)


def _legend(words: Language) -> str:
    rows = [[name.value, words.translate(meaning)] for name, meaning in CONFIDENCE.items()]
    text = words.translate(
        mark("*hard* (keras) bars, *soft* (lunak) warns; `aturan:` in `mutasi.yaml` changes it and the settings.")
    )
    headers = [words.translate(mark("confidence")), words.translate(mark("how sure the legal basis is"))]
    return f"{text}\n\n{table(headers, rows)}"


def _section(one: Explanation, words: Language) -> str:
    """One rule: heading, gravity and confidence, why and how to mend, settings, basis, example."""
    told = [part for part in (gravity_word(one, words), one.confidence.value if one.confidence else "") if part]
    heading = escape_cell(_title(one, words))
    lines = [
        f"### {one.code} {heading or one.name}",
        "",
        f"*{', '.join(told)}*" + (f" ({one.name})" if heading and one.name else ""),
    ]
    lines += _paragraphs(one.why_in(words), one.remedy_in(words))
    lines += _settings(one.settings, words)
    if one.sources:
        titles = "; ".join(escape_cell(source.title) for source in one.sources)
        lines += ["", label(words, mark("Basis:"), titles)]
    if one.note:
        lines += ["", label(words, mark("Note:"), escape_cell(one.note_in(words)))]
    for title, files in example_files(one, words):
        lines += _files(title, files)
    return "\n".join(lines) + "\n"


def _title(one: Explanation, words: Language) -> str:
    """What stands before the name: the title, of rules about files what they say; empty for the name alone."""
    if words.code == "id":
        return one.title or (words.text(one.summary) if one.summary else "")
    return one.title if one.group in OF_ELIGIBILITY else ""


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield from ("", text)


def _files(title: str, files: Mapping[str, str]) -> Iterator[str]:
    """Each file in a fence of its own, under its name."""
    for name, text in files.items():
        yield from ("", f"{title} `{name}`", "", "```", *(visible(line) for line in text.splitlines()), "```")


def _settings(settings: Mapping[str, Setting], words: Language) -> Iterator[str]:
    if settings:
        told = "; ".join(f"`{name}: {setting_text(value)}`" for name, value in settings.items())
        yield from ("", label(words, mark("Settings:"), told))


def criteria_page(words: Language) -> str:
    """Every kind of criterion with its settings."""
    opening = (
        "# Criteria\n\nMade from the code by `make golden`. `jenis` in `mutasi.yaml` names one of these. Every\n"
        "criterion gives 0 to 100 points on an absolute scale; a missing value gives a range, never a zero.\n"
    )
    return "\n".join([opening, _WEIGHTS, _METHODS, *(_criterion(one, words) for one in CRITERIA)])


_WEIGHTS = """\
## Weights, groups, and weights of single vacancies

`bobot` is the weight of a criterion; all together make 100 (or 1). Criteria may share a weight in a group, which may be
divided between core and secondary factors; `bobot` is then the share within the group, or within the factor:

```yaml
kelompok:
  kecakapan: {bobot: 60, inti: 70, pendukung: 30}
kriteria:
  kompetensi: {jenis: kesesuaian_kompetensi, kelompok: kecakapan, faktor: inti, bobot: 100}       # 42 % of all
  pendidikan: {jenis: pendidikan, kelompok: kecakapan, faktor: pendukung, bobot: 100}             # 18 %
  kinerja: {jenis: predikat_kinerja, bobot: 40}                                                   # 40 %
bobot_khusus:
  camat: {lowongan: [L-002], bobot: {kompetensi: 30, kinerja: 70}}
  pengawas: {jenjang: [PENGAWAS], bobot: {kompetensi: 50, pendidikan: 20, kinerja: 30}}
```

`bobot_khusus` gives some vacancies weights of their own, by their ids or by the level of their post; a vacancy's own
entry goes before that of its level. They are weights of all, not shares of groups, and criteria that are not named
there do not count. Every shortlist shows the weights that hold for it.
"""


_METHODS = """\
## Methods

`metode` in `mutasi.yaml` says how points `p` (0 to 100) and weights `w` (parts of 1) make the score. Every output names
the method, and a relative one is called so.

| `metode` | Score | Scale |
|---|---|---|
| `jumlah_terbobot` (default) | sum of `w × p` | absolute, exact: whole hundredths, no rounding |
| `wp` | product of `(p / 100) ^ w`: no points in one criterion leave no score | absolute |
| `profil` | sum of `w × gap(level − ideal)`; 0 to 100 points are levels 1 to 5 in four equal steps | absolute |
| `saw` | sum of `w × p / highest p` | relative |
| `maut` | sum of `w × (p − lowest p) / (highest p − lowest p)` | relative |
| `topsis` | distance from the worst against both distances, of `w × p / length of all p` | relative |

All but the first are rounded to nine digits before they are compared. The highest, the lowest and the length of a
relative method are those of the people who are ranked for that vacancy: whoever comes or goes may turn the order of two
others, and `--stability` says whether somebody would. Every shortlist prints them, so that a score can be worked out
again. What nobody differs in counts the same for all, and nothing is divided by zero.

A level is the points divided by 25, rounded half up, plus 1: 87.50 and more are level 5, 62.50 and more level 4.
`profil` compares it with the level asked, `ideal` of a criterion (1 to 5; without it 5):

```yaml
metode: profil
kriteria:
  kompetensi: {jenis: kesesuaian_kompetensi, bobot: 60, ideal: 4}
  kinerja: {jenis: predikat_kinerja, bobot: 40, ideal: 5}
```

The gap counts 0: 100, 1: 90, −1: 80, 2: 70, −2: 60, 3: 50, −3: 40, 4: 30, −4: 20; so a level above the one asked counts
less than that level. Core and secondary factors are those of the groups above.

`mutasi shortlist --compare saw,topsis` shows beforehand where methods disagree.
"""


def _criterion(one: Criterion, words: Language) -> str:
    paragraphs = (" ".join(text.split()) for text in one.reason.split("\n\n"))
    lines = [f"## {one.kind}", *_paragraphs(*paragraphs), *_settings(one.settings, words)]
    if one.reads:
        lines += ["", "Reads of the vacancy: " + ", ".join(one.reads)]
    return "\n".join(lines) + "\n"
