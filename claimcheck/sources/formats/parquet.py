"""Parquet, by the extra [parquet]: the records of JSON lines as columns."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

from claimcheck.errors import LimitError, Location, SourceError
from claimcheck.sources.base import ABOUT, File, Found, Limits
from claimcheck.sources.formats.records import record_source

__all__ = ["read_parquet"]

BATCH = 256


def read_parquet(file: File, limits: Limits) -> Iterator[Found]:
    """A few hundred rows at a time; columns beyond the named fields are not read."""
    place = Location(file.name)
    try:
        pyarrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        hint = "pip install 'claimcheck-sources[parquet]'"
        raise SourceError("reading Parquet needs the package pyarrow", at=place, hint=hint) from None
    number = 0
    try:
        with parquet.ParquetFile(file.path) as table:
            names = table.schema_arrow.names
            columns = [name for name in ("text", "id", *ABOUT) if name in names]
            if "text" not in columns:
                known = ", ".join(names[:12])
                raise SourceError(f"no column 'text'; its columns: {known}", at=place, hint="name one text")
            for batch in table.iter_batches(batch_size=BATCH, columns=columns):
                for record in batch.to_pylist():
                    number += 1
                    yield _row(record, file.name, number, limits)
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(
            f"not readable as Parquet: {error!s:.200}", at=place, hint="write it again"
        ) from None
    if not number:
        raise SourceError("the table holds no row", at=place, hint="remove it")


def _row(record: dict[str, Any], name: str, number: int, limits: Limits) -> Found:
    place = Location(f"{name}#{number}")
    text = record.get("text")
    if isinstance(text, str) and len(text) > limits.document:
        return LimitError(f"a text over {limits.document} characters", at=place, hint="split the record")
    return record_source(record, name, f"{name}#{number}", place, f"row {number}")
