"""[tool.claimcheck] in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.config import Settings, load_settings
from claimcheck.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_or_table_the_defaults_hold(tmp_path: Path) -> None:
    write(tmp_path, '[project]\nname = "x"\n')
    assert load_settings(tmp_path) == Settings()
    assert Settings().accepted_file == Path("claimcheck-accepted.toml")


def test_the_nearest_table_above_is_taken_and_paths_are_its_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        '[tool.claimcheck]\npaths = ["texts"]\nrules = ["my-rules"]\nfail-on = "possible"\n'
        'allow-empty = true\nlanguage = "fr"\naccepted = "ok.toml"\n',
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    write(below, '[project]\nname = "x"\n')
    found = load_settings(below)
    assert found.paths == (str(tmp_path / "texts"),)
    assert found.rules == (str(tmp_path / "my-rules"),)
    assert (found.fail_on, found.allow_empty, found.language) == ("possible", True, "fr")
    assert found.accepted_file == tmp_path / "ok.toml"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('path = ["a"]', "unknown key 'path'", "did you mean 'paths'?"),
        ('fail_on = "never"', "unknown key 'fail_on'", "did you mean 'fail-on'?"),
        ("colour = 3", "unknown key 'colour'", "known keys: paths, against"),
        ('paths = "a"', "paths is 'a'", "write a list of texts"),
        ('fail-on = "always"', "fail-on is 'always'", "write one of probable, possible, never"),
        ("allow-empty = 1", "allow-empty is 1", "write true or false"),
        ("language = 3", "language is 3", "write a text"),
    ],
)
def test_a_mistake_is_shown_with_its_place_and_the_remedy(
    tmp_path: Path, line: str, message: str, hint: str
) -> None:
    path = write(tmp_path, f"[project]\nname = 'x'\n\n[tool.claimcheck]\n{line}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    error = caught.value
    assert str(error.at) == f"{path}:5:1"
    assert message in error.message
    assert error.hint is not None
    assert error.hint.startswith(hint)


def test_toml_that_is_none_is_shown_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, "[tool.claimcheck]\npaths = [\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert str(caught.value).startswith(f"{path}:")
    assert "not valid TOML" in str(caught.value)
