"""Gathered pairs → the finding that a report prints: sides, gap, notes, evidence, id."""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Context, Decimal

from claimcheck.judgement.gathering import Gathered, Member, Place
from claimcheck.judgement.origins import origin_of_name
from claimcheck.judgement.rules import Judged
from claimcheck.judgement.topics import topic_of
from claimcheck.model import Assertion, Evidence, Finding, Gap, Magnitude, Note, Side, Value, plain, quickly
from claimcheck.model.frozen import frozen
from claimcheck.rulebook.families.judgement import Judgement
from claimcheck.values import base_interval, relate

__all__ = ["Background", "findings_of"]

GAP = Context(prec=28)
SHARE_DECIMALS = 3
ID_DIGITS = 12
AGREEMENT = "agreement"
MOST_PAIRS = 10_000
"""Up to so many pairs of members a finding has a key for each; beyond it one for each member."""
STRONGEST = 200
"""Pairs of a finding that its evidence is merged from: the deciding one and those of the best score."""
NOTES = ("truncation", "scale-slip", "assumed-currency", "disputed", "shared-origin", "far-apart-dates")

new_evidence = quickly(Evidence)


@frozen
class Background:
    """What is known of the sources: their origin (itself, if not listed), their date, names of agencies."""

    settings: Judgement
    origins: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, datetime.date] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    _sides: dict[int, tuple[tuple[Member, ...], Side]] = field(default_factory=dict)
    """What was built already: many findings may share a large side."""

    def side(self, members: tuple[Member, ...]) -> Side:
        if (known := self._sides.get(id(members))) is None:
            known = self._sides[id(members)] = members, _side(members, self)
        return known[1]

    def origin(self, assertion: Assertion) -> str:
        """Who it comes from: whom the assertion is attributed to, else the source's own origin."""
        if assertion.attribution:
            return f"attributed to {origin_of_name(assertion.attribution, self.agencies)}"
        return self.origins.get(assertion.source, assertion.source)


def findings_of(gathered: Sequence[Gathered], known: Background) -> list[Finding]:
    """One finding each, in the same order. All are asked one question before the next one, so that the
    code that answers it stays in the processor's cache."""
    ids = _ids(gathered)
    disputed = _disputed(gathered, ids)
    sides = [sorted(item.sides, key=_side_key) for item in gathered]
    built = [tuple([known.side(side) for side in both]) for both in sides]
    said = [[[member.assertion for member in side] for side in both] for both in sides]
    kinds = [both[0].value.kind for both in built]
    topics = list(map(topic_of, said, kinds))
    gaps = [_gap(both, item.pairs, known.settings) for both, item in zip(built, gathered, strict=True)]
    evidence = list(map(_evidence, gathered))
    notes = [
        tuple(_notes(item, both, known, names))
        for item, both, names in zip(gathered, said, disputed, strict=True)
    ]
    pairs = list(map(_pair_keys, sides))
    return [
        Finding(
            id=ids[at], verdict=item.verdict, basis=item.basis, certainty=item.certainty,
            rule=item.pairs[0].rule.id, within=item.within, kind=kinds[at], topic=topics[at],
            sides=built[at], gap=gaps[at], evidence=evidence[at], notes=notes[at], pairs=pairs[at],
            gates=item.pairs[0].rule.gates,
        )
        for at, item in enumerate(gathered)
    ]  # fmt: skip


def _ids(gathered: Iterable[Gathered]) -> list[str]:
    """Two findings of the same sources and values ("un milliard" of two things) get different ids."""
    seen: Counter[str] = Counter()
    found = []
    for item in gathered:
        name = _hash(_members_key(item.sides))
        seen[name] += 1
        found.append(name if seen[name] == 1 else _hash(f"{name} {seen[name]}"))
    return found


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]


def _disputed(gathered: Sequence[Gathered], ids: Sequence[str]) -> list[list[str]]:
    """For each agreement the ids of the findings that contradict a member of it, sorted."""
    disputes: dict[Place, set[str]] = defaultdict(set)
    for item, name in zip(gathered, ids, strict=True):
        if item.verdict == "contradiction" and not item.within:
            for side in item.sides:
                for member in side:
                    disputes[member.place].add(name)
    return [
        sorted(set().union(*(disputes.get(m.place, ()) for side in item.sides for m in side)))
        if item.verdict == AGREEMENT
        else []
        for item in gathered
    ]


def _members_key(sides: Iterable[Iterable[Member]]) -> str:
    """The sides as sorted (source, normalised value): what the id is a hash of."""
    return "\n--\n".join(sorted("\n".join(sorted({member.key for member in side})) for side in sides))


def _pair_keys(sides: list[tuple[Member, ...]]) -> tuple[str, ...]:
    """One key for each pair of members across the sides, whichever side comes first; of very large sides
    one for each member and value of the other side: "source | value ~ * | other value"."""
    if len(sides) < 2:
        return ()
    one, other = ({member.key for member in side} for side in sides)
    if len(one) * len(other) <= MOST_PAIRS:
        return tuple(sorted({" ~ ".join(sorted((a, b))) for a in one for b in other}))
    forms = [{member.form for member in side} for side in sides]
    return tuple(
        sorted(
            f"{key} ~ * | {form}" for keys, values in ((one, forms[1]), (other, forms[0]))
            for key in keys for form in values
        )
    )  # fmt: skip


