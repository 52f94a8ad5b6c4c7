"""Makers of quantities, temperatures, durations, ages and rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from claimcheck.model import Number
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.figures import exact, figure, precise, share_of
from claimcheck.recognition.lexing import Made
from claimcheck.recognition.matching import Maker, Match, Part
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import BREAK
from claimcheck.rulebook.units import Measure, UnitTable

__all__ = ["MEASURE_MAKERS", "per"]

QUOTE = 300
OLDEST = 120
SECONDS = re.compile(r"\d\d(?!\d)")


def per(match: Match) -> str | None:
    """What role `per` names: a unit's id, a name that languages share, else the word in lower case.

    None too where the words are a time ("a year earlier").
    """
    if not match.has("per") or _names_a_time(match):
        return None
    for category in ("unit", "unit-symbol", "per-noun", "per-each"):
        if (unit := match.feature("per", category)) is not None:
            return str(unit)
    return None if match.text("per")[:1].isupper() else match.lemma("per")


def _names_a_time(match: Match) -> bool:
    """Whether what looks like a rate is a time: "7 million a year earlier".

    Words of category `elsewhen` tell; with `closing` only at the end of a clause.
    """
    lexed, at = match.lexed, match.roles["per"][1]
    item = lexed.items[at] if at < len(lexed.items) else None
    if not isinstance(item, Entry) or (features := item.senses.get("elsewhen")) is None:
        return False
    ends = at + 1 == len(lexed.items) or lexed.codes[at + 1] == BREAK
    return not features.get("closing") or ends or lexed.folded[lexed.starts[at + 1]] in ".,;:)"


def quantity(match: Match) -> Draft | None:
    """Roles n, scale, unit, per; the unit's kind says if it is a quantity, a temperature or a duration."""
    draft = figure(match)
    features = match.features("unit", "unit") or match.features("unit", "unit-symbol")
    if draft is None or not features or draft.kind not in ("number", "ratio") or draft.fragile:
        return None
    if features.get("glued") and match.spaced("n", "unit"):
        return None
    if features.get("decades") and draft.plain is not None and draft.plain % 10 == 0 and draft.plain >= 20:
        return None
    unit = str(features["value"])
    kind = match.units.measures[unit].kind if unit in match.units.measures else "quantity"
    made = draft._replace(
        kind=kind, unit=unit, fragile=False, assumed=bool(features.get("assumed") and kind == "temperature")
    )
    rate = per(match)
    if rate is None:
        return None if match.has("per") else made
    if rate not in match.units.measures:
        return made._replace(per=rate)
    return made._replace(kind="quantity", unit=f"{unit} / {rate}")


def _parts(match: Match) -> list[tuple[int, Draft]]:
    return [
        (at, item.value)
        for at in range(match.first, match.last)
        if isinstance(item := match.at(at), Made) and isinstance(item.value, Draft)
    ]


def _into(value: Number, source: Measure, target: Measure) -> Number | None:
    if source.dimension == target.dimension:
        return exact(Fraction(value) * Fraction(source.factor) / Fraction(target.factor))
    return None


def compound(match: Match) -> list[Part] | Draft | None:
    """Measures that follow one another from large to small are one: "1 an et 3 mois" is 15 months.

    Days and weeks beside months stay what they are: no exact factor leads from one to the other.
    """
    measures: UnitTable = match.units
    made: list[Part] = []
    for at, draft in _parts(match):
        if draft.fragile:
            return None
        known = measures.measures.get(draft.unit or "")
        last = made[-1] if made else None
        if last is not None and known is not None and isinstance(last.value, Draft):
            joined = _join(last.value, draft, known, measures)
            if joined is not None:
                made[-1] = Part(last.first, at + 1, joined)
                continue
            if at > last.last:
                return None if len(made) == 1 else made
        made.append(Part(at, at + 1, draft))
    joined_any = any(part.last - part.first > 1 for part in made)
    return made if joined_any else None


