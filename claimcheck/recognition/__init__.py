"""Source → mentions: words and digits become typed values with their spans."""

from __future__ import annotations

from claimcheck.model import Mention, Source
from claimcheck.recognition.cascade import Cascade, build_cascade
from claimcheck.recognition.draft import Draft
from claimcheck.recognition.lexing import Made, lex
from claimcheck.recognition.magnitudes import MAGNITUDE_MAKERS
from claimcheck.recognition.matching import Setting
from claimcheck.recognition.periods import PERIOD_MAKERS
from claimcheck.recognition.stamping import stamp
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.families.grammar import Figures
from claimcheck.rulebook.lexicon import Lexicon
from claimcheck.rulebook.units import UnitTable

__all__ = ["recognize_source"]


def _cascades(rulebook: Rulebook) -> dict[str, Cascade]:
    makers = {**MAGNITUDE_MAKERS, **PERIOD_MAKERS}
    return {
        code: build_cascade(language.families[Lexicon], makers)
        for code, language in rulebook.languages.items()
        if Lexicon in language.families
    }


def recognize_source(source: Source, language: str, rulebook: Rulebook) -> list[Mention]:
    """The values of a text in order; they never overlap, and `text[start:end]` is what they quote."""
    cascade = rulebook.derive(_cascades).get(language)
    if cascade is None:
        return []
    units = rulebook.get(UnitTable)
    figures = rulebook.get(Figures)
    lexed = lex(source.text, cascade.lexicon)
    cascade.run(lexed, Setting(units, source.published, cascade.lexicon.day_first))
    mentions = []
    for start, end, item in zip(lexed.starts, lexed.ends, lexed.items, strict=True):
        if not isinstance(item, Made):
            continue
        value = item.value
        if isinstance(value, Draft):
            if value.fragile:
                continue
            readings = tuple(stamp(other, figures, units) for other in _readings(value))
            mentions.append(
                Mention(start, end, source.text[start:end], item.rule, stamp(value, figures, units), readings)
            )
        else:
            mentions.append(Mention(start, end, source.text[start:end], item.rule, value))
    return mentions


def _readings(draft: Draft) -> list[Draft]:
    import dataclasses

    return [dataclasses.replace(draft, low=reading, high=reading, readings=()) for reading in draft.readings]
