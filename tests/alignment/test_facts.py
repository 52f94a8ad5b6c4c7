import itertools
import random

import pytest

from claimcheck.alignment.facts import align_facts
from claimcheck.assertions import layers_of, state_source
from claimcheck.judgement import judge
from claimcheck.model import Comparison, Fact, Source
from claimcheck.recognition import recognize_source
from claimcheck.rulebook import default_rulebook


def compare(*texts: str, language: str = "fr") -> list[Comparison]:
    rules = default_rulebook()
    facts = [
        said
        for number, text in enumerate(texts)
        for said in state_source(Source(id=f"s{number}", text=text), language, rules)
    ]
    return align_facts(facts, rules)


def opposed(found: list[Comparison]) -> list[Comparison]:
    return [one for one in found if one.left.value != one.right.value]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "Le conseil municipal a signé le traité.", "Le conseil municipal n'a pas signé le traité."),
        ("fr", "Le chômage a augmenté en Lorvanie.", "Le chômage a baissé en Lorvanie."),
        ("fr", "Le maire a vendu le stade municipal.", "Le maire dément avoir vendu le stade municipal."),
        ("fr", "Aucun habitant n'a quitté le village.", "Des habitants ont quitté le village."),
        ("en", "The council approved the new bridge.", "The council did not approve the new bridge."),
        ("en", "The court allowed the march.", "The court banned the march."),
    ],
)
def test_opposites_contradict(language: str, one: str, other: str) -> None:
    (found,) = compare(one, other, language=language)
    assert {found.left.value, found.right.value} == {Fact(truth=True), Fact(truth=False)}
    (finding,) = judge([found], default_rulebook())
    assert (finding.verdict, finding.basis) == ("contradiction", "opposite")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le conseil municipal a signé le traité.", "Le conseil municipal a signé le traité hier."),
        ("Le conseil n'a pas signé le traité.", "Le conseil n'a jamais signé ce traité."),
        ("Le chômage n'a pas augmenté en Lorvanie.", "Le chômage a baissé en Lorvanie."),
        ("Certains élus ont signé le traité.", "Certains élus n'ont pas signé le traité."),
        ("Le maire a signé le traité.", "La pluie n'a pas cessé dans la vallée."),
    ],
)
def test_what_can_both_be_true_is_no_contradiction(one: str, other: str) -> None:
    assert opposed(compare(one, other)) == []


def test_the_order_of_the_sources_changes_no_verdict() -> None:
    texts = ["Le conseil municipal a signé le traité.", "Le conseil municipal n'a pas signé le traité."]
    seen = {
        frozenset((c.left.quote, c.left.value) for c in found)
        | {(c.right.quote, c.right.value) for c in found}
        for found in (compare(*texts), compare(*reversed(texts)))
    }
    assert len(seen) == 1


def test_a_hedge_makes_it_possible_only() -> None:
    (sure,) = compare("Le conseil a signé le traité.", "Le conseil n'a pas signé le traité.")
    (hedged,) = compare("Le conseil aurait signé le traité.", "Le conseil n'a pas signé le traité.")
    assert hedged.certainty == "possible"
    assert sure.score > 0


def test_every_term_is_named() -> None:
    (found,) = compare("Le chômage a augmenté en Lorvanie.", "Le chômage a baissé en Lorvanie.")
    assert {"same:prior", "same:shared", "opposed:opposites-alone"} <= {term.term for term in found.evidence}
    assert found.score == pytest.approx(sum(term.weight for term in found.evidence), abs=0.01)


def test_a_denial_of_something_else_in_long_documents_is_no_contradiction() -> None:
    chance = random.Random(7)
    parts = (
        ("bal", "cor", "dun", "fel", "gir", "hom"),
        ("i", "o", "u", "e", "ai"),
        ("ton", "lin", "mar", "vec", "sou"),
    )
    words = ["".join(word) for word in itertools.product(*parts)]

    def article() -> str:
        lines = [f"Le {' '.join(chance.sample(words, 7))} avance." for _ in range(30)]
        lines += [f"Le {' '.join(chance.sample(words, 7))} n'avance pas." for _ in range(10)]
        return " ".join(lines)

    assert opposed(compare(article(), article(), article())) == []


