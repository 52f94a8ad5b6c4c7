"""Hand-made reports: every verdict and kind once, and one full of hostile text."""

# ruff: noqa: E501

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from claimcheck.model import (
    Assertion,
    Coverage,
    Evidence,
    Fact,
    Finding,
    Gap,
    Magnitude,
    Note,
    Period,
    Report,
    Run,
    Side,
    Source,
    Span,
    Unreadable,
    Value,
    plain,
)

HOSTILE = (
    '<script>alert("x")</script>\n\x1b[31mred\x07 \u202eevil\u2066 %0A::error::x | `*_[a](b)@me =1+1 {{7*7}}'
)

TEXTS = {
    "a.txt": "Microsoft a déjà investi 13 milliards de dollars dans OpenAI. OpenAI a été créée en 2015.",
    "b.txt": "Le géant détient 49 % du capital.\n\nIl a placé 13 milliards de dollars dans OpenAI en deux ans.",
    "c.md": "Selon le groupe, 13,75 milliards de dollars ont été versés à OpenAI. Elle fut fondée en 2016.",
    "d.txt": "Plus de 13 milliards de dollars ont été investis. La part atteint la moitié.",
    "e.txt": "En 2019, il avait injecté 1 milliard de dollars. L’accord est contraignant.",
    "f.txt": "The stake was worth 13 billion euros. The deal is not binding.",
}
SOURCES = {
    name: Source(
        id=name,
        text=text,
        path=f"seeds/{name}",
        language="en" if name == "f.txt" else "fr",
        publisher={"a.txt": "La Gazette", "c.md": "Le Courrier"}.get(name),
        published=datetime.date(2025, 9, 12) if name in ("a.txt", "c.md") else None,
    )
    for name, text in TEXTS.items()
}


def money(text: str, low: str, high: str, currency: str = "USD", **more: Any) -> Magnitude:
    number = Decimal(text)
    ends = {"low": number, "high": number if high else None} | more
    return Magnitude(
        "money",
        interval=(Decimal(low), Decimal(high) if high else None),
        currency=currency,
        dimension=f"money:{currency}",
        **ends,
    )


def year(number: int) -> Period:
    box = (datetime.date(number, 1, 1), datetime.date(number, 12, 31))
    return Period(*box, "year", box)


def percent(number: str, low: str, high: str) -> Magnitude:
    value = Decimal(number)
    return Magnitude(
        "percent", value, value, (Decimal(low), Decimal(high)), dimension="share", factor=Decimal("0.01")
    )


def said(name: str, quote: str, value: Value, **more: Any) -> Assertion:
    source = SOURCES[name]
    start = source.text.index(quote)
    line = source.text.count("\n", 0, start) + 1
    column = start - source.text.rfind("\n", 0, start)
    first = source.text.rfind(". ", 0, start)
    last = source.text.find(".", start + len(quote))
    sentence = source.text[first + 2 if first >= 0 else 0 : last + 1].strip()
    span = Span(start, start + len(quote), line, column)
    return Assertion(name, source.path, span, quote, sentence, value, rule="sample", **more)


def side(*assertions: Assertion) -> Side:
    value = assertions[-1].value
    if isinstance(value, Magnitude):
        interval = (plain(value.interval[0]), plain(value.interval[1]))
    elif isinstance(value, Period):
        interval = (str(value.interval[0]), str(value.interval[1]))
    else:
        interval = (None, None)
    return Side(
        value=value, interval=interval, origins=len({a.source for a in assertions}), assertions=assertions
    )


THIRTEEN = money("13e9", "12.5e9", "13.5e9", exponent=9)
EXACT = money("13.75e9", "13.745e9", "13.755e9", exponent=7)
MORE = money("13e9", "13e9", "", low_open=True, exponent=9)
BINDING = "Microsoft · OpenAI · accord"
INVEST = "Microsoft · invest · OpenAI"

A13 = said("a.txt", "13 milliards de dollars", THIRTEEN, subject="Microsoft", predicate="invest")
B13 = said("b.txt", "13 milliards de dollars", THIRTEEN, attribution="le groupe")
C1375 = said("c.md", "13,75 milliards de dollars", EXACT, attribution="le groupe")
D13 = said("d.txt", "Plus de 13 milliards de dollars", MORE)
EVIDENCE = (
    Evidence(term="base", weight=-1.4, detail="two figures of one dimension"),
    Evidence(term="shared-tokens", weight=1.32, detail="openai, milliard, dollar"),
    Evidence(term="same-head", weight=0.8, detail="investissement"),
    Evidence(term="rival-subject", weight=-0.2, detail="le groupe"),
)


