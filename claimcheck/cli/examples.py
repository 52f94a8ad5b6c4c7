"""The examples beside the rules: `NAME.examples.toml` next to the rule file `NAME.toml`.

Each `[[case]]` is of one sort, told by its keys:

- `text`: `value` (one, or a list of them) must be recognised in it, `missing` must not; each is a part of
  `Mention.model_dump()`, and with `quote` or `rule` of the mention itself;
- `text` with `says` or `silent`: the same for what `extract` asserts;
- `texts`: what two or more sources say, and the `verdict` (and `basis`) that some finding must have; "none"
  for no finding at all;
- `left` and `right`: values of one thing, and the judgement `rule` that decides on them (`not`: another one).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimcheck.errors import Location, RuleError
from claimcheck.model import Assertion, Comparison, Context, Fact, Source, Span
from claimcheck.model.frozen import frozen
from claimcheck.rulebook import Rulebook
from claimcheck.rulebook.loading import parse_toml
from claimcheck.rulebook.positions import locate

__all__ = ["Case", "failure", "load_cases", "named_by"]

KEYS = {
    "rule", "not", "language", "published", "text", "value", "missing", "says", "silent", "texts", "verdict",
    "basis", "left", "right", "veto", "why",
}  # fmt: skip
MAX_SHOWN = 3


@frozen
class Case:
    """One example, and where it stands."""

    at: Location
    data: Mapping[str, Any]
    language: str | None

    @property
    def rule(self) -> str:
        return str(self.data.get("rule", ""))


def load_cases(directory: Path, languages: frozenset[str]) -> Iterator[Case]:
    """All cases below a folder of rules. Raises RuleError for a case that cannot be run."""
    for path in sorted(directory.rglob("*.examples.toml")):
        text = path.read_text(encoding="utf-8")
        data = parse_toml(str(path), text)
        if set(data) - {"case"}:
            raise RuleError("only [[case]] is known here", at=Location(str(path), 1))
        folder = path.parent.name if path.parent.name in languages else None
        for index, case in enumerate(data.get("case", ())):
            at = locate(str(path), text, ("case", index))
            if unknown := set(case) - KEYS:
                hint = f"known keys: {', '.join(sorted(KEYS))}"
                raise RuleError(f"unknown key {sorted(unknown)[0]!r} in a case", at=at, hint=hint)
            if not {"text", "texts", "left"} & set(case):
                raise RuleError("a case without text, texts or left and right", at=at, hint="add one of them")
            yield Case(at, case, case.get("language", folder))


def named_by(cases: Iterable[Case]) -> tuple[frozenset[str], list[str]]:
    """The ids of rows and predicates that cases name, and all that their texts say."""
    names: set[str] = set()
    texts: list[str] = []
    for case in cases:
        names.add(case.rule)
        for key in ("value", "missing", "says", "silent"):
            for part in _list(case.data.get(key)):
                names |= {str(part[name]) for name in ("rule", "predicate") if name in part}
        texts += [str(text) for text in (case.data.get("text", ""), *case.data.get("texts", ()))]
        texts += [str(case.data[side].get("text", "")) for side in ("left", "right") if side in case.data]
    return frozenset(names), texts


def failure(case: Case, rules: Rulebook) -> str | None:
    """What is wrong with a case, None when it holds."""
    data = case.data
    if "left" in data:
        return _judged(case, rules)
    if "texts" in data:
        return _compared(case, rules)
    source = Source(id="text", text=data["text"], language=case.language, published=_published(data))
    if {"says", "silent"} & set(data):
        from claimcheck.pipeline import extract

        said = [one.model_dump() for one in extract(source, rulebook=rules)]
        return _present(_list(data.get("says")), said) or _absent(_list(data.get("silent")), said)
    from claimcheck.pipeline import recognize

    mentions = recognize(source.text, language=source.language, published=source.published, rulebook=rules)
    found = [{"quote": one.text, "rule": one.rule, **one.value.model_dump()} for one in mentions]
    if "rule" in data and "value" not in data and "missing" not in data:
        return _present([{"rule": data["rule"]}], found)
    wanted = [({"rule": data["rule"]} if "rule" in data else {}) | one for one in _list(data.get("value"))]
    banned = [*_list(data.get("missing")), *({"rule": rule} for rule in _list(data.get("not")))]
    return _present(wanted, found) or _absent(banned, found)


def _published(data: Mapping[str, Any]) -> datetime.date | None:
    found = data.get("published")
    return found if isinstance(found, datetime.date) else None


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _fits(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(
        _fits(value, found.get(key) or {})
        if isinstance(value, Mapping)
        else str(found.get(key)) == str(value)
        for key, value in wanted.items()
    )


def _present(wanted: list[Any], found: list[dict[str, Any]]) -> str | None:
    for one in wanted:
        if not any(_fits(one, other) for other in found):
            return "\n".join(
                [f"wanted {_shown(one)}", f"   found {_nearest(one, found)}", *_differences(one, found)]
            )
    return None


def _differences(wanted: Mapping[str, Any], found: list[dict[str, Any]]) -> list[str]:
    """Line by line what the nearest of what was found has otherwise."""
    ranked = _ranked(wanted, found)
    if not ranked:
        return []
    nearest = ranked[0]
    return [
        line
        for key, value in wanted.items()
        if not _fits({key: value}, nearest)
        for line in (f"   - {key} = {value!r}", f"   + {key} = {nearest.get(key)!r}")
    ]


def _absent(banned: list[Any], found: list[dict[str, Any]]) -> str | None:
    for one in banned:
        for other in found:
            if _fits(one, other):
                return f"must not be found: {_shown(one)}\n   found {_shown(other, one)}"
    return None


def _nearest(wanted: Mapping[str, Any], found: list[dict[str, Any]]) -> str:
    return "; ".join(_shown(one, wanted) for one in _ranked(wanted, found)[:MAX_SHOWN]) or "nothing"


def _ranked(wanted: Mapping[str, Any], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has most in common with what was wanted first."""
    return sorted(found, key=lambda one: -sum(_fits({key: value}, one) for key, value in wanted.items()))


