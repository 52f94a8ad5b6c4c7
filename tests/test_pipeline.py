"""From documents to a report: what must not depend on how a figure is written, or on any order."""

from __future__ import annotations

import datetime
import gc
import itertools
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

import claimcheck
from claimcheck.errors import ConfigError

SEEDS = Path(__file__).parent.parent / "seeds"
FRENCH = (
    "Selon nos informations, Microsoft a investi {} dans la société OpenAI depuis le début du partenariat."
)
ENGLISH = (
    "According to our sources, Microsoft has invested {} in the company OpenAI since the partnership began."
)


def forms(millions: int) -> dict[str, tuple[str, str]]:
    """One amount in different words: (language, sentence) by the name of the form."""
    grouped = f"{millions:,}".replace(",", "\u202f")
    whole, rest = divmod(millions, 1000)
    french = f"{whole},{rest:03d}".rstrip("0").rstrip(",")
    english = french.replace(",", ".")
    found = {
        "milliards": ("fr", f"{french} milliards de dollars"),
        "millions": ("fr", f"{grouped} millions de dollars"),
        "units": ("fr", f"{grouped}\u202f000\u202f000 de dollars"),
        "billion": ("en", f"{english} billion dollars"),
        "symbol": ("en", f"US${english}bn"),
        "million": ("en", f"{millions:,} million dollars"),
    }
    if not rest:
        found["words"] = ("fr", f"{num2words(whole, lang='fr')} milliards de dollars")
        found["english words"] = ("en", f"{num2words(whole)} billion dollars")
    return found


def source(name: str, form: tuple[str, str]) -> claimcheck.Source:
    language, amount = form
    text = (FRENCH if language == "fr" else ENGLISH).format(amount)
    return claimcheck.Source(id=name, text=text, language=language, published=datetime.date(2025, 9, 15))


def verdicts(*sources: claimcheck.Source) -> set[tuple[str, str, str | None]]:
    report = claimcheck.check(list(sources))
    return {
        (finding.verdict, finding.basis, finding.certainty)
        for finding in report.findings
        if finding.kind == "money"
    }


@settings(max_examples=40, deadline=None)
@given(
    left=st.integers(2, 99).map(lambda n: n * 1000) | st.integers(2_001, 99_999),
    right=st.integers(2, 99).map(lambda n: n * 1000) | st.integers(2_001, 99_999),
    data=st.data(),
)
def test_neither_language_nor_words_nor_unit_nor_side_changes_a_verdict(
    left: int, right: int, data: st.DataObject
) -> None:
    first, second = forms(left), forms(right)
    expected = verdicts(source("a", first["milliards"]), source("b", second["milliards"]))
    one = data.draw(st.sampled_from(sorted(first)))
    other = data.draw(st.sampled_from(sorted(second)))
    assert {found[:2] for found in verdicts(source("a", first[one]), source("b", second[other]))} == {
        found[:2] for found in expected
    }
    assert verdicts(source("a", second["milliards"]), source("b", first["milliards"])) == expected


def test_thirteen_and_thirteen_and_three_quarters_conflict_in_every_form() -> None:
    for one, other in itertools.product(forms(13_000).values(), forms(13_750).values()):
        assert {found[:2] for found in verdicts(source("a", one), source("b", other))} == {
            ("contradiction", "disjoint")
        }, (one, other)


def test_more_than_thirteen_agrees_with_both() -> None:
    bound = source("a", ("fr", "plus de 13 milliards de dollars"))
    for amount in (13_000, 13_750):
        for form in forms(amount).values():
            assert {found[:2] for found in verdicts(bound, source("b", form))} == {("agreement", "bound")}, (
                form
            )


def test_the_seeds_disagree_on_one_figure_alone() -> None:
    report = claimcheck.check([SEEDS])
    (finding,) = report.contradictions
    assert (finding.basis, finding.certainty, finding.kind) == ("disjoint", "probable", "money")
    assert [side.value.low for side in finding.sides] == [13_000_000_000, 13_750_000_000]
    assert finding.gap is not None
    assert finding.gap.absolute == "750000000" or finding.gap.absolute == "245000000"
    assert "truncation" in {note.code for note in finding.notes}
    bounds = [found for found in report.agreements if found.basis == "bound"]
    assert any("13,75" in a.quote for found in bounds for a in found.sides[0].assertions)


def test_the_order_of_sources_changes_no_byte() -> None:
    sources = [
        source(name, form)
        for name, form in zip("abcdef", [*forms(13_000).values(), *forms(13_750).values()], strict=False)
    ]
    expected = claimcheck.check(sources).model_dump_json()
    for seed in range(5):
        shuffled = random.Random(seed).sample(sources, len(sources))
        assert claimcheck.check(shuffled).model_dump_json() == expected