def findings() -> tuple[Finding, ...]:
    share = (
        said("b.txt", "49 %", percent("49", "48.5", "49.5")),
        said("d.txt", "la moitié", percent("50", "50", "50")),
    )
    return (
        Finding(
            id="7f3a9c01b2d4", verdict="contradiction", basis="disjoint", certainty="probable",
            rule="disjoint", kind="money", topic=INVEST, sides=(side(A13, B13), side(C1375)),
            gap=Gap(absolute="245000000", relative="0.018"), evidence=EVIDENCE,
            notes=(Note(code="truncation", text="13.75 truncates to 13"),), pairs=("p1", "p2"),
        ),
        Finding(
            id="1a2b3c4d5e6f", verdict="contradiction", basis="disjoint", certainty="possible",
            rule="periods", kind="period", topic="OpenAI · create",
            sides=(side(said("a.txt", "2015", year(2015))), side(said("c.md", "2016", year(2016)))), pairs=("p3",),
        ),
        Finding(
            id="aa2b3c4d5e6f", verdict="contradiction", basis="opposite", certainty="probable",
            rule="opposite", kind="fact", topic=BINDING, accepted="the later text corrects the earlier one",
            sides=(
                side(said("e.txt", "est contraignant", Fact(truth=True))),
                side(said("f.txt", "is not binding", Fact(truth=False), polarity=False)),
            ), pairs=("p4",),
        ),
        Finding(
            id="bb2b3c4d5e6f", verdict="contradiction", basis="disjoint", certainty="probable",
            rule="shares", kind="percent", topic="OpenAI · capital", within=True,
            sides=(side(share[0]), side(share[1])), gap=Gap(absolute="0.5"), pairs=("p5",),
        ),
        Finding(
            id="cc2b3c4d5e6f", verdict="undecided", basis="other-time", rule="other-time", kind="money", topic=INVEST,
            sides=(side(A13), side(said("e.txt", "1 milliard de dollars", money("1e9", "0.95e9", "1.05e9")))),
            evidence=EVIDENCE[:2], pairs=("p6",),
        ),
        Finding(
            id="dd2b3c4d5e6f", verdict="undecided", basis="other-currency", rule="currency", kind="money", topic=INVEST,
            sides=(side(A13), side(said("f.txt", "13 billion euros", money("13e9", "12.5e9", "13.5e9", "EUR")))),
            pairs=("p7",),
        ),
        Finding(
            id="ee2b3c4d5e6f", verdict="agreement", basis="exact", rule="same", kind="money", topic=INVEST,
            sides=(side(A13, B13),), evidence=EVIDENCE[1:3], pairs=("p8",),
        ),
        Finding(
            id="ff2b3c4d5e6f", verdict="agreement", basis="bound", rule="bound", kind="money", topic=INVEST,
            sides=(side(D13, A13, B13, C1375),), pairs=("p9",),
        ),
    )  # fmt: skip


def report(chosen: tuple[Finding, ...] | None = None) -> Report:
    found = findings() if chosen is None else chosen
    return Report(
        run=Run(version="0.1.0", rulebook="sha256:abc", sources=6),
        findings=found,
        coverage=Coverage(
            sources=6,
            assertions=14,
            compared=9,
            agreements=sum(f.verdict == "agreement" for f in found),
            contradictions=sum(f.verdict == "contradiction" for f in found),
            undecided={"other-time": 1, "other-currency": 1} if chosen is None else {},
            unreadable=(Unreadable(path="seeds/x.bin", reason="a binary file"),),
        ),
    )


def hostile(long: int = 10_000_000) -> Report:
    """A report of which every text is hostile, and one sentence is `long` characters."""
    sentence = "x " * (long // 4) + HOSTILE + " y" * (long // 4)
    place = Span(long // 2, long // 2 + len(HOSTILE), 3, long // 2)
    bad = Assertion(
        HOSTILE, f"a/{HOSTILE}.txt", place, HOSTILE, sentence, money("13e9", "12.5e9", "13.5e9", HOSTILE),
        subject=HOSTILE, predicate=HOSTILE, attribution=HOSTILE,
    )  # fmt: skip
    good = Assertion(
        "=cmd|' /C calc'!A0",
        None,
        Span(0, 3),
        "not in it",
        HOSTILE,
        money("14e9", "13.9e9", "14.1e9", HOSTILE),
    )
    finding = Finding(
        id="0123456789ab", verdict="contradiction", basis="disjoint", certainty="probable", rule=HOSTILE,
        kind="money", topic=HOSTILE, sides=(side(bad), side(good)), gap=Gap(absolute="400000000", relative="0.02"),
        evidence=(Evidence(term=HOSTILE, weight=1.0, detail=HOSTILE),), notes=(Note(code=HOSTILE, text=HOSTILE),),
        pairs=("p1",),
    )  # fmt: skip
    return Report(
        run=Run(version="0.1.0", rulebook="sha256:abc", sources=2),
        findings=(finding,),
        coverage=Coverage(
            sources=2, assertions=2, compared=1, contradictions=1,
            unreadable=(Unreadable(path=HOSTILE, reason=HOSTILE),),
        ),
    )  # fmt: skip
