"""What travels between processes as bytes that nobody on the way reads: assertions and findings."""

from __future__ import annotations

import functools
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from claimcheck.model import Assertion, Context, Source, Span, Value
from claimcheck.model.frozen import frozen
from claimcheck.model.making import quickly
from claimcheck.model.pickling import travels
from claimcheck.pipeline import Compared, Extracted

if TYPE_CHECKING:
    from claimcheck.alignment import Sketch
    from claimcheck.store.index import Learned

__all__ = [
    "Form",
    "Outline",
    "Packed",
    "learned_from",
    "outline",
    "pack_findings",
    "packed",
    "unpack",
    "unpack_findings",
]

Form: TypeAlias = Literal["pickled", "coded"]
"""How assertions are packed: in haste, for processes of one run, or as an index keeps them."""
VALUES = 20_000
"""Values that a worker knows again."""
BARE = Context()
"""What alignment knew of an assertion ends with the comparison: no report tells of it."""


def _columns() -> Iterator[str]:
    """Fields of an assertion, with those of its span and its context in their place."""
    parts: dict[str, type[Any]] = {"span": Span, "context": Context}
    for spec in fields(Assertion):
        if spec.name in parts:
            yield from (f"{spec.name}.{part.name}" for part in fields(parts[spec.name]))
        else:
            yield spec.name


COLUMNS = tuple(_columns())
"""Assertions travel as rows, for to pickle three records takes twice the time of their values."""
row_of: Callable[[Assertion], tuple[Any, ...]] = attrgetter(*COLUMNS)
BEFORE = slice(COLUMNS.index("span.start"))
PLACE = slice(BEFORE.stop, BEFORE.stop + len(fields(Span)))
AROUND = slice(COLUMNS.index("context.tokens"), len(COLUMNS))
BETWEEN = slice(PLACE.stop, AROUND.start)
bare_row_of: Callable[[Assertion], tuple[Any, ...]] = attrgetter(*COLUMNS[: AROUND.start])


@functools.cache
def _makers() -> tuple[Callable[..., Assertion], Callable[..., Span], Callable[..., Context]]:
    """Made when they are needed: a run that compares nothing should not wait for them."""
    return quickly(Assertion), quickly(Span), quickly(Context)


class Outline(NamedTuple):
    """The assertions of a document from afar: their number, and one that bears all their names."""

    size: int
    said: Assertion | None


@travels
@frozen
class Packed:
    """A document on its way: what it says for `unpack`, the sketch of its text, its outline where it is
    known, and what an index learns of a document that is new to it."""

    source: Source
    said: bytes
    sketch: Sketch[int]
    outline: Outline | None = None
    learned: Learned | None = None


def packed(item: Extracted, form: Form) -> Packed:
    """A document and its outline; coded, also what an index learns of it."""
    said, known = item.assertions, outline(item.assertions)
    if form == "pickled":
        return Packed(
            item.source, pickle.dumps(list(map(row_of, said)), pickle.HIGHEST_PROTOCOL), item.sketch, known
        )
    new = learned_from(item)
    return Packed(item.source, new.data, item.sketch, known, new)


def learned_from(item: Extracted) -> Learned:
    """What an index keeps of a document."""
    from claimcheck.alignment import document_keys, document_names
    from claimcheck.store.index import learned

    said = item.assertions
    return learned(said, document_keys(item.source.id, said), document_names(said))


def outline(assertions: Sequence[Assertion]) -> Outline:
    """With the outlines of documents in the place of all assertions `stories` finds the same together: an
    outline's names are those of all, and it can be compared where one of these can."""
    from claimcheck.alignment.entries import can_be_compared

    if not assertions:
        return Outline(0, None)
    figures = [said for said in assertions if said.value.kind != "fact"]
    first = (figures or assertions)[0]
    context = Context(
        entities={name: 1.0 for said in figures for name in said.context.entities},
        owners=frozenset().union(*(said.context.owners for said in figures)),
        document=assertions[0].context.document,
        cues=frozenset() if any(map(can_be_compared, assertions)) else first.context.cues,
    )
    return Outline(
        len(assertions), replace(first, quote="", sentence="", also=(), readings=(), context=context)
    )


def unpack(documents: Iterable[bytes], form: Form) -> tuple[Assertion, ...]:
    """The assertions of several documents in their order. Equal values are one object, since much is
    remembered of each value. Of what is pickled only that of this run's own workers may be given.
    """
    found: list[Assertion] = []
    if form == "coded":
        from claimcheck.store.codec import decode

        for said in documents:
            found += decode(said)
    else:
        new_assertion, new_span, new_context = _makers()
        for said in documents:
            for row in pickle.loads(said):
                span, context = new_span(*row[PLACE]), new_context(*row[AROUND])
                found.append(new_assertion(*row[BEFORE], span, *row[BETWEEN], context))
    for one in found:
        object.__setattr__(one, "value", _once(one.value))
    return tuple(found)


@functools.lru_cache(VALUES)
def _once(value: Value) -> Value:
    """The first of equal values."""
    return value


def pack_findings(found: Sequence[Compared]) -> bytes:
    """Findings as their report needs them: without the contexts of assertions."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {Assertion: lambda said: (_bare, bare_row_of(said))}
    pickler.dump(found)
    return out.getvalue()


def unpack_findings(data: bytes) -> Sequence[Compared]:
    """What `pack_findings` was given in another process of this run."""
    found: Sequence[Compared] = pickle.loads(data)
    return found


def _bare(*row: Any) -> Assertion:
    new_assertion, new_span, _ = _makers()
    return new_assertion(*row[BEFORE], new_span(*row[PLACE]), *row[BETWEEN], BARE)
