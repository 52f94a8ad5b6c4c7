"""The JSON schema of `report --format json`, made from the models; report.schema.json is its output.

python -m claimcheck.reports.schema > claimcheck/reports/report.schema.json
"""

from __future__ import annotations

import json
from typing import Any, get_args

from claimcheck.model import Change, Granularity, Hedge, Kind, Relation, Report, Status

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


def report_schema() -> dict[str, Any]:
    """JSON Schema 2020-12."""
    schema = Report.model_json_schema(mode="serialization", by_alias=True)
    definitions = schema["$defs"]
    definitions |= {
        "Magnitude": MAGNITUDE,
        "Period": PERIOD,
        "Fact": FACT,
        "Span": SPAN,
        "Assertion": ASSERTION,
    }
    definitions["Value"] = {
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("Magnitude", "Period", "Fact")]
    }
    side = definitions["Side"]["properties"]
    side["value"] = {"$ref": "#/$defs/Value"}
    side["assertions"]["items"] = {"$ref": "#/$defs/Assertion"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": TITLE}


def dumped() -> str:
    """The schema as the published file holds it."""
    return json.dumps(report_schema(), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    print(dumped(), end="")
