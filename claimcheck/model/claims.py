"""What the stages hand on: source → mention → assertion → comparison."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from operator import itemgetter
from typing import Any, Literal

from claimcheck.model.frozen import frozen
from claimcheck.model.pickling import travels
from claimcheck.model.records import Record
from claimcheck.model.values import Period, Value

Certainty = Literal["probable", "possible"]
Status = Literal["done", "planned", "requested", "estimated", "provisional", "conditional", "denied"]


@frozen(kw_only=True)
class Source(Record):
    """One document and what is known of it. Offsets everywhere are code points of `text`, from 0.

    `first_line` maps the body back to the file: the line (from 1) of the file on which `text` begins.
    Where lines of the file mean nothing, `places` names the parts of `text` in ascending order:
    `(offset from which on, "page 3")`. Raises TypeError or ValueError for what is none of this.
    """

    id: str
    text: str
    language: str | None = None
    published: datetime.date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    first_line: int = 1
    places: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not isinstance(self.text, str):
            raise TypeError("the id and the text of a source are texts")
        for name in ("language", "title", "publisher", "url", "path"):
            if not isinstance(value := getattr(self, name), str | None):
                raise TypeError(f"the {name} of a source is a text: {value!r:.80}")
        if type(self.published) is not datetime.date and self.published is not None:
            object.__setattr__(self, "published", _day(self.published))
        if self.first_line < 1:
            raise ValueError(f"lines are counted from 1: {self.first_line}")

    def place(self, offset: int) -> str | None:
        """The named place of an offset of `text`; None where lines do.

        >>> Source(id="a", text="One.\\n\\nTwo.", places=((0, "page 1"), (6, "page 2"))).place(7)
        'page 2'
        """
        index = bisect_right(self.places, offset, key=itemgetter(0))
        return self.places[index - 1][1] if index else None


def _day(value: object) -> datetime.date:
    if isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.datetime):
        return value.date()
    raise TypeError(f"published is a datetime.date: {value!r:.80}")


@travels
@frozen
class Span:
    """Half-open `[start, end)` in code points of the text; line and column of the file, from 1.

    `place` ("page 3") stands for line and column where the source names its places.
    """

    start: int
    end: int
    line: int = 1
    column: int = 1
    place: str | None = None

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        data: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "line": self.line,
            "column": self.column,
        }
        return data | {"place": self.place} if self.place else data


@frozen
class Mention:
    """A span recognised as a value, with the id of the rule that found it.

    `readings` holds the other values that the same text may have ("1.234"), best first; it is empty
    where the text is not ambiguous.
    """

    start: int
    end: int
    text: str
    rule: str
    value: Value
    readings: tuple[Value, ...] = ()

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        data: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "rule": self.rule,
            "value": self.value.model_dump(mode),
        }
        if self.readings:
            data["readings"] = [value.model_dump(mode) for value in self.readings]
        return data


@travels
@frozen
class Role:
    """Who did it, to whom, why, or which it is: `filler` in the part `kind` of what `anchor` says.

    Of a relation ("A a succédé à B") `anchor` is the one side, `filler` the other. Both are tokens.
    """

    kind: str
    anchor: frozenset[str]
    filler: frozenset[str]


@travels
@frozen
class Context:
    """What alignment knows of an assertion beyond its value: evidence, never printed as a claim.

    `tokens` are stems with their weight (0 to 1), `entities` folded proper names with their weight,
    `head` the stem of the noun or verb that the figure belongs to, `scope` and `cues` names of rules
    that fired around it ("part", "total", "per-year", "update" …), `times` the period that scopes it,
    else those of the sentence before. `owners` are the entities to which the figure is tied by grammar;
    `document` the folded words of all proper names of the document, one set shared by its assertions;
    `rivals` the normal forms of figures that the document itself sets against this one, as another's
    account of the same thing. Of a figure in the subject of a negated verb, `denied` is what that verb
    stands for. Of a statement, `denied` are the tokens under a negation, `mixed` those
    that stand both under one and outside, `clause` those of a clause with a negation, `turned` those
    that the negation itself turns, whatever their own sense, `heads` those that come right after a
    negation, `figures` the values in it, `roles` who did what to whom, and which of several it is.
    """

    tokens: Mapping[str, float] = field(default_factory=dict)
    entities: Mapping[str, float] = field(default_factory=dict)
    head: str | None = None
    scope: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    times: tuple[Period, ...] = ()
    owners: frozenset[str] = frozenset()
    document: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    figures: tuple[Value, ...] = ()
    roles: tuple[Role, ...] = ()


@travels
@frozen
class Assertion:
    """What a source says: subject, predicate, value, scope, status, polarity, attribution."""

    source: str
    path: str | None
    span: Span
    quote: str
    sentence: str
    value: Value
    also: tuple[Span, ...] = ()
    subject: str | None = None
    predicate: str | None = None
    as_of: Period | None = None
    status: Status = "done"
    polarity: bool = True
    attribution: str | None = None
    rule: str = ""
    readings: tuple[Value, ...] = ()
    context: Context = field(default_factory=Context)

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        return {
            "source": self.source,
            "path": self.path,
            "span": self.span.model_dump(),
            "also": [span.model_dump() for span in self.also],
            "quote": self.quote,
            "sentence": self.sentence,
            "value": self.value.model_dump(mode),
            "subject": self.subject,
            "predicate": self.predicate,
            "as_of": self.as_of.model_dump(mode) if self.as_of else None,
            "status": self.status,
            "polarity": self.polarity,
            "attribution": self.attribution,
        }


@travels
@frozen
class Evidence:
    """One named term of a score, as `claimcheck explain` prints it."""

    term: str
    weight: float
    detail: str = ""

    def model_dump(self, mode: str = "json") -> dict[str, Any]:
        return {"term": self.term, "weight": self.weight, "detail": self.detail}


@frozen
class Comparison:
    """Two assertions of different sources held to speak of the same thing.

    `score` is the sum of `evidence`; `group` joins the comparisons of one aligned thing; `veto` names
    the term that keeps the pair from being judged by its values ("other-time", "other-scope" …).

    `left_peers`, `right_peers`: where many sources say the same, all for whom the comparison stands, `left`
    or `right` among them, one of each source; they are interchangeable in every comparison of the group.
    Empty: nobody else. A comparison of two of the same peers tells how these stand to each other.
    """

    left: Assertion
    right: Assertion
    score: float
    evidence: tuple[Evidence, ...] = ()
    group: int = 0
    veto: str | None = None
    certainty: Certainty = "probable"
    left_peers: tuple[Assertion, ...] = ()
    right_peers: tuple[Assertion, ...] = ()
