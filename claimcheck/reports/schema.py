"""The JSON schema of `report --format json`, made from the models; report.schema.json is its output.

python -m claimcheck.reports.schema > claimcheck/reports/report.schema.json
"""

from __future__ import annotations

import json
from dataclasses import fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from claimcheck.model import Change, Granularity, Hedge, Kind, Relation, Report, Status, Value

__all__ = ["report_schema"]

NUMBER = {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$"}
TIME = {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"}
TEXT = {"type": ["string", "null"]}
TITLE = "A claimcheck report"


def _one_of(literal: Any, *more: Any) -> dict[str, Any]:
    return {"enum": [*get_args(literal), *more]}


def _record(properties: dict[str, Any], optional: tuple[str, ...] = (), about: str = "") -> dict[str, Any]:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _pair(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


MAGNITUDE = _record(
    {
        "kind": _one_of(Kind),
        "low": NUMBER,
        "high": NUMBER,
        "low_open": {"type": "boolean"},
        "high_open": {"type": "boolean"},
        "exponent": {"type": "integer"},
        "hedge": _one_of(Hedge),
        "per": TEXT,
        "change": _one_of(Change, None),
        "interval": _pair(NUMBER),
        "currency": TEXT,
        "assumed": {"const": True},
        "of": TEXT,
        "unit": TEXT,
    },
    ("currency", "assumed", "of", "unit"),
    "low and high: what the text says, exact, in plain notation or as a fraction; interval: what it is "
    "compatible with; null is an open end",
)
PERIOD = _record(
    {
        "kind": {"const": "period"},
        "earliest": TIME,
        "latest": TIME,
        "granularity": _one_of(Granularity),
        "anchored": {"type": "boolean"},
        "relation": _one_of(Relation),
        "hedge": _one_of(Hedge),
        "interval": _pair(TIME),
    },
    about="ISO 8601 days, inclusive",
)
FACT = _record(
    {"kind": {"const": "fact"}, "truth": {"type": ["boolean", "null"]}, "category": TEXT},
    ("truth", "category"),
)
SPAN = _record(
    {
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "place": {"type": "string"},
    },
    ("place",),
    "half-open, in code points of the source's text; line and column of its file, from 1",
)
ASSERTION = _record(
    {
        "source": {"type": "string"},
        "path": TEXT,
        "span": {"$ref": "#/$defs/Span"},
        "also": {"type": "array", "items": {"$ref": "#/$defs/Span"}},
        "quote": {"type": "string"},
        "sentence": {"type": "string"},
        "value": {"$ref": "#/$defs/Value"},
        "subject": TEXT,
        "predicate": TEXT,
        "as_of": {"anyOf": [{"$ref": "#/$defs/Period"}, {"type": "null"}]},
        "status": _one_of(Status),
        "polarity": {"type": "boolean"},
        "attribution": TEXT,
    }
)


FIXED = {
    "Assertion": ASSERTION,
    "Fact": FACT,
    "Magnitude": MAGNITUDE,
    "Period": PERIOD,
    "Span": SPAN,
    "Value": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("Magnitude", "Period", "Fact")]},
}
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def report_schema() -> dict[str, Any]:
    """JSON Schema 2020-12."""
    definitions = dict(FIXED)
    schema = _model(Report, definitions)
    where = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": where, "$defs": definitions, **schema, "title": TITLE}


def _model(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A dataclass as it is dumped: every field that is dumped stands there."""
    hints = get_type_hints(cls)
    names = [spec.name for spec in fields(cls) if spec.metadata.get("dumped", True)]
    about = " ".join((cls.__doc__ or "").split())
    properties = {name.rstrip("_"): _typed(hints[name], definitions) for name in names}
    return _record(properties, about="" if about.startswith(f"{cls.__name__}(") else about)


def _typed(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field; of a dataclass in it, the definition is added."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint == Value:
        return {"$ref": "#/$defs/Value"}
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if origin is Literal:
        return _one_of(hint)
    if origin in (Union, UnionType):
        return {"anyOf": [_typed(one, definitions) for one in inner]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _typed(inner[1], definitions)}
    if origin is tuple and inner[1] is not Ellipsis:
        return _pair(_typed(inner[0], definitions))
    if origin is tuple:
        return {"type": "array", "items": _typed(inner[0], definitions)}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = _model(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def dumped() -> str:
    """The schema as the published file holds it."""
    return json.dumps(report_schema(), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(dumped(), end="")
