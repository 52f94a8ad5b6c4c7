import pytest

from claimcheck import recognize
from claimcheck.model import Magnitude
from claimcheck.values import add, complementary


def amounts(text: str) -> list[Magnitude]:
    found = [mention.value for mention in recognize(text, language="fr")]
    return [value for value in found if isinstance(value, Magnitude)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("six mois, puis trois mois", 9),
        ("12 millions d'euros, puis 30 millions d'euros", 42_000_000),
        ("12 visiteurs, puis 30 visiteurs", 42),
    ],
)
def test_plain_amounts_of_one_unit_add_up(text: str, low: int) -> None:
    total = add(amounts(text))
    assert total is not None
    assert total.low == total.high == low


@pytest.mark.parametrize(
    "text",
    [
        "12 millions d'euros, puis 30 millions de dollars",
        "12 visiteurs, puis 30 chevaux",
        "environ 12 kilomètres, puis 30 kilomètres",
        "plus de 12 kilomètres, puis 30 kilomètres",
        "six mois, puis trois kilomètres",
    ],
)
def test_what_is_not_plain_or_of_two_units_has_no_sum(text: str) -> None:
    assert add(amounts(text)) is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2,9 %, puis 97,1 %", True),
        ("un tiers, puis deux tiers", True),
        ("un quart, puis 75 %", True),
        ("2,9 %, puis 96 %", False),
        ("plus de 40 %, puis 60 %", False),
        ("3 euros, puis 97 euros", False),
    ],
)
def test_two_shares_make_all_of_it(text: str, whole: bool) -> None:
    one, other = amounts(text)
    assert complementary(one, other) is whole
