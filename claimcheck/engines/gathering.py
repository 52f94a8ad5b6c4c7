"""What a run keeps of its documents until they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claimcheck.engines.base import Engine
from claimcheck.engines.comparing import compare_on
from claimcheck.engines.packing import Form, Packed, unpack
from claimcheck.engines.work import Result
from claimcheck.errors import SourceError
from claimcheck.model import Assertion, Report, Source, Unreadable
from claimcheck.model.sharing import Sharing
from claimcheck.pipeline import Extracted, compare
from claimcheck.rulebook import Rulebook
from claimcheck.sources import Notice

if TYPE_CHECKING:
    from claimcheck.store.index import Index

__all__ = ["Gathered", "unreadable"]

KEPT = 50_000_000
"""Characters of text that are kept for showing quotes in their context; further texts are let go."""


class Gathered:
    """What a run keeps of its documents. With `form` all of them come packed in it, for a comparison on
    workers; else those that an index knows come coded."""

    def __init__(self, index: Index | None = None, form: Form | None = None) -> None:
        self.sources: dict[str, Source] = {}
        self._said: dict[str, Extracted | Packed] = {}
        self.errors: list[SourceError] = []
        self.notices: list[Notice] = []
        self._texts: dict[str, str] | None = {}
        self._sharing = Sharing()
        self._size = 0
        self._index, self._form = index, form
        self._keys: list[bytes] = []

    def add(self, item: Result) -> None:
        if isinstance(item, SourceError):
            self.errors.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item)
        else:
            source = item.source
            bare = self.sources[source.id] = source.model_copy(update={"text": ""})
            if isinstance(item, Packed):
                self._said[source.id] = Packed(bare, item.said, item.sketch, item.outline)
            else:
                self._said[source.id] = Extracted(bare, self._shared(item.assertions), item.sketch)
            if self._index is not None:
                self._keys.append(self._index.key(source))
            self._keep(source)

    def _keep(self, source: Source) -> None:
        self._size += len(source.text)
        if self._size > KEPT:
            self._texts = None
        elif self._texts is not None:
            self._texts[source.id] = source.text

    def report(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        """The report; with an index that of the last runs, where nothing has changed since."""
        if self._index is None:
            return self._compare(rules, focus, within, worker)
        bad = [(one.path, one.reason) for one in unreadable(self.errors)]
        asked = repr((within, None if focus is None else sorted(focus), bad))
        report = self._index.runs.report(self._keys, asked)
        if report is None:
            report = self._compare(rules, focus, within, worker)
            self._index.flush()
            self._index.runs.keep_report(self._keys, asked, report)
        return report

    def _compare(self, rules: Rulebook, focus: frozenset[str] | None, within: bool, worker: Engine) -> Report:
        bad = unreadable(self.errors)
        if self._form is not None:
            packed = {name: one for name, one in self._said.items() if isinstance(one, Packed)}
            self._said.clear()
            return compare_on(worker, packed, rules, self._form, focus=focus, within=within, unreadable=bad)
        return compare(
            [self.sources[name] for name in sorted(self.sources)],
            self._assertions(),
            rulebook=rules,
            focus=focus,
            within=within,
            unreadable=bad,
            sketches={name: one.sketch for name, one in self._said.items()},
        )

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
