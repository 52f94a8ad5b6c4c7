"""How two values relate: intervals, units, periods, facts. Knows values alone, not who says them."""

from claimcheck.values.adding import add, complementary
from claimcheck.values.base import base_interval, blocking_key, family_of, normal_form
from claimcheck.values.records import AGREEING, COMPARABLE, Hint, Limits, Related, RelationName
from claimcheck.values.relating import may_agree, relate, relation_name

__all__ = [
    "AGREEING", "COMPARABLE", "Hint", "Limits", "Related", "RelationName",
    "add", "base_interval", "blocking_key", "complementary", "family_of", "may_agree", "normal_form",
    "relate", "relation_name",
]  # fmt: skip