def _narrowest(side: Iterable[Member]) -> Member:
    return min(side, key=lambda member: (member.openness, member.form, member.place))


def _side_key(side: tuple[Member, ...]) -> tuple[Decimal, Decimal, str, Place]:
    """The smaller value first, then by what is the same in every order of the files."""
    member = _narrowest(side)
    low, high = base_interval(member.assertion.value)
    lowest, highest = Decimal("-Infinity"), Decimal("Infinity")
    return (
        lowest if low is None else low,
        highest if high is None else high,
        member.form,
        min(member.place for member in side),
    )


def _side(side: tuple[Member, ...], known: Background) -> Side:
    value = _narrowest(side).assertion.value
    low, high = value.model_dump().get("interval", (None, None))
    return Side(
        value=value,
        interval=(low, high),
        origins=len({known.origin(member.assertion) for member in side}),
        assertions=tuple(member.assertion for member in side),
    )


def _gap(sides: tuple[Side, ...], pairs: Sequence[Judged], settings: Judgement) -> Gap | None:
    """In the unit of the first side; exact where that is a finite decimal of reasonable length."""
    if len(sides) < 2:
        return None
    first, second = sides[0].value, sides[1].value
    # A pair of single assertions was related already.
    related = pairs[0].related if len(pairs) == 1 else relate(first, second, settings)
    if related.gap is None:
        return None
    gap = GAP.divide(related.gap, _unit(first, second, settings))
    share = related.relative
    if share is not None:
        digits = max(1, share.adjusted() + 1 + SHARE_DECIMALS)
        share = Context(prec=digits).plus(share)
    return Gap(absolute=plain(gap) or "0", relative=plain(share))


def _unit(first: Value, second: Value, settings: Judgement) -> Decimal:
    """The size of the first value's unit in the unit that the gap is measured in."""
    if not isinstance(first, Magnitude) or not isinstance(second, Magnitude):
        return Decimal(1)
    size = GAP.divide(*map(Decimal, first.factor.as_integer_ratio()))
    exact = first.dimension == "calendar" and second.dimension != "calendar"
    return size * settings.month_seconds if exact else size


def _evidence(gathered: Gathered) -> tuple[Evidence, ...]:
    """Each term once, with its mean weight over the pairs and the detail of its strongest one."""
    pairs: Sequence[Judged] = gathered.pairs
    if len(pairs) == 1:
        return tuple(sorted(pairs[0].comparison.evidence, key=_heaviest))
    if len(pairs) > STRONGEST:
        best = sorted(pairs[1:], key=lambda pair: -pair.comparison.score)
        pairs = [pairs[0], *best[: STRONGEST - 1]]
    terms: dict[str, list[Evidence]] = {}
    for pair in pairs:
        for term in pair.comparison.evidence:
            terms.setdefault(term.term, []).append(term)
    return tuple(sorted([_mean(found, len(pairs)) for found in terms.values()], key=_heaviest))


def _mean(found: Sequence[Evidence], pairs: int) -> Evidence:
    """One term of some of the pairs; often all have the same record."""
    first = found[0]
    if len(found) == pairs and len(set(map(id, found))) == 1:
        return first
    weight = round(math.fsum([term.weight for term in found]) / pairs, 3)
    return new_evidence(first.term, weight, _detail(found))


def _detail(found: Iterable[Evidence]) -> str:
    """That of the strongest; most terms have none."""
    if not any(term.detail for term in found):
        return ""
    return min([(-abs(term.weight), term.detail) for term in found])[1]


def _heaviest(term: Evidence) -> tuple[float, str]:
    return -abs(term.weight), term.term


def _notes(
    gathered: Gathered,
    sides: list[list[Assertion]],
    known: Background,
    disputed: Sequence[str],
) -> Iterable[Note]:
    found: set[tuple[str, str]] = {
        (hint.code, hint.text) for pair in gathered.pairs for hint in pair.related.hints
    }
    if gathered.verdict == AGREEMENT:
        found = {hint for hint in found if hint[0] == "assumed-currency"}
        if disputed:
            more = f" and {len(disputed) - 1} more" if len(disputed) > 1 else ""
            found.add(("disputed", f"contradicted in finding {disputed[0]}{more}"))
    for side in sides:
        sources, origins = {a.source for a in side}, {known.origin(a) for a in side}
        if len(origins) < len(sources):
            found.add(("shared-origin", f"{len(sources)} sources rest on {len(origins)} origin(s)"))
    days = sorted(known.published[a.source] for side in sides for a in side if a.source in known.published)
    if days and (days[-1] - days[0]).days > known.settings.far_apart:
        found.add(("far-apart-dates", f"published {days[0].isoformat()} to {days[-1].isoformat()}"))
    for code, text in sorted(found, key=lambda note: (NOTES.index(note[0]), note[1])):
        yield Note(code=code, text=text)
