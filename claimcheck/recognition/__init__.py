"""Source → mentions: words and digits become typed values with their spans."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from claimcheck.errors import LimitError, RuleError
from claimcheck.model import Mention, Source, Value, quickly
from claimcheck.recognition.cascade import Cascade, build_cascade
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Lexed, Made, chunks
from claimcheck.recognition.magnitudes import MAGNITUDE_MAKERS
from claimcheck.recognition.matching import Setting
from claimcheck.recognition.naming import is_name
from claimcheck.recognition.periods import PERIOD_MAKERS
from claimcheck.recognition.resolution import Resolver
from claimcheck.recognition.stamping import stamp
from claimcheck.rulebook import Language, Rulebook
from claimcheck.rulebook.families.grammar import Figures, Grammar
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.places import place_in, rule_error
from claimcheck.rulebook.units import UnitTable

__all__ = ["recognize_source"]

MAX_TEXT = 20_000_000
MAX_VALUES = 500_000
CHUNK = 200_000

new_mention = quickly(Mention)


def _cascade(rulebook: Rulebook, language: Language) -> Cascade | None:
    if Lexicon not in language.families:
        return None
    makers = {**MAGNITUDE_MAKERS, **PERIOD_MAKERS}
    if unknown := rule_error(_unknown_makers(rulebook, language, makers)):
        raise unknown
    return build_cascade(language.get(Lexicon), makers)


def _unknown_makers(rulebook: Rulebook, language: Language, makers: Collection[str]) -> Iterator[RuleError]:
    for rule in language.get(Grammar).rule:
        if rule.make not in makers:
            at = place_in(rulebook, Grammar, language.code, ("rule", rule.id, "make"), rule.make)
            near = difflib.get_close_matches(rule.make, makers, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(makers))}"
            yield RuleError(f"rule {rule.id!r}: nothing is made by {rule.make!r}", at=at, hint=hint)


def recognize_source(source: Source, language: str, rulebook: Rulebook) -> list[Mention]:
    """The values of a text in order; they never overlap, and `text[start:end]` is what they quote.

    Raises LimitError for a text over 20 million characters, or with more than 500 000 values.
    """
    cascade = rulebook.derive_for(language, _cascade)
    if cascade is None:
        return []
    text = source.text
    if len(text) > MAX_TEXT:
        raise LimitError(f"a text of {len(text)} characters; the limit is {MAX_TEXT}", hint="split it")
    setting = Setting(
        rulebook.get(UnitTable), source.published, cascade.lexicon.day_first, cascade.lexicon.lemmas
    )
    figures = rulebook.get(Figures)
    mentions: list[Mention] = []
    resolver = Resolver(source.published)
    for offset, piece in chunks(text, CHUNK):
        lexed = cascade.lex(piece)
        cascade.run(lexed, setting)
        mentions += _mentions(lexed, cascade.values, offset, figures, setting.units, resolver)
        if len(mentions) > MAX_VALUES:
            raise LimitError(f"more than {MAX_VALUES} values in one document", hint="split it")
    return mentions


def _mentions(
    lexed: Lexed, values: re.Pattern[str], offset: int, figures: Figures, units: UnitTable, resolver: Resolver
) -> Iterator[Mention]:
    for found in values.finditer(lexed.codes):
        index = found.start()
        item = lexed.items[index]
        if not isinstance(item, Made):
            continue
        start, end, made = lexed.starts[index], lexed.end(index), item.value
        if isinstance(made, Draft):
            if made.fragile or is_name(lexed, start, end, made):
                continue
            if item.stamped is None:
                item.stamped = _stamped(made, figures, units)
            value, readings = item.stamped
        else:
            period = resolver.resolve(item, lexed, index)
            if period is None:
                continue
            value, readings = period, ()
        yield new_mention(start + offset, end + offset, lexed.text[start:end], item.rule, value, readings)


def _stamped(draft: Draft, figures: Figures, units: UnitTable) -> tuple[Value, tuple[Value, ...]]:
    """The value of a draft, with what else it may be read as."""
    others = (draft._replace(low=other, high=other, readings=()) for other in draft.readings)
    return stamp(draft, figures, units), tuple(stamp(other, figures, units) for other in others)