def test_truth_is_one_in_a_group() -> None:
    found = compare(
        "Le conseil municipal a signé le traité.",
        "Le conseil municipal n'a pas signé le traité.",
        "Le conseil municipal n'a jamais signé le traité.",
    )
    truth = {one.quote: one.value for c in opposed(found) for one in (c.left, c.right)}
    assert len(truth) == 3
    assert [value for quote, value in truth.items() if "n'a" in quote] == [Fact(truth=False)] * 2
    assert {one.group for one in found} == {found[0].group}
    assert found[0].group < 0


def test_categories_agree_and_contradict() -> None:
    signed = "Velmora et Orsec ont signé un accord non contraignant."
    same = compare(signed, "Velmora et Orsec ont conclu un protocole d'accord non contraignant.")
    other = compare(signed, "Velmora et Orsec ont signé un accord juridiquement contraignant.")
    (agreement,) = judge([c for c in same if c.left.predicate], default_rulebook())
    assert (agreement.verdict, agreement.basis) == ("agreement", "same-fact")
    (contradiction,) = judge([c for c in other if c.left.predicate], default_rulebook())
    assert (contradiction.verdict, contradiction.basis) == ("contradiction", "category")


def test_two_companies_have_two_chiefs() -> None:
    one = "Le PDG de Velmora, Jeanne Corvat, a parlé."
    assert opposed(compare(one, "Le PDG d'Orsec, Paul Lestrade, a parlé.")) == []
    assert len(opposed(compare(one, "Le PDG de Velmora, Paul Lestrade, a parlé."))) == 1


def test_no_facts_no_comparisons() -> None:
    assert compare() == [] == compare("Rien.")


def test_a_question_asserts_nothing() -> None:
    asked = "Le conseil municipal a-t-il signé le traité ?"
    assert opposed(compare(asked, "Le conseil municipal n'a pas signé le traité.")) == []


def test_a_quantity_that_is_not_the_subject_opposes_nothing_less() -> None:
    one = "Le conseil a vendu de nombreux terrains de la commune."
    assert len(opposed(compare(one, "Le conseil n'a pas vendu de nombreux terrains de la commune."))) == 1


def test_another_figure_in_the_same_sentence_is_another_claim() -> None:
    rules = default_rulebook()
    found = []
    for number, text in enumerate(
        (
            "Le pont de Lorvanie mesure 300 mètres au-dessus de la vallée.",
            "Le pont de Lorvanie mesure 900 mètres au-dessus de la vallée.",
        )
    ):
        source = Source(id=f"s{number}", text=text)
        layers = layers_of(source, "fr", recognize_source(source, "fr", rules), rules)
        found += state_source(source, "fr", rules, layers)
    (comparison,) = opposed(align_facts(found, rules))
    assert "opposed:figures-differ" in {term.term for term in comparison.evidence}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le maire Marcel Darsy n'est plus maire de Lorval.",
            "Marcel Darsy a été maire de Lorval jusqu'en 2020.",
        ),
        ("Tous les élus n'ont pas signé le traité.", "Des élus ont signé le traité."),
        (
            "Aucune hausse du chômage n'a été observée en Lorvanie.",
            "Aucune baisse du chômage n'a été observée en Lorvanie.",
        ),
    ],
)
def test_what_leaves_room_for_the_other_opposes_nothing(one: str, other: str) -> None:
    assert opposed(compare(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marcel Darsy a succédé à Paul Lestrade.", "Paul Lestrade a succédé à Marcel Darsy."),
        ("Le pont de Lorval a été détruit par la crue.", "Le pont de Lorval a été détruit par des soldats."),
    ],
)
def test_roles_that_differ_contradict(one: str, other: str) -> None:
    assert len(opposed(compare(one, other))) == 1
