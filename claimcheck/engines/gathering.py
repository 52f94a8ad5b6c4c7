"""What a run keeps of its documents until they are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine
from claimcheck.engines.comparing import compare_on
from claimcheck.engines.packing import Form, Packed, unpack
from claimcheck.engines.work import Recalled, Result
from claimcheck.errors import SourceError
from claimcheck.model import Assertion, Report, Source, Unreadable
from claimcheck.model.sharing import Sharing
from claimcheck.pipeline import Extracted, compare
from claimcheck.rulebook import Rulebook
from claimcheck.sources import Notice

if TYPE_CHECKING:
    from claimcheck.alignment import Surroundings
    from claimcheck.engines.remembering import Remembering
    from claimcheck.store.index import Index

__all__ = ["ChangedError", "Gathered", "unreadable"]

KEPT = 50_000_000
"""Characters of text that are kept for showing quotes in their context; further texts are let go."""


class ChangedError(Exception):
    """What was recalled does not do: a file has changed since, or the index no longer knows what it said."""


class Gathered:
    """What a run keeps of its documents. With `form` all of them come packed in it, for a
    comparison on workers; else those that an index knows come coded, or are only recalled."""

    def __init__(self, form: Form | None = None, memory: Remembering | None = None) -> None:
        self.sources: dict[str, Source] = {}
        self._said: dict[str, Extracted | Packed] = {}
        self._recalled: dict[str, Recalled] = {}
        self.errors: list[SourceError] = []
        self.notices: list[Notice] = []
        self._texts: dict[str, str] | None = {}
        self._sharing = Sharing()
        self._size = 0
        self._memory, self._form = memory, form
        self._index = memory.index if memory is not None else None
        self._keys: dict[str, bytes] = {}

    def add(self, item: Result | Recalled) -> None:
        """Of two documents with one id the first is kept."""
        if isinstance(item, SourceError):
            self.errors.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item)
        elif isinstance(item, Recalled):
            if item.place.name not in self.sources:
                self._recalled[item.place.name] = item
                self._keys[item.place.name] = item.key
        elif item.source.id not in self.sources:
            source = item.source
            bare = self.sources[source.id] = source.model_copy(update={"text": ""})
            if isinstance(item, Packed):
                self._said[source.id] = Packed(bare, item.said, item.sketch, item.outline)
            else:
                self._said[source.id] = Extracted(bare, self._shared(item.assertions), item.sketch)
            if self._index is not None:
                self._keys[source.id] = self._index.key(source)
            self._keep(source)

    @property
    def count(self) -> int:
        """Of its documents."""
        return len(self.sources) + len(self._recalled)

    def _keep(self, source: Source) -> None:
        self._size += len(source.text)
        if self._size > KEPT:
            self._texts = None
        elif self._texts is not None:
            self._texts[source.id] = source.text

    def report(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        """The report; with an index that of the last runs, where nothing has changed since.

        Raises ChangedError where something recalled is no longer there; without recalling none is.
        """
        if self._index is None:
            return self._compare(rules, focus, within, worker)
        bad = [(one.path, one.reason) for one in unreadable(self.errors)]
        asked = repr((within, None if focus is None else sorted(focus), bad))
        report = self._index.runs.report(self._keys.values(), asked)
        if report is None:
            report = self._compare(rules, focus, within, worker)
            self._index.flush()
            self._index.runs.keep_report(self._keys.values(), asked, report)
        else:
            # What is told of them is quoted from their texts.
            told = (said for finding in report.findings for side in finding.sides for said in side.assertions)
            self._read({said.source for said in told})
        return report

    def _compare(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        bad = unreadable(self.errors)
        counts, around = None, None
        if focus is not None and self._index is not None:
            counts, around = self._narrowed(self._index, rules, focus)
        if self._form is not None:
            packed = {name: one for name, one in self._said.items() if isinstance(one, Packed)}
            self._said.clear()
            return compare_on(
                worker, packed, rules, self._form,
                focus=focus, within=within, unreadable=bad, counts=counts, around=around,
            )  # fmt: skip
        said = self._assertions()
        return compare(
            [self.sources[name] for name in sorted(self._said)],
            said,
            rulebook=rules,
            focus=focus,
            within=within,
            unreadable=bad,
            sketches={name: one.sketch for name, one in self._said.items()},
            around=around(said) if around else None,
            counts=counts,
        )

    def _narrowed(
        self, index: Index, rules: Rulebook, focus: frozenset[str]
    ) -> tuple[tuple[int, int] | None, Callable[[Iterable[Assertion]], Surroundings] | None]:
        """Let go all documents that `focus` cannot meet, and load those recalled that it can: how many
        documents and assertions there were, and what must be known of them. None where all are kept."""
        from claimcheck.alignment.reaching import reach_of

        counts = index.select(self._keys.values())
        words = index.words(self._keys[name] for name in focus)
        names = {name: words.get(self._keys[name], frozenset()) for name in focus}
        reach = reach_of(index, rules, names) if counts[0] == len(self._keys) else None
        if reach is None:
            self._read(self._recalled)
            return None, None
        met = focus.union(reach.met.values())
        self._said = {name: one for name, one in self._said.items() if name in met}
        self._read(met)

        def around(said: Iterable[Assertion]) -> Surroundings:
            found = reach.around(index, said)
            if index.problem is not None:
                raise ChangedError
            return found

        return counts, around

    def _read(self, names: Iterable[str]) -> None:
        """Read those of these documents that are only recalled."""
        for name in sorted(self._recalled.keys() & names):
            read = self._memory.read(self._recalled.pop(name)) if self._memory is not None else None
            if read is None:
                raise ChangedError
            self.add(read)

    def _assertions(self) -> list[Assertion]:
        """All of them, those from an index unpacked."""
        found: list[Assertion] = []
        for name, one in self._said.items():
            if isinstance(one, Packed):
                one = self._said[name] = Extracted(
                    one.source, self._shared(unpack([one.said], "coded")), one.sketch
                )
            found += one.assertions
        return found

    def _shared(self, said: Sequence[Assertion]) -> tuple[Assertion, ...]:
        for one in said:
            self._sharing.share(one)
        return tuple(said)

    def shown(self) -> tuple[Source, ...]:
        texts = self._texts or {}
        return tuple(
            source.model_copy(update={"text": texts[name]}) if name in texts else source
            for name, source in sorted(self.sources.items())
        )


def unreadable(errors: Iterable[SourceError]) -> list[Unreadable]:
    """As the coverage of a report lists them, each once."""
    found = (
        Unreadable(
            path=str(error.at or ""),
            reason=f"{error.message} ({error.hint})" if error.hint else error.message,
        )
        for error in errors
    )
    return list(dict.fromkeys(found))
