"""How a verdict came about: the score's terms as a waterfall, and what would have changed it."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Assertion, Evidence, Fact, Finding, Magnitude, Period, Side
from claimcheck.model.frozen import frozen
from claimcheck.reports.display import exact, figure_text, interval_text, value_title
from claimcheck.values import base_interval

__all__ = ["Step", "facts", "turning_points", "waterfall"]

TURNS = {
    "other-time": "if both stated the same time, their values would be compared",
    "other-scope": "if both spoke of the same scope, their values would be compared",
    "other-status": "if both had the same status, their values would be compared",
    "other-currency": "if both were in one currency, their values would be compared",
    "far-bound": "a bound nearer to the figure would agree with it or contradict it",
    "vague": "a figure in place of the vague amount would agree or contradict",
    "unanchored": "the date of the document (`published:` in its front matter) would place the relative time",
    "changed-since": "if both spoke of the same day, they would contradict each other",
    "opposite": "if both affirmed it, or both negated it, they would agree",
    "denied": "if neither denied the figure, they would agree",
    "category": "if both named the same, they would agree",
    "part-exceeds-whole": "if the part were at most the whole, both could hold",
    "exact": "another value in one of them would contradict",
    "rounding": "a figure outside the other's interval would contradict",
    "bound": "a figure beyond the bound would contradict",
    "approximation": "a figure outside what the hedge allows would contradict",
    "same-fact": "if one of them negated it, they would contradict each other",
}


@frozen
class Step:
    """A term of the score, and the sum before and after it."""

    evidence: Evidence
    before: float
    after: float


def waterfall(evidence: Iterable[Evidence]) -> list[Step]:
    """The terms in their order, summed up.

    >>> [step.after for step in waterfall([Evidence(term="a", weight=1), Evidence(term="b", weight=-0.5)])]
    [1.0, 0.5]
    """
    steps: list[Step] = []
    total = 0.0
    for term in evidence:
        steps.append(Step(term, total, total + term.weight))
        total += term.weight
    return steps


def facts(said: Assertion) -> list[tuple[str, str]]:
    """What was understood of an assertion, by name; what is not known is left out."""
    known = [("value", value_title(said.value))]
    if not exact(said.value):
        known.append(("interval", interval_text(said.value)))
    if isinstance(said.value, Magnitude) and said.value.assumed:
        known.append(("currency", f"{said.value.currency}, assumed from a bare symbol"))
    known += [("subject", said.subject or ""), ("predicate", said.predicate or "")]
    known.append(("as of", value_title(said.as_of) if said.as_of else ""))
    known.append(("status", said.status))
    known.append(("polarity", "" if said.polarity else "negated"))
    known += [("attribution", said.attribution or ""), ("rule", said.rule)]
    if said.also:
        known.append(("said again", ", ".join(f"{span.line}:{span.column}" for span in said.also[:20])))
    return [(key, text) for key, text in known if text]


def turning_points(finding: Finding) -> list[str]:
    """What would change the verdict, the nearest first; advice, not a proof."""
    points: list[str] = []
    if finding.verdict == "contradiction" and len(finding.sides) == 2:
        points += _to_meet(*finding.sides)
    if not points and (turn := TURNS.get(finding.basis)):
        points.append(turn)
    terms = [term for term in finding.evidence if term.weight > 0]
    if len(finding.evidence) > 1 and terms:
        score = sum(term.weight for term in finding.evidence)
        most = max(terms, key=lambda term: term.weight)
        rest = score - most.weight
        points.append(f"without {most.term} the score would be {rest:+.2f} instead of {score:+.2f}")
    if finding.within:
        points.append("both stand in one document, so it never gates")
    if finding.accepted is not None:
        points.append("it is accepted: without its entries in the file of accepted findings it would be open")
    return points


def _to_meet(first: Side, second: Side) -> list[str]:
    """How far either side would have to reach for the other."""
    if isinstance(first.value, Fact) or isinstance(second.value, Fact):
        return []
    low_one, high_one = base_interval(first.value)
    low_other, high_other = base_interval(second.value)
    if high_one is not None and low_other is not None and high_one < low_other:
        return [_reach("first", "up", second, 0), _reach("second", "down", first, 1)]
    if low_one is not None and high_other is not None and high_other < low_one:
        return [_reach("first", "down", second, 1), _reach("second", "up", first, 0)]
    return []


def _reach(which: str, direction: str, target: Side, end: int) -> str:
    value = target.value
    if isinstance(value, Magnitude):
        where = figure_text(value, value.interval[end])
    else:
        where = str(value.interval[end]) if isinstance(value, Period) else ""
    return f"if the {which} were compatible with values {direction} to {where}, they would agree"
