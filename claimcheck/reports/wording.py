"""Why a finding has its verdict, in one line; what else to say of it; in which order to say it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from claimcheck.model import Finding, Magnitude, Period, Report, Side, Value
from claimcheck.reports.display import clean, clip, digits, figure_text, interval_text, plural, value_text

__all__ = ["both_affirm", "by_topic", "closing", "headline", "next_steps", "why"]

VERDICTS = ("contradiction", "undecided", "agreement")
WHY = {
    "disjoint": "no value fits both",
    "bound": "one gives a bound that the other breaks",
    "opposite": "one affirms what the other negates",
    "denied": "one denies the figure that the other asserts",
    "category": "they name different things where only one can hold",
    "part-exceeds-whole": "the part is larger than the whole",
    "other-time": "they speak of different times",
    "other-scope": "one speaks of a part, the other of the whole, or of another one",
    "other-status": "one is done, the other planned, requested or estimated",
    "other-currency": "the currencies differ, and no exchange rate is assumed",
    "far-bound": "the bound is too far from the figure to say anything",
    "vague": "one of them is too vague to compare",
    "unanchored": "a relative time cannot be placed without the date of its document",
    "changed-since": "the value may have changed between the two dates",
}
AGREES = {
    "exact": "the same value",
    "rounding": "the same value, rounded differently",
    "bound": "the figure keeps within the bound",
    "approximation": "the same value, as far as the hedged one tells",
    "same-fact": "the same fact",
}

NEGATING = frozenset(
    f"opposed:{term}"
    for term in ("one-negated", "shared-denied", "opposites-alone", "other-truth", "one-none")
)
"""Evidence that one statement denies what the other says; without it both affirm."""
AFFIRMING = {
    "opposed:figures-differ": "their figures or dates cannot both hold",
    "opposed:swapped": "each tells it the other way round",
    "opposed:other-part": "by whom or to whom it was done cannot both hold",
    "opposed:other-which": "each speaks of another one where only one can be meant",
}

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
PLURALS = {"half": "half-years", "century": "centuries"}


def by_topic(report: Report) -> list[tuple[str, list[Finding]]]:
    """The findings by topic, the worst first; the given order where nothing tells them apart."""
    topics: dict[str, list[Finding]] = {}
    for finding in sorted(report.findings, key=_badness):
        topics.setdefault(finding.topic, []).append(finding)
    return list(topics.items())


def _badness(finding: Finding) -> tuple[int, bool, bool, bool]:
    return (
        VERDICTS.index(finding.verdict),
        finding.accepted is not None,
        finding.within,
        finding.certainty == "possible",
    )


def _said(side: Side) -> str:
    return f"{value_text(side.value)} ({_sources(side)})"


def _sources(side: Side) -> str:
    count = len({said.source for said in side.assertions})
    origins = f", {plural(side.origins, 'origin')}" if side.origins < count else ""
    return plural(count, "source") + origins


def both_affirm(finding: Finding) -> str | None:
    """Why two statements of which neither denies anything contradict each other; None for others."""
    if finding.basis != "opposite" or finding.kind != "fact":
        return None
    terms = {evidence.term for evidence in finding.evidence if evidence.weight > 0}
    if terms & NEGATING:
        return None
    return next((text for term, text in AFFIRMING.items() if term in terms), None)


def headline(finding: Finding) -> str:
    """ "13 bn USD (2 sources) against 13.75 bn USD (1 source)"."""
    if both_affirm(finding):
        names = ("one statement", "another")
        said = zip(names, finding.sides, strict=False)
        return " against ".join(f"{name} ({_sources(side)})" for name, side in said)
    return " against ".join(_said(side) for side in finding.sides)


def why(finding: Finding) -> str:
    """The reason in one line, with the two intervals where they decide."""
    if finding.verdict == "agreement":
        return AGREES.get(finding.basis, clean(finding.basis))
    text = both_affirm(finding) or WHY.get(finding.basis, clean(finding.basis))
    if finding.basis == "disjoint" and len(finding.sides) == 2:
        ends = [_compatible(side.value) for side in finding.sides]
        text = f"{text}: {ends[0]} and {ends[1]} do not meet"
    if finding.gap is not None:
        text += f"; gap {_gap(finding)}"
    return text


def _compatible(value: Value) -> str:
    """What the value is compatible with; a time that is no wider than it says by its name."""
    if (
        isinstance(value, Period)
        and value.interval == (value.earliest, value.latest)
        and value.relation == "in"
    ):
        return value_text(value)
    return interval_text(value)


def _gap(finding: Finding) -> str:
    gap, value = finding.gap, finding.sides[0].value
    assert gap is not None
    if (steps := _steps_apart(*(side.value for side in finding.sides))) is not None:
        return steps
    try:
        absolute = Decimal(gap.absolute)
        relative = f" ({digits(round(Decimal(gap.relative) * 100, 1))} %)" if gap.relative else ""
    except InvalidOperation:
        return clip(clean(gap.absolute), 40)
    if not isinstance(value, Magnitude):
        return f"{plural(int(absolute), 'day')}{relative}"
    return f"{figure_text(value, absolute)}{relative}"


def _steps_apart(one: Value, other: Value) -> str | None:
    """How many years or months one named time is after the other: days say little of 2015 and 2016."""
    if not isinstance(one, Period) or not isinstance(other, Period) or one.granularity != other.granularity:
        return None
    months = MONTHS.get(one.granularity)
    if months is None or one.earliest is None or other.earliest is None:
        return None
    count = abs((one.earliest.year - other.earliest.year) * 12 + one.earliest.month - other.earliest.month)
    return plural(count // months, one.granularity, PLURALS.get(one.granularity))


def next_steps(finding: Finding) -> tuple[str, ...]:
    """The commands that lead on from a finding."""
    explain = f"claimcheck explain {clean(finding.id)}"
    if finding.verdict != "contradiction" or finding.accepted is not None:
        return (explain,)
    return (explain, f'claimcheck accept {clean(finding.id)} --reason "…"')


def closing(report: Report) -> str:
    """What was compared and what came of it: the line that every report ends with."""
    cover = report.coverage
    reasons = ", ".join(f"{clean(reason)} {count}" for reason, count in sorted(cover.undecided.items()))
    undecided = sum(cover.undecided.values())
    results = [
        plural(cover.contradictions, "contradiction"),
        plural(cover.agreements, "agreement"),
        f"{undecided} undecided" + (f" ({reasons})" if reasons else ""),
    ]
    text = f"{plural(cover.sources, 'source')}, {plural(cover.assertions, 'assertion')}"
    if cover.compared:
        text += f", {cover.compared} compared: {', '.join(results)}"
    else:
        text += ": nothing was compared"
    accepted = sum(f.accepted is not None for f in report.findings)
    if accepted:
        text += f"; {accepted} accepted"
    bounded = dict(cover.bounded)
    if cut := bounded.pop("common-names", 0):
        text += f"; {cut} met none: the names of their documents stand in too many others"
    if bounded:
        least = max(bounded.values())
        text += f"; too many for all pairs: {least} met only the nearest or commonest figures"
    if cover.unreadable:
        text += f"; {plural(len(cover.unreadable), 'file')} could not be read"
    return text
