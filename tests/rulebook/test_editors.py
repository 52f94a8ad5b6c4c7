"""The JSON schemas of rule files that the package publishes for editors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimcheck.rulebook import built_in
from claimcheck.rulebook.editors import FOLDER, schemas
from claimcheck.rulebook.loading import rule_files

BUILT_IN = [path.relative_to(built_in()) for path in rule_files(built_in())]


def schema_of(relative: Path) -> Any:
    folder, stem = relative.parent.name, relative.stem
    name = folder if (FOLDER / f"{folder}.json").is_file() else f"language/{stem}" if folder else stem
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_the_published_schemas_are_those_of_the_families() -> None:
    """If not: python -m claimcheck.rulebook.editors"""
    published = {
        path.relative_to(FOLDER).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*.json")
    }
    assert published == schemas()


@pytest.mark.parametrize("relative", BUILT_IN, ids=str)
def test_the_built_in_rules_follow_them(relative: Path) -> None:
    data = tomllib.loads((built_in() / relative).read_text(encoding="utf-8"))
    schema = schema_of(relative)
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]
    assert errors == []


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("fr/money.toml", '[[words]]\nid = "a"\ncategori = "of"\n', "'categori' was unexpected"),
        ("judgement.toml", 'bound_reach = "far"\n', "'far' is not of type 'number'"),
        ("predicates/a.toml", '[[predicate]]\nid = "a"\nkinds = ["mony"]\n', "is not valid under any"),
    ],
)
def test_a_mistake_is_seen_while_it_is_written(file: str, text: str, message: str) -> None:
    errors = jsonschema.Draft202012Validator(schema_of(Path(file))).iter_errors(tomllib.loads(text))
    assert message in " ".join(error.message for error in errors)
