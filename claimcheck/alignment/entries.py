"""assertions → entries: what the terms of the scores need, worked out once an assertion."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import fsum, log

from claimcheck.model import Assertion, Magnitude, Period, Source, Value
from claimcheck.rulebook.families.alignment import AlignmentRules
from claimcheck.rulebook.folding import unaccented
from claimcheck.values import base_interval, blocking_key, normal_form
from claimcheck.values.base import in_base
from claimcheck.values.remembering import by_identity

__all__ = ["Entry", "build_entries", "can_be_compared"]

COARSE = frozenset({"month", "quarter", "season", "half", "year", "decade", "century", "range"})
DATED = frozenset({"minute", "day", "month", "season"})
SCOPE_TIME, LONE_TIME = "scope-time", "lone-time"
LEAD = 700
"""Code points from the start of a text that hold its headline and lead: what the story is about."""
WORDS = re.compile(r"\w{1,64}")
SHORT = 2
"""Letters of a word in a name that tells nothing: "de", "of"."""
SCALED, LARGE = frozenset({"money", "count", "number"}), 1000


@dataclass(slots=True)
class Entry:
    """One assertion, ready to be compared. `tokens` carry weight times their share in the document."""

    index: int
    assertion: Assertion
    document: int
    key: str
    form: str
    value: Value
    tokens: dict[str, float]
    entities: dict[str, float]
    owners: frozenset[str]
    names: frozenset[str]
    head: str | None
    low: float
    figure: float
    digits: int
    rivals: frozenset[str]
    time: tuple[int, int, bool] | None
    near: tuple[tuple[int, int, bool], ...]
    """Without a time of its own, those that the sentence before names."""
    published: int | None
    text: str = ""
    written: tuple[str, int] | None = None
    """The significant digits in ascending order, and how many stand before the point: for slips."""
    sentence: int = 0
    """Number of its sentence: entries of one sentence have the same."""
    words: Mapping[str, float] = field(default_factory=dict)
    """The words of its sentence, a vector of length 1; those of many sentences weigh less."""
    lone: bool = False
    """The only figure of its dimension in its document."""
    first: bool = False
    """The first figure of its dimension in its document, in headline or lead."""
    subject: frozenset[str] = frozenset()
    """The words of the name that its sentence is about, as far as it names one."""
    loose: bool = False
    """A date that its sentence says of no figure, yet not with a verb of its own."""
    setting: bool = False
    """A date that is only the setting of other figures: it may agree, but never conflicts."""


def build_entries(
    assertions: Sequence[Assertion],
    rules: AlignmentRules,
    sources: Sequence[Source],
    known: frozenset[str] = frozenset(),
) -> list[Entry]:
    """One entry an assertion that can be compared, in the order given.

    `known`: entities that documents not among these are sure of.
    """
    published = {s.id: s.published.toordinal() for s in sources if s.published}
    documents: dict[str, int] = {}
    sure = {key for a in assertions for key in a.context.entities if not key.startswith("?")} | known
    canonical = _canonical(sure)
    keys = [blocking_key(a.value) if can_be_compared(a) else None for a in assertions]
    shares = _token_shares(assertions, keys)
    sentences = _Sentences(assertions)
    figures = Counter((a.source, key) for a, key in zip(assertions, keys, strict=True))
    weak, weight = frozenset(rules.weak_tokens), float(rules.weak_weight)
    found: list[Entry] = []
    met: set[tuple[str, str]] = set()
    for index, (a, key) in enumerate(zip(assertions, keys, strict=True)):
        document = documents.setdefault(a.source, len(documents))
        if key is None:
            continue
        total = shares[a.source, key]
        tokens = {}
        for token, w in a.context.tokens.items():
            if w != total[token]:
                w *= (w / total[token]) ** 0.5
            tokens[token] = w * weight if token in weak else w
        if len(tokens) > rules.limits.tokens:
            kept = sorted(tokens.items(), key=lambda pair: (-pair[1], pair[0]))[: rules.limits.tokens]
            tokens = dict(kept)
        entry = _entry(index, a, document, key, tokens, canonical, sure, published)
        entry.first = (a.source, key) not in met and a.span.start < LEAD
        entry.sentence, entry.words = sentences.of(a)
        entry.lone = figures[a.source, key] == 1
        met.add((a.source, key))
        found.append(entry)
    return found


class _Sentences:
    """The sentences that figures stand in, as vectors of the words around these."""

    def __init__(self, assertions: Sequence[Assertion]) -> None:
        self._tokens: dict[tuple[str, str], set[str]] = defaultdict(set)
        for a in assertions:
            self._tokens[a.source, a.sentence].update(a.context.tokens)
        bearing: dict[str, Counter[str]] = defaultdict(Counter)
        for (source, _), tokens in self._tokens.items():
            bearing[source].update(tokens)
        self._bearing = bearing
        self._known: dict[tuple[str, str], tuple[int, dict[str, float]]] = {}

    def of(self, a: Assertion) -> tuple[int, dict[str, float]]:
        key = (a.source, a.sentence)
        if key not in self._known:
            bearing = self._bearing[a.source]
            weights = {token: bearing[token] ** -0.5 for token in self._tokens[key]}
            length = fsum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
            self._known[key] = len(self._known), {t: weight / length for t, weight in weights.items()}
        return self._known[key]


def _entry(
    index: int, a: Assertion, document: int, key: str, tokens: dict[str, float],
    canonical: Mapping[str, str], sure: set[str], published: Mapping[str, int],
) -> Entry:  # fmt: skip
    entities: dict[str, float] = {}
    for name, weight in a.context.entities.items():
        if name.startswith("?"):
            name = name[1:]
            if name not in sure:
                continue
            weight = min(1.0, weight * 2.5)
        name = canonical.get(name, name)
        entities[name] = max(entities.get(name, 0.0), weight)
    low, _ = base_interval(a.value)
    figure, digits, written = _figure(a.value)
    return Entry(
        index=index, assertion=a, document=document, key=key, form=normal_form(a.value), value=a.value,
        tokens=tokens, entities=entities,
        owners=_owners(a.context.owners, canonical, sure),
        names=a.context.document, head=a.context.head,
        low=float(low) if low is not None else figure, figure=figure, digits=digits,
        rivals=a.context.rivals,
        time=_time(a.as_of), near=tuple(filter(None, map(_time, a.context.times))),
        published=published.get(a.source),
        text=a.sentence, written=written, setting=SCOPE_TIME in a.context.cues or _is_stretch(a),
        loose=LONE_TIME in a.context.cues, subject=_subject_words(a.subject or ""),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _subject_words(label: str) -> frozenset[str]:
    return frozenset(word for word in WORDS.findall(unaccented(label.lower())) if len(word) > SHORT)


def _owners(names: frozenset[str], canonical: Mapping[str, str], sure: set[str]) -> frozenset[str]:
    """Owners under their canonical name; an unsure one ("?name") only if some document is sure of it."""
    found = (name.removeprefix("?") for name in names)
    return frozenset(canonical.get(name, name) for name in found if name in sure)


def can_be_compared(assertion: Assertion) -> bool:
    """A time that only scopes other figures is no statement of its own, unless it is a date."""
    return SCOPE_TIME not in assertion.context.cues or _is_dated(assertion.value)


def _is_stretch(assertion: Assertion) -> bool:
    """Since or until when something holds, said in passing: nothing happened on that day."""
    value = assertion.value
    return LONE_TIME in assertion.context.cues and isinstance(value, Period) and value.relation != "in"


def _is_dated(value: Value) -> bool:
    """A day or a month is worth comparing even as a setting; "last year" and 2024 are in every text."""
    return isinstance(value, Period) and value.anchored and value.granularity in DATED


def _canonical(names: set[str]) -> dict[str, str]:
    """Long names that are also met in their short form: the surname, or the first word."""
    found = {}
    for name in names:
        words = name.split(" ")
        if len(words) < 2 or any(word.isdigit() for word in words):
            continue
        if words[-1] in names:
            found[name] = words[-1]
        elif words[0] in names:
            found[name] = words[0]
    return found


def _token_shares(
    assertions: Sequence[Assertion], keys: Sequence[str | None]
) -> dict[tuple[str, str], Mapping[str, float]]:
    """For each document and dimension the summed weight of every token; `keys`: the dimensions."""
    told: dict[tuple[str, str], list[Mapping[str, float]]] = defaultdict(list)
    for a, key in zip(assertions, keys, strict=True):
        if key is not None:
            told[a.source, key].append(a.context.tokens)
    return {place: _summed(found) if len(found) > 1 else found[0] for place, found in told.items()}


def _summed(found: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for tokens in found:
        for token, weight in tokens.items():
            total[token] = total.get(token, 0.0) + weight
    return total


@by_identity
def _figure(value: Value) -> tuple[float, int, tuple[str, int] | None]:
    """The figure that stands for the value in base units (NaN for none), its significant digits, and
    these digits in order of size with the magnitude of the figure."""
    if isinstance(value, Magnitude):
        said = value.low if value.low is not None else value.high
        if said is None:
            return float("nan"), 0, None
        base = in_base(said, value)
        whole = str(int(abs(Fraction(said)) * 10**6)) if said else "0"
        kept = whole.strip("0")
        figure = float(base) if base is not None else float("nan")
        # A large scale ("milliards") tells as much as one more digit.
        scaled = value.kind in SCALED and abs(figure) >= LARGE
        return figure, max(1, len(kept)) + scaled, ("".join(sorted(kept)), len(whole))
    if isinstance(value, Period):
        day = value.earliest or value.latest
        return (float(day.toordinal()) if day else float("nan")), 2, None
    return float("nan"), 0, None


def _time(period: Period | None) -> tuple[int, int, bool] | None:
    """Ends as ordinals, and whether the period is coarser than a week; None where it is not anchored."""
    if period is None or not period.anchored:
        return None
    low, high = period.interval
    if low is None and high is None:
        return None
    coarse = period.granularity in COARSE
    if not coarse:
        # "by Saturday", "as of Monday": the state of things on that day.
        low, high = low or high, high or low
    first = low.toordinal() if low else datetime.date.min.toordinal()
    last = high.toordinal() if high else datetime.date.max.toordinal()
    return first, last, coarse


def log_ratio(a: float, b: float) -> float:
    """|ln(a / b)|; large for figures of opposite sign or zero."""
    if a == b:
        return 0.0
    if a != a or b != b:
        return 1.0
    if a * b <= 0:
        return 3.0
    return abs(log(a / b))