def _join(large: Draft, small: Draft, measure: Measure, units: UnitTable) -> Draft | None:
    source = units.measures.get(large.unit or "")
    if source is None or large.plain is None or small.plain is None or large.kind != small.kind:
        return None
    if source.factor <= measure.factor or large.hedges or small.hedges:
        return None
    moved = _into(large.plain, source, measure)
    if moved is None:
        return None
    total = exact(Fraction(moved) + Fraction(small.plain))
    return small.at(total, min(small.low_exponent, 0))._replace(scale=Decimal(1), words=large.words)


def rest(match: Match) -> Draft | None:
    """Roles v and n: a bare number counts the next smaller unit, named by arg `unit`: "1 hour thirty"."""
    draft, small = match.draft("v"), figure(match)
    unit = str(match.args["unit"])
    if draft is None or small is None or draft.unit != match.args["of"]:
        return None
    measure = match.units.measures[unit]
    if (
        small.plain is None
        or small.plain != int(small.plain)
        or not 0 < small.plain < int(match.args["below"])
    ):
        return None
    return _join(draft, small._replace(kind=draft.kind, unit=unit), measure, match.units)


def and_fraction(match: Match) -> Draft | None:
    """Roles v and f: "deux ans et demi", "an hour and a quarter"."""
    draft, share = match.draft("v"), share_of(match, "f")
    if draft is None or share is None or draft.plain is None or draft.plain != int(draft.plain):
        return None
    total = exact(Fraction(draft.plain) + Fraction(share))
    return draft.at(total, precise(total))


def marked(match: Match) -> Draft | None:
    """Roles n and mark: 5", where the mark touches the number and closes no quotation; arg `unit`."""
    draft = figure(match)
    if draft is None or match.spaced("n", "mark"):
        return None
    at, end = match.lexed.starts[match.roles["mark"][0]], match.lexed.end(match.last - 1)
    if match.lexed.folded[end : end + 1].isalnum():
        return None
    line = match.lexed.folded[max(0, at - QUOTE) : at].rsplit("\n", 1)[-1]
    if match.text("mark")[0] in "\"'" and line.count('"') % 2:
        return None
    return _measured(draft, str(match.args["unit"]), match)


def _measured(draft: Draft, unit: str, match: Match) -> Draft:
    known = match.units.measures.get(unit)
    return draft._replace(kind=known.kind if known else "quantity", unit=unit, fragile=False)


FOOT, MINUTE = 12, 60


def feet(match: Match) -> Draft | None:
    """Roles n, mark and inches: 5'10". Two digits that are no inches are seconds: 1'12", 1'05"."""
    large, small = figure(match), figure(match, "inches")
    if large is None or small is None or match.spaced("n", "mark") or small.plain is None:
        return None
    measures, digits = match.units, match.text("inches")
    if len(digits) == 2 and (small.plain >= FOOT or digits[0] == "0"):
        if not small.plain < MINUTE:
            return None
        seconds = _measured(small, "second", match)
        return _join(_measured(large, "minute", match), seconds, measures.measures["second"], measures)
    if small.plain >= FOOT:
        return None
    inches = _measured(small, "inch", match)
    return _join(_measured(large, "foot", match), inches, measures.measures["inch"], measures)


def timed(match: Match) -> Draft | None:
    """Roles h, m, s and c (hundredths), a time that was run: 2:21:08, 1'05"42; in seconds.

    Args: `tight` refuses spaces and seconds of one digit, `decimals` whole seconds.
    """
    second = match.text("s")
    if match.args.get("tight") and (not match.tight() or not SECONDS.match(second)):
        return None
    if match.args.get("glued") and not match.tight():
        return None
    total, exponent = Decimal(0), 0
    for role, size, below in (("h", 3600, 1000), ("m", 60, 1000), ("s", 1, 60), ("c", Decimal("0.01"), 100)):
        draft = figure(match, role) if match.has(role) else None
        if draft is None:
            continue
        value = draft.plain
        if not isinstance(value, Decimal) or not 0 <= value < (
            60 if role == "m" and match.has("h") else below
        ):
            return None
        total, exponent = total + value * size, -2 if role == "c" else draft.low_exponent
    exponent = min(exponent, 0)
    if match.args.get("decimals") and exponent == 0:
        return None
    return Draft("duration", total, total, exponent, exponent, unit="second", words=True)


