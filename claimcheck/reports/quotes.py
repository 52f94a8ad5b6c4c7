"""A quote in its context, and the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimcheck.model import Assertion, Source
from claimcheck.model.frozen import frozen
from claimcheck.reports.display import clean, clip, name

__all__ = ["Excerpt", "Sources", "by_id", "excerpt", "place", "who"]

CONTEXT = 240
QUOTE = 240
Sources = Mapping[str, Source]


@frozen
class Excerpt:
    """Harmless text on one line: what stands before the quote, the quote, what stands after it."""

    before: str
    quote: str
    after: str


def by_id(sources: Iterable[Source] | Sources | None) -> Sources:
    """The sources of a report by their ids; without them quotes stand in their sentence alone."""
    if sources is None:
        return {}
    return sources if isinstance(sources, Mapping) else {source.id: source for source in sources}


def excerpt(said: Assertion, sources: Sources, limit: int = CONTEXT) -> Excerpt:
    """The sentence around a quote, at most `limit` characters on each side of it."""
    source = sources.get(said.source)
    start, end = said.span.start, said.span.end
    text = said.sentence
    if source is not None and source.text[start:end] == said.quote:
        first = source.text.find(said.sentence, max(0, end - len(said.sentence)), start + len(said.sentence))
        if first >= 0:
            start, end = start - first, end - first
        else:
            text = said.quote
            start, end = 0, len(text)
    else:
        start = text.find(said.quote)
        if start < 0:
            text, start = said.quote, 0
        end = start + len(said.quote)
    before, after = text[max(0, start - limit) : start], text[end : end + limit]
    return Excerpt(
        ("…" if start > limit else "") + clean(before.lstrip() if start <= limit else _from_word(before)),
        clean(clip(said.quote, QUOTE)),
        clean(after.rstrip() if end + limit >= len(text) else _to_word(after))
        + ("…" if end + limit < len(text) else ""),
    )


def _from_word(text: str) -> str:
    head, space, rest = text.partition(" ")
    return rest if space and len(head) < 30 else text


def _to_word(text: str) -> str:
    rest, space, tail = text.rpartition(" ")
    return rest if space and len(tail) < 30 else text


def place(said: Assertion) -> str:
    """ "seeds/a.txt:12:3", or "report.pdf (page 3)" where lines mean nothing."""
    path = clip(name(said.path or said.source), 200)
    if said.span.place:
        return f"{path} ({clean(said.span.place)})"
    return f"{path}:{said.span.line}:{said.span.column}"


def who(said: Assertion, sources: Sources) -> str:
    """Publisher and date of the source, and whom it cites, as far as they are known."""
    source = sources.get(said.source)
    parts = [source.publisher, str(source.published or "")] if source else []
    if said.attribution:
        parts.append(f"citing {said.attribution}")
    if said.status != "done":
        parts.append(said.status)
    return " · ".join(clip(clean(part), 80) for part in parts if part)
