"""The terminal report."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sample
from rich.cells import cell_len

from claimcheck import check
from claimcheck.model import Gap, Granularity, Period, Report, Side
from claimcheck.reports import explain, text
from claimcheck.reports.layout import _breaks
from claimcheck.reports.wording import headline, why

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def render(report: Report, **options: object) -> str:
    return text.render(report, sources=sample.SOURCES.values(), **options)  # type: ignore[arg-type]


def test_two_statements_that_both_affirm_are_not_called_yes_and_no() -> None:
    said = ("Paul Morel dirige la société depuis 2015.", "Paul Morel dirige la société depuis 2019.")
    (found,) = check(said).contradictions
    assert headline(found) == "one statement (1 source) against another (1 source)"
    assert why(found) == "their figures or dates cannot both hold"
    denied = ("Le barrage a été construit par Eiffage.", "Le barrage n'a pas été construit par Eiffage.")
    (found,) = check(denied).contradictions
    assert headline(found) == "no (1 source) against yes (1 source)"


def test_a_contradiction_shows_both_quotes_their_places_and_why() -> None:
    shown = render(sample.report(), width=90)
    first = shown[: shown.index("\n\nundecided")]
    assert first.splitlines() == [
        "Microsoft · invest · OpenAI",
        "",
        "contradiction[disjoint, probable]: 13 bn USD (2 sources) against 13.75 bn USD (1 source)",
        "  ┌─ seeds/a.txt:1:26 · La Gazette · 2025-09-12",
        "  │ Microsoft a déjà investi 13 milliards de dollars dans OpenAI.",
        "  │                          ^^^^^^^^^^^^^^^^^^^^^^^",
        "  ┌─ seeds/b.txt:3:12 · citing le groupe",
        "  │ Le géant détient 49 % du capital.  Il a placé 13 milliards de dollars dans OpenAI en",
        "  │                                               ^^^^^^^^^^^^^^^^^^^^^^^",
        "  │ deux ans.",
        "  │ 13 bn USD (13\xa0000\xa0000\xa0000), compatible with [12.5, 13.5] bn USD",
        "  ┌─ seeds/c.md:1:18 · Le Courrier · 2025-09-12 · citing le groupe",
        "  │ Selon le groupe, 13,75 milliards de dollars ont été versés à OpenAI.",
        "  │                  ^^^^^^^^^^^^^^^^^^^^^^^^^^",
        "  │ 13.75 bn USD (13\xa0750\xa0000\xa0000), compatible with [13.745, 13.755] bn USD",
        "  = why: no value fits both: [12.5, 13.5] bn USD and [13.745, 13.755] bn USD do not meet;",
        "      gap 245 million USD (1.8 %)",
        "  = note: 13.75 truncates to 13 (truncation)",
        "  = next: claimcheck explain 7f3a9c01b2d4",
        '  = or: claimcheck accept 7f3a9c01b2d4 --reason "…"',
    ]


def test_of_many_agreements_the_rest_is_counted() -> None:
    agreement = next(finding for finding in sample.findings() if finding.verdict == "agreement")
    many = [agreement.model_copy(update={"id": str(n), "topic": f"topic {n % 7}"}) for n in range(50)]
    report = sample.report((*sample.findings(), *many))
    shown = render(report, most=20)
    assert shown.count("agreement[") == 20
    assert "32 further agreements: --verdict agreement shows all of them" in shown
    assert shown.count("contradiction[") == 4
    assert render(report).count("agreement[") == 52


def test_named_times_are_so_many_years_or_months_apart() -> None:
    def lies(granularity: Granularity, first: date, last: date) -> Side:
        value = Period(first, last, granularity, (first, last))
        return Side(value=value, interval=(str(first), str(last)), origins=1, assertions=())

    years = (
        lies("year", date(2015, 1, 1), date(2015, 12, 31)),
        lies("year", date(2017, 1, 1), date(2017, 12, 31)),
    )
    months = (
        lies("month", date(2024, 11, 1), date(2024, 11, 30)),
        lies("month", date(2024, 12, 1), date(2024, 12, 31)),
    )
    finding = sample.findings()[0]
    for sides, gap in ((years, "2015 and 2017 do not meet; gap 2 years"), (months, "gap 1 month")):
        found = finding.model_copy(update={"sides": sides, "gap": Gap(absolute="1")})
        assert why(found).endswith(gap)


def test_contradictions_come_first_and_coverage_last() -> None:
    lines = render(sample.report()).splitlines()
    heads = [line.split("[")[0] for line in lines if re.match(r"(contradiction|undecided|agreement)\[", line)]
    assert heads[0] == "contradiction"
    assert " ".join(lines[-2:]).startswith(
        "6 sources, 14 assertions, 9 compared: 4 contradictions, 2 agreements, 2 undecided"
    )


def test_accepted_findings_stay_visible_with_their_reason() -> None:
    shown = render(sample.report())
    assert "= accepted: the later text corrects the earlier one" in shown
    assert "accept aa2b3c4d5e6f" not in shown
    assert shown.rstrip().endswith("1 accepted; 1 file could not be read")


def test_nothing_compared_is_said() -> None:
    report = sample.report(())
    empty = report.model_copy(update={"coverage": report.coverage.model_copy(update={"compared": 0})})
    assert render(empty).startswith("6 sources, 14 assertions: nothing was compared")


def test_hidden_findings_are_counted() -> None:
    assert "3 further findings are hidden" in render(sample.report(), hidden=3)


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_lines_keep_within_the_width(width: int) -> None:
    for report in (sample.report(), sample.hostile(1000)):
        for line in render(report, width=width).splitlines():
            assert cell_len(line) <= width, line


def test_the_carets_stand_below_the_span_even_under_wide_characters() -> None:
    said = sample.A13
    wide = type(said)("x", None, said.span, "13 亿", "微软公司投资了 13 亿 美元。", said.value)
    shown = text.render(sample.report((_finding(wide),)), width=80)
    line, carets = re.search(r"(  │ 微软.*)\n(.*\^+)", shown).groups()  # type: ignore[union-attr]
    start, end = line.index("13 亿"), line.index("13 亿") + 4
    assert carets.index("^") == cell_len(line[:start])
    assert len(carets) == cell_len(line[:end])


def _finding(said: object) -> object:
    first = sample.findings()[0]
    return first.model_copy(update={"sides": (sample.side(said), first.sides[1])})  # type: ignore[arg-type]


def test_colour_adds_styles_and_nothing_else() -> None:
    plain, colored = render(sample.report(), width=80), render(sample.report(), width=80, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m" in colored
    assert [line.rstrip() for line in ANSI.sub("", colored).splitlines()] == plain.splitlines()


def test_wrapping_loses_no_character() -> None:
    line = "a word, another and averyveryverylongword at the end"
    for width in range(5, 60):
        pieces = [line[a:b] for a, b in _breaks(line, width)]
        assert "".join(pieces).replace(" ", "") == line.replace(" ", "")
        assert all(len(piece) <= width for piece in pieces)


def test_explain_names_every_term_and_what_would_change_it() -> None:
    shown = explain.render(sample.findings()[0], sources=sample.SOURCES.values(), width=100)
    for term in sample.EVIDENCE:
        assert re.search(rf"{term.term} +{re.escape(f'{term.weight:+.2f}')} .*{term.detail}", shown)
    assert re.search(r"score +\+0\.52", shown)
    assert "rule: disjoint" in shown
    assert "if the first were compatible with values up to 13.745 bn USD, they would agree" in shown
    assert "if the second were compatible with values down to 13.5 bn USD, they would agree" in shown
    assert "without shared-tokens the score would be -0.80 instead of +0.52" in shown


@pytest.mark.parametrize("finding", sample.findings(), ids=lambda finding: finding.id)
@pytest.mark.parametrize("width", [40, 100])
def test_every_finding_can_be_explained(finding: object, width: int) -> None:
    shown = explain.render(finding, sources=sample.SOURCES.values(), width=width)  # type: ignore[arg-type]
    assert "what would change the verdict\n  - " in shown
    assert all(cell_len(line) <= width for line in shown.splitlines())
