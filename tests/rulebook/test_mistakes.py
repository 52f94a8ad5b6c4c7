"""A mistake in a rule file is shown with its place, the text that is wrong, and what to write."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from claimcheck import recognize
from claimcheck.errors import RuleError
from claimcheck.rulebook import load_rulebook

PATTERN = '[[rule]]\nid = "my.rule"\npattern = {}\nmake = "money"\n'


def write(folder: Path, **files: str) -> None:
    """Files of rules; "fr/money.toml" is given as fr_money."""
    for name, text in files.items():
        path = folder / f"{name.replace('_', '/', 1)}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def errors(folder: Path, **files: str) -> list[RuleError]:
    write(folder, **files)
    with pytest.raises(RuleError) as caught:
        load_rulebook(folder)
    return [caught.value, *caught.value.errors]


def wrong(folder: Path, **files: str) -> list[str]:
    """All errors of a folder with these files, as "place: message (hint)"."""
    return [str(error).replace(f"{folder}/", "") for error in errors(folder, **files)]


def place(error: RuleError) -> str:
    """The text from the place of an error to the end of the line."""
    assert error.at is not None
    assert error.at.path is not None
    assert error.at.line is not None
    assert error.at.column is not None
    return (
        Path(error.at.path).read_text(encoding="utf-8").splitlines()[error.at.line - 1][error.at.column - 1 :]
    )


def words(category: str, rest: str, name: str = "my.words") -> str:
    return f'[[words]]\nid = "{name}"\ncategory = "{category}"\n{rest}\n'


PATTERNS = [
    ('"n:number curency"', 'curency"', "no word or value is called 'curency'"),
    ('"? n:number"', "? n:number", "'?' follows nothing"),
    ('"n:(number currency"', "(number", "a bracket is not closed"),
    ('"number? currency?"', "number?", "the pattern may match nothing at all"),
    ('"n:number currency)"', ')"', "cannot be read from ')' on"),
    ('"n:number § currency"', "§ currency", "cannot be read from '§ currency' on"),
    ('["n:number of currency",\n  "number nonsense"]', 'nonsense"]', "no word or value is called 'nonsense'"),
    ('"(number ((((((((of))))))))"', 'of))))))))"', "brackets nested deeper than 8"),
    ('"number (of+ (of+)*)+"', "(of+", "the pattern could be tried in too many ways"),
    (f'"number {"of* " * 12} currency"', "of*", "the pattern could be tried in too many ways"),
    (f'"number {"of " * 400} currency"', "number of", "a pattern over 1000 characters"),
]


def test_patterns_are_told_all_at_once_each_with_the_place_inside_of_it(tmp_path: Path) -> None:
    text = "".join(
        PATTERN.format(pattern).replace("my.rule", f"my.{i}") for i, (pattern, *_) in enumerate(PATTERNS)
    )
    found = errors(tmp_path, fr_money=text, en_money=PATTERN.format('"number ccc"'))
    assert [Path(str(error.at)).parent.name for error in found] == ["en", *["fr"] * len(PATTERNS)]
    for error, (_, at, message) in zip(found[1:], PATTERNS, strict=True):
        assert message in error.message
        assert place(error).startswith(at)
        assert error.hint


def test_an_alias_that_names_itself_is_told_with_its_chain(tmp_path: Path) -> None:
    text = '[aliases]\none = "(number two)"\ntwo = "(of one)"\n\n' + PATTERN.format('"one currency"')
    (found,) = wrong(tmp_path, fr_money=text)
    assert found.startswith(
        "fr/money.toml:3:12: alias 'two': the alias 'one' stands in itself: one → two → one"
    )


def test_aliases_of_aliases_cannot_blow_a_pattern_up(tmp_path: Path) -> None:
    lines = [f'a{i} = "({" ".join([f"a{i + 1}"] * 290)})"' for i in range(3)]
    text = "[aliases]\n" + "\n".join([*lines, 'a3 = "(number)"']) + "\n\n" + PATTERN.format('"a0 currency"')
    assert "the pattern could be tried in too many ways" in wrong(tmp_path, fr_money=text)[0]


ROWS = [
    ("currency", 'values = { "balle" = "USDD" }', "no currency is called 'USDD'", "did you mean 'USD'?"),
    (
        "unit",
        'values = { "lieues" = "leage" }',
        "no unit of units.toml is called 'leage'",
        "did you mean 'league'?",
    ),
    (
        "hedge",
        'values = { "genre" = "abuot" }',
        "no hedge of figures.toml is called 'abuot'",
        "did you mean 'about'?",
    ),
    ("collective", 'values = { "tas" = 9 }\nfeatures = { hedge = "doz" }', "is called 'doz'", "did you mean"),
    ("bound", 'forms = ["fort"]', "words of the category 'bound' need 'side'; found None", 'side = "low"'),
    ("change", 'forms = ["va"]\nfeatures = { change = "on" }', "need 'change'; found 'on'", 'change = "up"'),
    ("cardinal", 'values = { "mil" = "70" }', "stand for whole numbers", "without quotes"),
    ("fraction", 'values = { "bof" = "half" }', "no fraction", 'write one as "1/2"'),
    ("of", 'forms = ["a", ""]', "a form without text, or too long", "write 1 to"),
    ("of", f'forms = ["{"ab " * 60}"]', "a form without text, or too long", "write 1 to"),
]


def test_what_words_stand_for_must_exist(tmp_path: Path) -> None:
    text = "".join(words(category, rest, f"my.{i}") for i, (category, rest, *_) in enumerate(ROWS))
    found = errors(tmp_path, fr_money=text)
    assert len(found) == len(ROWS)
    for error, (_, _, message, hint) in zip(found, ROWS, strict=True):
        assert message in error.message
        assert hint in (error.hint or "")
        assert place(error).startswith(('"', "ab ab", "forms", "features", "hedge", "[[words]]"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("fr_money", '[[words]]\nid = "a"\ncategori = "of"\ncategory = "of"\n',
         "fr/money.toml:3:1: unknown key 'categori' (did you mean 'category'?)"),
        ("fr_money", words("of", 'forms = "de"'), "fr/money.toml:4:1: words.0.forms: "),
        ("fr_money", '[[rule]]\nid = "a"\nstage = "atoms"\npattern = "number"\nmake = "money"\n',
         "fr/money.toml:3:1: rule.0.stage: Input should be"),
        ("fr_money", '[[rule]]\nid = "a"\nstage = "atoms"\npattern = "number"\nmake = "money"\n',
         "found 'atoms' (did you mean 'atom'?)"),
        ("fr_money", "[[words]\n", "fr/money.toml:1:"),
        ("judgement", '[[rule]]\nid = "a"\nverdict = "contradicts"\n', "judgement.toml:3:1: "),
        ("judgement", '[[rule]]\nid = "a"\nverdict = "none"\nbefore = "disjont"\n',
         "judgement.toml:4:10: no rule of judgement.toml is called 'disjont' (did you mean 'disjoint'?)"),
        ("judgement", '[[rule]]\nid = "a"\nverdict = "none"\npredicates = ["investmnt"]\n',
         "judgement.toml:4:15: no predicate is called 'investmnt' (did you mean 'investment'?)"),
        ("judgemnt", "", "no family of rules is called 'judgemnt.toml' (did you mean 'judgement'?)"),
        ("units", '[[unit]]\nid = "parsecond"\n', "units.toml:2:7: the unit 'parsecond': "),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_its_family(tmp_path: Path, name: str, text: str, expected: str) -> None:
    assert any(expected in error for error in wrong(tmp_path, **{name: text})), wrong(tmp_path)


def test_one_id_in_two_files_of_a_folder_is_refused_with_both_places(tmp_path: Path) -> None:
    row = words("of", 'forms = ["de"]')
    (found,) = wrong(tmp_path, fr_money=row, fr_units=f"\n{row}")
    assert found.startswith("fr/units.toml:3:1: the id 'my.words' stands twice (first at")
    assert found.endswith("fr/money.toml:2:1; give each its own)")


def test_an_id_of_the_built_in_rules_is_replaced_and_one_of_another_table_is_another(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    text = (
        words("of", 'forms = ["de"]') + '[[rule]]\nid = "my.words"\npattern = "number of"\nmake = "number"\n'
    )
    (tmp_path / "fr" / "money.toml").write_text(text, encoding="utf-8")
    assert "fr" in load_rulebook(tmp_path).languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#" * 1_000_001, "a rule file over 1000000 bytes"),
        (f"a = {'[' * 100_000}", "nested too deeply"),
        (f"{'a.' * 100_000}a = 1", "a key of too many parts"),
        (f"[{'a.' * 100_000}a]", "a key of too many parts"),
        ("[[words]]\n" * 20_000, "further mistakes"),
        ('[[words]]\nid = "a"\ncategory = "of"\nforms = [' + '"x",' * 3 + "1,]", "words.0.forms.3: "),
    ],
    ids=["large", "deep", "dotted", "dotted-table", "many-mistakes", "wrong-type"],
)
def test_a_hostile_file_is_an_error_and_not_a_wait(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in " ".join(wrong(tmp_path, fr_money=text))


def test_a_text_that_is_not_utf_8_is_told_with_its_byte(tmp_path: Path) -> None:
    (tmp_path / "judgement.toml").write_bytes(b"# \xe9t\xe9\n")
    with pytest.raises(RuleError, match=r"judgement.toml \(byte 2\): not UTF-8"):
        load_rulebook(tmp_path)


def test_the_costliest_pattern_allowed_is_linear_in_the_text(tmp_path: Path) -> None:
    write(tmp_path, fr_money=PATTERN.format('"number of* of* of* of* of* currency"'))
    rules = load_rulebook(tmp_path)
    took = []
    for size in (4_000, 16_000):
        start = time.process_time()
        recognize(
            "5 " + "de de de de de de de de de de de de x 5 " * (size // 14), language="fr", rulebook=rules
        )
        took.append(time.process_time() - start)
    assert took[1] < 16 * took[0] + 0.5


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('make = "moeny"', "nothing is made by 'moeny'"),
        ('make = "count"', "rule 'my.rule' cannot make 'count': KeyError 'noun'"),
    ],
)
def test_a_rule_that_nothing_can_be_made_by_is_named(tmp_path: Path, rule: str, message: str) -> None:
    write(tmp_path, fr_money=f'[[rule]]\nid = "my.rule"\npattern = "n:number currency of currency"\n{rule}\n')
    with pytest.raises(RuleError) as caught:
        recognize("3 euros de dollars", language="fr", rulebook=load_rulebook(tmp_path))
    assert message in str(caught.value)
    assert caught.value.hint
