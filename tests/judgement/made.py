"""Assertions and comparisons for the tests of judgement."""

from claimcheck.model import Assertion, Comparison, Context, Evidence, Span


def said(source, value, at=0, **more):
    context = more.pop("context", Context())
    return Assertion(
        source=source, path=None, span=Span(at, at + 5), quote="…", sentence=more.pop("sentence", "…"),
        value=value, context=context, **more,
    )  # fmt: skip


def pair(left, right, group=0, score=1.0, **more):
    evidence = (Evidence(term="shared-tokens", weight=score, detail=""),)
    return Comparison(left, right, score=score, evidence=evidence, group=group, **more)


def all_pairs(assertions, **more):
    """Every two assertions of different sources."""
    return [
        pair(a, b, **more)
        for i, a in enumerate(assertions)
        for b in assertions[i + 1 :]
        if a.source != b.source
    ]
