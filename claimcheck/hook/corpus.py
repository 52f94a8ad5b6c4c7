"""Staged documents compared with a corpus of which only what they can meet is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from claimcheck.alignment import Surroundings, document_keys, document_names
from claimcheck.alignment.reaching import reach_of
from claimcheck.alignment.surroundings import source_key
from claimcheck.errors import SourceError
from claimcheck.hook.documents import Document, read_documents
from claimcheck.hook.repository import Repository
from claimcheck.model import Assertion, Report, Source
from claimcheck.pipeline import compare, extract
from claimcheck.rulebook import Rulebook
from claimcheck.store.index import Index

__all__ = ["Corpus"]

Progress = Callable[[int], object]
Said = tuple[Source, Sequence[Assertion]]


class Corpus:
    """The documents of a project, by path: `staged` ones are checked against all others.

    With an index, a document whose content is known is not read again, and only those that the staged
    ones can meet are loaded; the findings with a staged document are the same as without.
    """

    def __init__(
        self,
        repository: Repository,
        documents: Mapping[str, Document],
        staged: Iterable[str],
        rules: Rulebook,
        index: Index | None = None,
        language: str | None = None,
    ) -> None:
        self._repository = repository
        self._rules, self._index, self._language = rules, index, language
        mine = set(staged)
        self._staged = [documents[path] for path in sorted(mine)]
        self._others = [document for path, document in documents.items() if path not in mine]
        self.errors: list[SourceError] = []
        self._said: dict[str, Said] = {}
        self._homes: dict[bytes, Document] = {}
        self.focus: frozenset[str] = frozenset()

    def check(self, progress: Progress) -> tuple[Report, tuple[Source, ...]]:
        """The findings with a staged document, and the sources that were loaded for them."""
        self._learn(progress)
        around = self._surroundings() if self._index is not None else None
        if self._index is not None and self._index.problem is not None:
            self._index, around = None, None
            self._learn(progress)
        sources = [source for source, _ in self._said.values()]
        said = [assertion for _, assertions in self._said.values() for assertion in assertions]
        sources.sort(key=lambda source: source.id)
        report = compare(sources, said, rulebook=self._rules, focus=self.focus, around=around)
        return report, tuple(sources)

    def statements(self, sources: Iterable[str]) -> dict[str, Sequence[Assertion]]:
        """What these sources say, by their ids, after `check`; those that are no more are left out."""
        wanted = list(sources)
        if self._index is not None:
            entries = self._index.candidates([source_key(name) for name in wanted])
            loaded = self._index.load([key for key, name in entries.items() if name in set(wanted)])
            found = {entries[key]: assertions for key, assertions in loaded.items()}
            if self._index.problem is None:
                return dict(found)
        return {name: self._said[name][1] for name in wanted if name in self._said}

    def _learn(self, progress: Progress) -> None:
        """Read the staged documents, and of the others what no index knows; all of it without an index."""
        self.errors, self._said, self._homes = [], {}, {}
        for _ in self._read(self._staged, keep=True):
            pass
        self.focus = frozenset(self._said)
        unknown = self._recall(self._others)
        for done, _ in enumerate(self._read(unknown, keep=self._index is None), 1):
            progress(done)
        if self._index is not None and self._index.select(self._homes)[0] != len(self._homes):
            # An entry is gone that a file was remembered by: look at every file once.
            self._homes = {}
            for _ in self._read((*self._staged, *self._others), keep=False):
                pass
            self._index.select(self._homes)

    def _recall(self, documents: Sequence[Document]) -> list[Document]:
        """Note where the entries of unchanged documents are from; the documents that must be read."""
        if self._index is None:
            return list(documents)
        names = {self._name(one): one for one in documents if one.signature}
        known = self._index.recall({name: document.signature for name, document in names.items()})
        unknown = [document for name, document in names.items() if name not in known]
        unknown += [document for document in documents if not document.signature]
        for name, keys in known.items():
            for key in keys:
                self._homes[key] = names[name]
        return unknown

    def _name(self, document: Document) -> str:
        return Index.place(self._repository.folder, document.name, self._language)

    def _read(self, documents: Iterable[Document], *, keep: bool) -> Iterable[Document]:
        """Extract what is new and let the index remember it; with `keep`, hold what is said."""
        for document, found in read_documents(self._repository, documents):
            keys: list[bytes] = []
            failed = False
            for item in found:
                try:
                    if isinstance(item, Source):
                        self._take(self._spoken(item), document, keys, keep)
                    elif isinstance(item, SourceError):
                        raise item
                except SourceError as error:
                    failed = True
                    self.errors.append(error)
            if self._index is not None and document.signature and not failed:
                self._index.remember(self._name(document), [document.signature], keys)
            yield document

    def _spoken(self, source: Source) -> Source:
        if self._language and source.language is None:
            return source.model_copy(update={"language": self._language})
        return source

    def _take(self, source: Source, document: Document, keys: list[bytes], keep: bool) -> None:
        known = self._index.get(source) if self._index is not None else None
        said = known if known is not None else extract(source, rulebook=self._rules)
        if self._index is not None:
            if known is None:
                self._index.put(source, said, document_keys(source.id, said), document_names(said))
            keys.append(self._index.key(source))
            self._homes[keys[-1]] = document
        if keep:
            self._said.setdefault(source.id, (source, said))

    def _surroundings(self) -> Surroundings | None:
        """Load the documents that the staged ones can meet; what matters of the others, if there are any."""
        index = self._index
        assert index is not None
        names = {source: document_names(said) for source, (_, said) in self._said.items()}
        reach = reach_of(index, self._rules, names)
        if reach is None:
            self._load(dict.fromkeys(self._homes, ""))
            return None
        self._load(reach.met)
        return reach.around(index, (one for _, said in self._said.values() for one in said))

    def _load(self, entries: Mapping[bytes, str]) -> None:
        """The assertions of these entries, and their sources, which are read for their dates and quotes."""
        index = self._index
        assert index is not None
        wanted = {key for key, name in entries.items() if name not in self._said}
        homes = dict.fromkeys(self._homes[key] for key in wanted)
        said = index.load(wanted)
        for _, found in read_documents(self._repository, homes):
            for item in found:
                source = self._spoken(item) if isinstance(item, Source) else None
                if source is not None and (key := index.key(source)) in said:
                    self._said.setdefault(source.id, (source, said[key]))