def test_the_names_of_documents_change_no_verdict() -> None:
    sys.path.insert(0, str(SEEDS.parent / "benchmarks"))
    from generate import documents

    sys.path.remove(str(SEEDS.parent / "benchmarks"))

    def told(report: claimcheck.Report, numbers: dict[str, int]) -> list[Any]:
        return sorted(
            (
                found.verdict,
                found.basis,
                str(found.certainty),
                sorted(
                    sorted((numbers[said.source], said.span.start) for said in side.assertions)
                    for side in found.sides
                ),
            )
            for found in report.findings
        )

    for seed in range(6):
        sources = list(documents(6 + 6 * (seed % 3), seed=seed, per_event=6))
        expected = None
        for turn in range(3):
            names = [f"{number:02}" for number in range(len(sources))]
            random.Random(turn).shuffle(names)
            called = [one.model_copy(update={"id": name}) for one, name in zip(sources, names, strict=True)]
            found = told(claimcheck.check(called), {name: n for n, name in enumerate(names)})
            expected = expected or found
            assert found == expected


def test_against_a_corpus_tells_of_the_draft_alone() -> None:
    draft = source("draft", ("fr", "13 milliards de dollars"))
    corpus = [
        source("old", ("fr", "13,75 milliards de dollars")),
        source("older", ("fr", "12,1 milliards de dollars")),
    ]
    for finding in claimcheck.check([draft], against=corpus).contradictions:
        assert "draft" in {a.source for side in finding.sides for a in side.assertions}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_slices_what_it_quotes(text: str) -> None:
    for language in ("fr", "en", None):
        for assertion in claimcheck.extract(claimcheck.Source(id="x", text=text, language=language)):
            for span in (assertion.span, *assertion.also):
                assert 0 <= span.start < span.end <= len(text)
            assert text[assertion.span.start : assertion.span.end] == assertion.quote


def test_text_path_and_source_are_all_documents(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(FRENCH.format("13 milliards de dollars"), encoding="utf-8")
    as_path, as_text = claimcheck.extract(path), claimcheck.extract(path.read_text(encoding="utf-8"))
    assert [a.quote for a in as_path] == [a.quote for a in as_text]
    assert [a.quote for a in as_text if a.value.kind != "fact"] == ["13 milliards de dollars"]


def test_two_sources_with_one_id_are_refused() -> None:
    with pytest.raises(ConfigError, match="the id 'a'"):
        claimcheck.check([source("a", forms(13_000)["units"]), source("a", forms(13_750)["units"])])


def test_nothing_to_compare_is_covered_as_such() -> None:
    coverage = claimcheck.check([]).coverage
    assert (coverage.sources, coverage.compared, coverage.contradictions) == (0, 0, 0)


def test_threads_that_begin_at_once_read_the_same() -> None:
    text = SEEDS.joinpath("openai-microsoft-renegocient-contrat-2030.txt").read_text(encoding="utf-8")
    expected = claimcheck.extract(text)
    for pause in (0.0, 0.01, 0.03, 0.06, 0.1):
        rules = claimcheck.load_rulebook()
        found: list[list[claimcheck.Assertion]] = []

        def read(wait: float, rules: claimcheck.Rulebook = rules, found: Any = found) -> None:
            time.sleep(wait)
            found.append(claimcheck.extract(text, rulebook=rules))

        threads = [threading.Thread(target=read, args=(number * pause,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * 3


def test_the_collector_is_as_before_when_calls_overlap() -> None:
    from claimcheck.pipeline import collecting_seldom

    before = gc.get_threshold()
    one, other = collecting_seldom(), collecting_seldom()
    one.__enter__()
    other.__enter__()
    one.__exit__(None, None, None)
    other.__exit__(None, None, None)
    assert gc.get_threshold() == before


@pytest.mark.parametrize("alone", ["13 milliards", Path("a.txt"), {"a": "13 milliards"}])
def test_one_document_is_no_list_of_documents(alone: Any) -> None:
    with pytest.raises(TypeError, match="as a list"):
        claimcheck.check(alone)
    with pytest.raises(TypeError, match="as a list"):
        claimcheck.check([], against=alone)


@pytest.mark.parametrize("language", ["fr", "FR", "fr-FR", "fr_CA"])
def test_the_region_of_a_language_does_not_matter(language: str) -> None:
    (found,) = claimcheck.recognize("treize milliards d'euros", language=language)
    assert found.text == "treize milliards d'euros"
