"""The words and patterns of one language, compiled: what recognition looks up and matches.

Each distinct set of categories that a word can have gets one code, a character; a text becomes a
string of codes, and patterns are regular expressions over that string.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from claimcheck.errors import RuleError
from claimcheck.model.frozen import frozen
from claimcheck.model.pickling import travels
from claimcheck.rulebook.families.grammar import Feature, Grammar, Pattern
from claimcheck.rulebook.folding import fold, tokens_of, unaccented
from claimcheck.rulebook.lemmas import Lemmas
from claimcheck.rulebook.notation import PatternError, compile_pattern, literals
from claimcheck.rulebook.shapes import ATOMS, BREAK, OTHER, WORD, number_shapes

__all__ = [
    "BadPattern", "BadPatterns", "Entry", "Form", "Lexicon", "Node", "Rule", "compile_lexicon",
]  # fmt: skip

Senses: TypeAlias = Mapping[str, Mapping[str, Feature]]
"""What a form can be: category → features."""


@frozen
class Form:
    """One form before compilation, from a rule file or from CLDR."""

    text: str
    category: str
    features: Mapping[str, Feature]
    cased: bool = False


@travels
@frozen
class Entry:
    """What a form means: the code of its categories, and their features."""

    code: str
    senses: Senses


@travels
@dataclass(slots=True)
class Node:
    """A step in the trie of forms, token by token. `glued`: the form has no space inside."""

    entry: Entry | None = None
    cased: dict[str, Entry] = field(default_factory=dict)
    glued: int = 0
    next: dict[str, Node] = field(default_factory=dict)


@frozen
class Rule:
    """A compiled pattern; `first` are the codes with which it can begin, `second` those that can follow.

    `single`: it may match one code alone. `reach`: among so many codes a match has one of a value, which
    digits or another rule have made; None where it may have none.
    """

    id: str
    stage: str
    regex: str
    first: str
    make: str
    args: Mapping[str, Feature]
    second: str = ""
    single: bool = True
    priority: int = 0
    reach: int | None = None


@frozen
class Lexicon:
    """The compiled words and patterns of one language, and how it writes numbers and days."""

    trie: Mapping[str, Node]
    signatures: Mapping[frozenset[str], str]
    rules: tuple[Rule, ...]
    decimal: str
    grouping: str
    day_first: bool
    lemmas: Lemmas = field(default_factory=Lemmas)


ALPHABET = (range(0x30, 0x5B), range(0x61, 0x7B), range(0xA1, 0xD800))
MAX_FORMS = 500_000
MAX_PATTERNS = 5_000


@frozen
class BadPattern:
    """A pattern that cannot be compiled, and why."""

    rule: Pattern
    text: str
    error: PatternError


class BadPatterns(Exception):
    """All patterns of a language that cannot be compiled; whoever knows the files tells where they stand."""

    def __init__(self, found: tuple[BadPattern, ...]) -> None:
        super().__init__(*found)
        self.found = found


def _signature_codes(sets: Iterable[frozenset[str]]) -> dict[frozenset[str], str]:
    codes: dict[frozenset[str], str] = {}
    letters = (chr(point) for points in ALPHABET for point in points if chr(point) not in (WORD, OTHER))
    for names in sets:
        if names not in codes:
            if (letter := next(letters, None)) is None:
                raise RuleError(
                    f"more than {len(codes)} ways in which words join categories",
                    hint="give words fewer categories",
                )
            codes[names] = letter
    return codes


def _bounded(forms: Iterable[Form]) -> Iterator[Form]:
    for number, form in enumerate(forms):
        if number >= MAX_FORMS:
            raise RuleError(f"more than {MAX_FORMS} forms of words in one language", hint="leave some out")
        yield form


def compile_lexicon(grammar: Grammar, forms: Iterable[Form]) -> Lexicon:
    """Lay all forms into one trie and compile the grammar's patterns over their categories.

    Raises BadPatterns, and RuleError without a place where a language is too large.
    """
    plain: dict[str, dict[str, Mapping[str, Feature]]] = {}
    cased: dict[str, dict[str, Mapping[str, Feature]]] = {}
    for form in _bounded(forms):
        text = fold(form.text).strip()
        target, key = (cased, text) if form.cased else (plain, " ".join(tokens_of(text)))
        target.setdefault(key, {})[form.category] = form.features
        if not form.cased and (bare := unaccented(key)) != key and len(bare) > 3:
            plain.setdefault(bare, {}).setdefault(form.category, form.features)
    patterns = [
        (rule, text)
        for rule in grammar.rule
        for text in ([rule.pattern] if isinstance(rule.pattern, str) else rule.pattern)
    ]
    if len(patterns) > MAX_PATTERNS:
        raise RuleError(f"more than {MAX_PATTERNS} patterns in one language", hint="leave some out")
    for text in (*(text for _, text in patterns), *grammar.aliases.values()):
        for literal in literals(text):
            plain.setdefault(" ".join(tokens_of(literal)), {})[f"'{fold(literal)}'"] = {}
    merged: dict[str, Senses] = {}
    for text, senses in cased.items():
        merged[text] = {**plain.get(" ".join(tokens_of(text)), {}), **senses}
    used = [frozenset(senses) for senses in (*plain.values(), *merged.values())]
    codes = _signature_codes((*number_shapes(), *ATOMS, *sorted(used, key=sorted)))
    trie = _build_trie(plain, merged, codes)
    return Lexicon(
        trie,
        codes,
        tuple(_compile_rules(patterns, grammar, codes)),
        grammar.decimal,
        grammar.grouping,
        grammar.day_first,
        Lemmas(grammar.plurals, grammar.nouns),
    )


def _build_trie(
    plain: Mapping[str, Senses], cased: Mapping[str, Senses], codes: Mapping[frozenset[str], str]
) -> dict[str, Node]:
    root = Node()

    def place(tokens: tuple[str, ...]) -> Node:
        node = root
        for token in tokens:
            node = node.next.setdefault(token, Node())
        return node

    for text, senses in plain.items():
        node = place(tuple(text.split(" ")))
        node.entry = Entry(codes[frozenset(senses)], senses)
    for text, senses in cased.items():
        tokens = tokens_of(text)
        node = place(tokens)
        node.cased[text] = Entry(codes[frozenset(senses)], senses)
        if " " not in text:
            node.glued = len(text)
    return root.next


def _compile_rules(
    patterns: Iterable[tuple[Pattern, str]], grammar: Grammar, codes: Mapping[frozenset[str], str]
) -> Iterator[Rule]:
    by_name: dict[str, list[str]] = {"break": [BREAK], "word": [WORD], "other": [OTHER]}
    for names, code in codes.items():
        for name in names:
            by_name.setdefault(name, []).append(code)

    def find(name: str) -> str:
        if name.startswith("'"):
            name = f"'{fold(name[1:-1])}'"
        return "".join(by_name.get(name, ()))

    values = frozenset(codes[names] for names in (*number_shapes(), *ATOMS))
    bad = []
    for rule, text in patterns:
        try:
            compiled = compile_pattern(text, find, grammar.aliases, values)
        except PatternError as error:
            bad.append(BadPattern(rule, text, error))
            continue
        first, second = ("".join(sorted(codes)) for codes in (compiled.first, compiled.second))
        yield Rule(
            rule.id, rule.stage, compiled.regex, first, rule.make, rule.args, second, compiled.single,
            rule.priority, compiled.reach,
        )  # fmt: skip
    if bad:
        raise BadPatterns(tuple(bad))
