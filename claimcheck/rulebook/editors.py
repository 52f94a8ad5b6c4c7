"""JSON schemas of the rule files, for editors: schemas/STEM.json, schemas/language/STEM.json.

python -m claimcheck.rulebook.editors writes them.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "schemas"]

FOLDER = Path(__file__).parent / "schemas"


def schemas() -> dict[str, str]:
    """The schema of each family as JSON text, by its path in the folder of schemas without ".json"."""
    from pydantic import TypeAdapter

    from claimcheck.rulebook.families import FAMILIES

    found = {}
    for (scope, stem), family in sorted(FAMILIES.items()):
        made = _plain(TypeAdapter(family.schema).json_schema())
        where = {"shared": f"{stem}.toml", "language": f"LANGUAGE/{stem}.toml", "folder": f"{stem}/*.toml"}
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"claimcheck rules: {where[scope]}",
            "description": inspect.cleandoc(family.schema.__doc__ or ""),
        }
        name = f"language/{stem}" if scope == "language" else stem
        found[name] = json.dumps({**made, **head}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return found


def _plain(node: Any) -> Any:
    """Without titles, which only repeat the keys, and with numbers where pydantic also takes texts."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    if {item.get("type") for item in node.get("anyOf", ())} >= {"number", "string"} and "default" in node:
        return {"type": "number", **{key: _number(value) for key, value in node.items() if key == "default"}}
    return {key: _plain(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}


def _number(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


if __name__ == "__main__":
    for name, text in schemas().items():
        path = FOLDER / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