def reunit(match: Match) -> list[Part] | None:
    """Role v gets another kind or unit (args kind, unit, from): an angle, an age."""
    draft = match.draft("v")
    if draft is None or draft.per:
        return None
    kind, unit = match.args.get("kind"), match.args.get("unit")
    if (known := match.args.get("from")) is not None and draft.unit not in str(known).split():
        return None
    made = draft._replace(
        kind=kind or draft.kind,  # type: ignore[arg-type]
        unit=str(unit) if unit else draft.unit,
        assumed=False,
        fragile=False,
    )
    return [Part(*match.roles["v"], made)]


def rate(match: Match) -> Draft | None:
    """Roles v and per, behind a value that is already made."""
    draft, name = match.draft("v"), per(match)
    if draft is None or name is None or draft.per:
        return None
    if draft.unit and name in match.units.measures and " / " not in draft.unit:
        return draft._replace(kind="quantity", unit=f"{draft.unit} / {name}")
    return draft._replace(per=name)


def per_many(match: Match) -> Draft | None:
    """Roles v and b: "54 cases per 100,000 people", where b is one of arg `rounds`.

    Arg `names` gives nouns that languages share ("personne=inhabitant"); without a noun it is its first.
    """
    draft, many = match.draft("v"), match.draft("b")
    if draft is None or many is None or many.plain is None or draft.per or many.per or draft.plain is None:
        return None
    size = str(int(many.plain))
    names = dict(pair.split("=") for pair in str(match.args["names"]).split())
    if size not in str(match.args["rounds"]).split() or draft.plain >= many.plain:
        return None
    noun = names.get(many.of, many.of) if many.of else next(iter(names.values()))
    return draft._replace(per=f"{size} {noun}", fragile=False)


def aged(match: Match) -> list[Part] | None:
    """Role n: a bare number that is an age in years."""
    draft = figure(match)
    most = draft and (draft.high if draft.high is not None else draft.low)
    if (
        draft is None
        or most is None
        or draft.kind not in ("number", "duration")
        or most > OLDEST
        or draft.low_exponent < 0
    ):
        return None
    return [Part(*match.roles["n"], draft._replace(kind="age", unit="year", fragile=False))]


def age_group(match: Match) -> Draft | None:
    """Role n, or a and b, of a plural that names people by their age; role bound: "the over-65s"."""
    low, high = figure(match, "a" if match.has("a") else "n"), figure(match, "b" if match.has("a") else "n")
    if (
        low is None
        or high is None
        or not isinstance(low.plain, Decimal)
        or not isinstance(high.plain, Decimal)
    ):
        return None
    if match.spaced("b" if match.has("a") else "n", "s") or not 0 < low.plain <= high.plain <= OLDEST:
        return None
    made = high._replace(kind="age", unit="year", low=low.plain, fragile=False)
    side = match.feature("bound", "bound", "side")
    if side == "low":
        return made._replace(high=None, low_open=True)
    return made._replace(low=None, high_open=True) if side == "high" else made


MEASURE_MAKERS: Mapping[str, Maker] = {
    "quantity": quantity,
    "compound": compound,
    "rest": rest,
    "marked": marked,
    "feet": feet,
    "timed": timed,
    "per-many": per_many,
    "and-fraction": and_fraction,
    "reunit": reunit,
    "aged": aged,
    "age-group": age_group,
    "rate": rate,
}
