from pathlib import Path

import pytest

from claimcheck.assertions.predicates import predicate_of
from claimcheck.assertions.words import words_of
from claimcheck.errors import RuleError
from claimcheck.model import Context
from claimcheck.rulebook import default_rulebook, load_rulebook
from claimcheck.rulebook.families.predicates import PredicateRules


def context(words: str, language: str = "fr") -> Context:
    table = words_of(default_rulebook(), language)
    return Context(tokens={table.stem(word): 0.8 for word in words.split()})


@pytest.mark.parametrize(
    ("kind", "words", "language", "predicate"),
    [
        ("count", "séisme morts", "fr", "deaths"),
        ("count", "séisme blessés", "fr", "injured"),
        ("count", "usine salariés", "fr", "headcount"),
        ("money", "microsoft investi openai", "fr", "investment"),
        ("money", "rachat concurrent", "fr", "acquisition-price"),
        ("period", "entreprise fondée", "fr", "founding-date"),
        ("percent", "candidate voix", "fr", "vote-share"),
        ("duration", "condamné prison", "fr", "sentence-length"),
        ("count", "employees plant", "en", "headcount"),
        ("money", "séisme morts", "fr", None),
        ("count", "tuiles toit", "fr", None),
        ("count", "séisme morts", "xx", None),
    ],
)
def test_words_around_a_figure_name_its_predicate(
    kind: str, words: str, language: str, predicate: str | None
) -> None:
    table = "en" if language == "en" else "fr"
    assert predicate_of(kind, context(words, table), language, default_rulebook()) == predicate


def test_the_files_of_the_folder_make_one_family() -> None:
    ids = [row.id for row in default_rulebook().get(PredicateRules).predicate]
    assert len(ids) == len(set(ids)) >= 12


def test_a_predicate_is_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "predicates"
    folder.mkdir()
    (folder / "shoe-size.toml").write_text(
        '[[predicate]]\nid = "shoe-size"\nkinds = ["count"]\nwords = { fr = ["pointure"] }\n', "utf-8"
    )
    rules = load_rulebook(tmp_path)
    assert predicate_of("count", context("pointure"), "fr", rules) == "shoe-size"
    assert predicate_of("count", context("séisme morts"), "fr", rules) == "deaths"


def test_a_mistake_keeps_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "predicates"
    folder.mkdir()
    (folder / "bad.toml").write_text('[[predicate]]\nid = "bad"\nkindz = ["count"]\n', "utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(tmp_path)
    assert (caught.value.at.path, caught.value.at.line) == (str(folder / "bad.toml"), 3)
    assert "kinds" in str(caught.value.hint)
