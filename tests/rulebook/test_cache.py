"""The compiled rulebook on disk: read as far as a run needs it, never trusted."""

from pathlib import Path

import pytest

from claimcheck.rulebook import Rulebook, cache, default_rulebook
from claimcheck.rulebook.families.text import TextRules


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rulebook:
    monkeypatch.setenv("CLAIMCHECK_CACHE", str(tmp_path))
    book = default_rulebook()
    cache.save(book.digest, book)
    return book


def test_what_was_saved_is_read(stored: Rulebook) -> None:
    found = cache.load(stored.digest)
    assert found is not None
    assert list(found.languages) == list(stored.languages)
    for code, language in stored.languages.items():
        assert found.language(code).get(TextRules) == language.get(TextRules)
        assert set(found.language(code).families) == set(language.families)


def test_a_damaged_file_is_as_good_as_none(stored: Rulebook, tmp_path: Path) -> None:
    (path,) = tmp_path.glob("rulebook-*.pickle")
    data = bytearray(path.read_bytes())
    for at in (0, len(data) // 2, len(data) - 1):
        damaged = data.copy()
        damaged[at] ^= 1
        path.write_bytes(damaged)
        assert cache.load(stored.digest) is None
    path.write_bytes(data[:-10])
    assert cache.load(stored.digest) is None


def test_old_files_are_forgotten(stored: Rulebook, tmp_path: Path) -> None:
    for number in range(cache.KEPT + 5):
        cache.save(f"{number:032}", stored)
    assert len(list(tmp_path.glob("rulebook-*.pickle"))) == cache.KEPT


def test_a_language_without_rules_has_defaults() -> None:
    assert default_rulebook().language("xx").get(TextRules) == TextRules()