def _shown(data: Mapping[str, Any], like: Mapping[str, Any] | None = None) -> str:
    keys = [*(like or data), *({"quote", "rule"} - set(like or data))] if like else list(data)
    return "{ " + ", ".join(f"{key} = {data.get(key)!r}" for key in keys if key in data) + " }"


def _compared(case: Case, rules: Rulebook) -> str | None:
    from claimcheck.pipeline import check

    sources = [
        Source(id=f"text-{number}", text=text, language=case.language, published=_published(case.data))
        for number, text in enumerate(case.data["texts"], 1)
    ]
    report = check(sources, rulebook=rules, within=False)
    found = [(finding.verdict, finding.basis) for finding in report.findings]
    wanted, basis = case.data.get("verdict", "none"), case.data.get("basis")
    fits = any(verdict == wanted and basis in (None, why) for verdict, why in found)
    if fits or (wanted == "none" and not found):
        return None
    shown = ", ".join(f"{verdict} ({why})" for verdict, why in found) or "no finding"
    return f"wanted {wanted}{f' ({basis})' if basis else ''}\n   found {shown}"


def _judged(case: Case, rules: Rulebook) -> str | None:
    from claimcheck.judgement.rules import compile_table, judge_pair

    left, right = (_side(side, case.data[side], case, rules) for side in ("left", "right"))
    if isinstance(left, str) or isinstance(right, str):
        return left if isinstance(left, str) else str(right)
    pair = Comparison(left, right, score=1.0, veto=case.data.get("veto"))
    judged = judge_pair(pair, rules.derive(compile_table))
    found = judged.rule.id if judged else ""
    if found == case.rule != case.data.get("not"):
        return None
    return f"wanted the rule {case.rule or 'none'!r}\n   found {found or 'none'!r}"


def _side(name: str, told: Mapping[str, Any], case: Case, rules: Rulebook) -> Assertion | str:
    """The assertion that one side of a judgement example stands for, or what is wrong with it."""
    from claimcheck.pipeline import recognize

    text = str(told.get("text", "…"))
    made = Assertion(
        name, None, Span(0, len(text)), text, text, Fact(told.get("truth"), told.get("category"))
    )
    if "text" in told:
        mentions = recognize(text, language=case.language, rulebook=rules)
        if len(mentions) != 1:
            return f"wanted one value in {text!r}\n   found {', '.join(m.text for m in mentions) or 'none'}"
        made = replace(made, value=mentions[0].value)
    context = Context(scope=frozenset(told.get("scope", ())))
    status = told.get("status", "done")
    return replace(made, status=status, polarity=not told.get("denied", False), context=context)
