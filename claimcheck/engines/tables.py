"""The stages as functions over Arrow record batches with fixed schemas, for any engine that has such.

    DOCUMENTS → extract_batches → EXTRACTED → compare_batches → Report → findings_table

`extract_batches` needs nothing but its batches, so it runs as it is in Spark's `mapInArrow`, Dask's
`map_partitions`, Ray's `map_batches` or a plain loop over a Parquet file. EXTRACTED holds what the
documents say in the store's own layout, which is decoded without running anything; so a table from
elsewhere can do no harm.
"""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from claimcheck.engines.base import missing
from claimcheck.engines.work import Chunk, Extraction, Result
from claimcheck.errors import Location, SourceError
from claimcheck.model import Report, Source, Unreadable
from claimcheck.model.tables import COLUMNS, FINDING_COLUMNS, assertion_row, finding_rows
from claimcheck.pipeline import Extracted, compare
from claimcheck.rulebook import Rulebook
from claimcheck.sources.base import FieldError, about
from claimcheck.store import codec

__all__ = [
    "assertions_table",
    "compare_batches",
    "extract_batches",
    "extracted_batch",
    "findings_table",
    "read_batches",
    "schema",
    "write_batches",
]

ABOUT = ("id", "path", "title", "publisher", "url", "published", "language")
TYPES = {
    "published": "date32", "line": "int64", "column": "int64", "start": "int64", "end": "int64",
    "side": "int64", "polarity": "bool_", "within": "bool_", "text": "large_string", "body": "large_binary",
    "count": "int64",
}  # fmt: skip
SCHEMAS: dict[str, Sequence[str]] = {
    "documents": (*ABOUT, "text"),
    "extracted": (*ABOUT, "error", "count", "sketch", "body"),
    "assertions": COLUMNS,
    "findings": FINDING_COLUMNS,
}


def schema(name: str) -> Any:
    """The pyarrow schema of "documents", "extracted", "assertions" or "findings".

    Magnitudes are exact texts, dates of documents are days, offsets are code points of the text. In
    "extracted" a document that could not be read has its reason in `error`.
    """
    pa = _pyarrow()
    kinds = {column: getattr(pa, TYPES.get(column, "string"))() for column in SCHEMAS[name]}
    if "sketch" in kinds:
        kinds["sketch"] = pa.list_(pa.uint32())
    return pa.schema(list(kinds.items()))


def extract_batches(batches: Iterable[Any], task: Extraction) -> Iterator[Any]:
    """DOCUMENTS → EXTRACTED, one row a document. Columns that are missing are taken as unknown."""
    for batch in batches:
        rows = batch.select([name for name in batch.schema.names if name in SCHEMAS["documents"]])
        yield extracted_batch(task(Chunk(read=tuple(map(_source, rows.to_pylist())))))


def _source(row: dict[str, Any]) -> Source | SourceError:
    path = row.get("path")
    name = str(row.get("id") or path or "")
    if not name or not isinstance(row.get("text"), str):
        what = "a row without id and text"
        return SourceError(what, at=Location(name or None), hint="give each document an id and its text")
    try:
        return Source(id=name, path=None if path is None else str(path), text=row["text"], **about(row))
    except FieldError as error:
        return SourceError(error.message, at=Location(name), hint=error.hint)


def extracted_batch(items: Iterable[Result]) -> Any:
    """What documents say as EXTRACTED. Remarks, which concern no comparison, are left out."""
    rows = []
    for item in items:
        if isinstance(item, SourceError):
            rows.append({"id": str(item.at or ""), "error": str(item), "count": 0, "sketch": [], "body": b""})
        elif isinstance(item, Extracted):
            row: dict[str, Any] = {name: getattr(item.source, name) for name in ABOUT}
            body = codec.encode(item.assertions)
            rows.append(row | {"count": len(item.assertions), "sketch": item.sketch.tolist(), "body": body})
    return _batch("extracted", rows)


def items_of(batches: Iterable[Any]) -> Iterator[Extracted | SourceError]:
    """EXTRACTED → its documents, without texts, and errors. A damaged row is an error too."""
    for batch in batches:
        for row in batch.to_pylist():
            at = Location(row["id"])
            if row["error"] is not None:
                yield SourceError(row["error"].removeprefix(f"{at}: "), at=at)
                continue
            try:
                said = tuple(codec.decode(row["body"]))
            except codec.DecodeError as error:
                yield SourceError(f"a damaged row: {error}", at=at, hint="extract the document again")
                continue
            source = Source(text="", **{name: row[name] for name in ABOUT if row[name] is not None})
            yield Extracted(source, said, array("I", row["sketch"] or ()))


def compare_batches(batches: Iterable[Any], rulebook: Rulebook) -> Report:
    """EXTRACTED, of any number of runs, → the report on all of them; an id that comes twice counts once."""
    found: dict[str, Extracted] = {}
    bad: list[Unreadable] = []
    for item in items_of(batches):
        if isinstance(item, SourceError):
            bad.append(Unreadable(path=str(item.at), reason=item.message))
        else:
            found.setdefault(item.source.id, item)
    documents = [found[name] for name in sorted(found)]
    return compare(
        [item.source for item in documents],
        [said for item in documents for said in item.assertions],
        rulebook=rulebook,
        unreadable=bad,
        sketches={item.source.id: item.sketch for item in documents},
    )


def assertions_table(batches: Iterable[Any]) -> Any:
    """EXTRACTED → one row an assertion, for people and databases."""
    rows = (
        dict(zip(COLUMNS, assertion_row(said), strict=True))
        for item in items_of(batches)
        if isinstance(item, Extracted)
        for said in item.assertions
    )
    return _pyarrow().Table.from_batches([_batch("assertions", list(rows))])


def findings_table(report: Report) -> Any:
    """One row for each assertion of each finding."""
    rows = [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in finding_rows(report)]
    return _pyarrow().Table.from_batches([_batch("findings", rows)])


def write_batches(where: str, batches: Iterable[Any], name: str = "extracted") -> int:
    """Batches of schema `name` → one Parquet file at a path or fsspec URL; the number of rows."""
    parquet = _pyarrow("pyarrow.parquet")
    count = 0
    with _open(where, "wb") as file, parquet.ParquetWriter(file, schema(name)) as writer:
        for batch in batches:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def read_batches(where: str, rows: int = 256) -> Iterator[Any]:
    """A Parquet file at a path or fsspec URL, `rows` at a time."""
    parquet = _pyarrow("pyarrow.parquet")
    with _open(where, "rb") as file, parquet.ParquetFile(file) as table:
        yield from table.iter_batches(batch_size=rows)


def _batch(name: str, rows: list[dict[str, Any]]) -> Any:
    return _pyarrow().RecordBatch.from_pylist(rows, schema=schema(name))


def _open(where: str, mode: str) -> Any:
    from claimcheck.engines.files import fsspec, is_url

    return fsspec().open(where, mode) if is_url(where) else open(where, mode)


def _pyarrow(module: str = "pyarrow") -> Any:
    try:
        return importlib.import_module(module)
    except ImportError:
        raise missing("pyarrow", "parquet") from None
