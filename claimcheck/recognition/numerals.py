"""Number words, and digits followed by scale words, put together: "deux cent mille", "13,75 milliards".

One algorithm for all languages; what a word adds, multiplies and takes stands in rules/LANG/numerals.toml:

- cardinal: `value`; `takes`, below which a following word is added (vingt takes 10, soixante 20);
  `link` true where 1 and 11 need the link word ("vingt et un"); `adjective` where it is one behind a
  noun; `pronoun` where it is one behind a determiner
- article: a word that is 1 only at the head of a larger number ("a million"); `inside`, elsewhere too
- hundred: multiplies what stands before it (up to `times`; `digits`: digits too), then takes 100
- scale: `value` 10^n; `bare` where it stands alone ("mille")
- ordinal-word: ends a number as an ordinal; with `scale` it multiplies ("deux centième")
- number-link: what may stand between ("et", "and", "-"): `before` which values, `spelled` if it is a word,
  after which only something smaller than all before may follow ("one hundred and five"); `after_scale`
  for the comma of "one thousand, one hundred"
- number-point: the decimal mark in words ("virgule", "point")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from claimcheck.recognition.building import Builder, Features
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Item, Lexed, Made
from claimcheck.rulebook.lexicon import Entry
from claimcheck.rulebook.shapes import WORD

__all__ = ["Numbers", "parts"]

MAX_KEPT = 5_000
"""Runs of lexemes whose number is remembered."""
NOUNS = frozenset({"person", "countable", "per-noun", "roman-context"})


class _Composed(NamedTuple):
    """A number made of the lexemes `first` to `last`, exclusive."""

    first: int
    last: int
    draft: Draft


def parts(item: Item, category: str) -> Features | None:
    """The features of a word in a category."""
    if isinstance(item, Entry) and (found := item.senses.get(category)) is not None:
        return found
    return None


class Numbers:
    """Numbers by the lexemes that spell them, so that each is put together once.

    Runs with a link word are not kept, as what may follow one hangs on the words behind the run. The lexemes
    of the others are kept with their number, so that none else takes their identity.
    """

    def __init__(self, make: Callable[[Draft], Made]) -> None:
        self.make = make
        self.kept: dict[tuple[int, ...], tuple[list[Item], int, Made]] = {}

    def compose(self, lexed: Lexed, first: int, last: int) -> Iterator[tuple[int, int, Made]]:
        """The numbers that the lexemes `first` to `last` spell, greedily from the left."""
        at, before = first, -1
        while at < last:
            length, made = self._one(lexed, at, last)
            if made is None or _is_other(lexed, at, at + length, at == before):
                at += 1
            else:
                yield at, at + length, made
                at = before = at + length

    def _one(self, lexed: Lexed, at: int, last: int) -> tuple[int, Made | None]:
        items = lexed.items[at:last]
        key = tuple(map(id, items))
        if (known := self.kept.get(key)) is not None:
            return known[1:]
        number = _one(lexed, at, last)
        if number is None:
            return 0, None
        length, made = number.last - at, self.make(number.draft)
        if not any(parts(item, "number-link") is not None for item in items):
            if len(self.kept) >= MAX_KEPT:
                self.kept.clear()
            self.kept[key] = items, length, made
        return length, made


def _counts(lexed: Lexed, at: int) -> bool:
    """Whether a word stands at `at` that a number can count or measure."""
    if at >= len(lexed.items):
        return False
    item = lexed.items[at]
    if isinstance(item, Entry):
        return "stop" not in item.senses and lexed.folded[lexed.starts[at]].isalpha()
    return lexed.codes[at] == WORD or item is not None


def _is_other(lexed: Lexed, at: int, last: int, behind: bool) -> bool:
    """Whether a lone word is an article, an adjective ("un logement neuf"), or a unit behind its number."""
    item = lexed.items[at]
    if behind and parts(item, "subunit") is not None:
        return True
    if last - at > 1:
        return False
    if (features := parts(item, "cardinal")) is not None and at > 0:
        before = lexed.items[at - 1]
        if features.get("adjective") and (
            lexed.codes[at - 1] == WORD or (isinstance(before, Entry) and not NOUNS.isdisjoint(before.senses))
        ):
            return not _counts(lexed, last)
        if features.get("pronoun") and parts(before, "determiner") is not None:
            return not _counts(lexed, last)
    if parts(item, "article") is not None:
        return True
    if parts(item, "unit") is not None and at > 0 and parts(lexed.items[at - 1], "per-word") is not None:
        return True
    return behind and parts(item, "unit") is not None


def _one(lexed: Lexed, first: int, last: int, scales: bool = True) -> _Composed | None:
    """The number that begins at `first`; without `scales`, only its part below a thousand."""
    builder = Builder()
    at = end = first
    link: Features | None = None
    while at < last and not builder.ordinal:
        item = lexed.items[at]
        if parts(item, "number-point") is not None and builder.words and end > first:
            decimal = _spoken_decimals(lexed, at + 1, last)
            if decimal:
                return _with_decimals(builder, first, decimal)
        if at > first and link is None and (link := parts(item, "number-link")) is not None:
            if link.get("after_scale"):
                if (
                    builder.group is not None
                    or builder.digits
                    or not _smaller(lexed, at + 1, last, builder, 100)
                ):
                    break
            elif link.get("spelled") and not link.get("before"):
                if builder.anded or not _smaller(lexed, at + 1, last, builder):
                    break
                builder.anded = True
            at += 1
            continue
        if at > first and link is None and isinstance(item, Made) and not _scaled(lexed, at + 1, last):
            break
        if (not scales and parts(item, "scale") is not None) or not _add(builder, item, link):
            break
        link = None
        at += 1
        end = at
    return _Composed(first, end, builder.draft()) if end > first else None


def _between(lexed: Lexed, at: int) -> bool:
    """Whether a range begins a few words before: "between one hundred and one thousand"."""
    return any(parts(item, "between") is not None for item in lexed.items[max(0, at - 5) : at])


def _scaled(lexed: Lexed, at: int, last: int) -> bool:
    return at < last and parts(lexed.items[at], "scale") is not None


def _smaller(lexed: Lexed, first: int, last: int, builder: Builder, least: int = 0) -> bool:
    """Whether what follows a link word is one number, from `least` on, that all before it can take."""
    if first >= last or parts(lexed.items[first], "article") is not None:
        return False
    inside = builder.group is not None
    rest = _one(lexed, first, last, scales=not inside)
    figure = rest.draft.plain if rest else None
    limit = builder.room if inside else builder.last_scale
    after = lexed.items[rest.last] if rest and rest.last < len(lexed.items) else None
    if after is not None and (parts(after, "denominator") if not inside else None) is not None:
        return False
    if inside and after is not None and parts(after, "scale") is not None and _between(lexed, first):
        return False
    return isinstance(figure, Decimal) and least <= figure < limit


def _add(builder: Builder, item: Item, link: Features | None) -> bool:
    spelled = link is not None and bool(link.get("spelled"))
    if isinstance(item, Made):
        return isinstance(item.value, Draft) and (link is None or spelled) and builder.add_digits(item.value)
    allowed = str(link.get("before", "")).split() if link and link.get("before") else None
    if (features := parts(item, "cardinal")) is not None or (features := parts(item, "article")) is not None:
        if allowed and str(features["value"]) not in allowed:
            return False
        first = builder.group is None and not builder.total
        trailing = None if first else parts(item, "article")
        if trailing is not None and (not trailing.get("inside") or builder.digits):
            return False
        added = builder.add_cardinal(features, spelled)
        builder.article = added and first and parts(item, "article") is not None
        return added
    if (features := parts(item, "ordinal-word")) is not None:
        if allowed and str(features["value"]) not in allowed:
            return False
        return builder.end_ordinal(features, spelled)
    if allowed:
        return False
    if (features := parts(item, "hundred")) is not None and builder.multiply_hundred(features):
        return True
    if (features := parts(item, "scale")) is not None:
        return builder.multiply_scale(features)
    return False


def _spoken_decimals(lexed: Lexed, at: int, last: int) -> tuple[int, str] | None:
    """Digits after a spoken decimal mark: "zéro cinq", "vingt-cinq", "nine nine"."""
    digits, end = "", at
    while end < last and (features := parts(lexed.items[end], "cardinal")) is not None:
        value = str(features["value"])
        if digits and len(digits) > 1 and digits[-1] == "0" and len(value) == 1 and features.get("value"):
            digits = digits[:-1] + value
        else:
            digits += value
        end += 1
    return (end, digits) if digits else None


def _with_decimals(builder: Builder, first: int, decimal: tuple[int, str]) -> _Composed:
    end, digits = decimal
    draft = builder.draft()
    whole = draft.plain
    assert isinstance(whole, Decimal)
    value = whole + Decimal(f"0.{digits}")
    exponent = -len(digits)
    return _Composed(
        first,
        end,
        draft._replace(low=value, high=value, low_exponent=exponent, high_exponent=exponent, fragile=False),
    )
