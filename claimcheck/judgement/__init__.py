"""comparisons → findings: an ordered table of rules gives each pair its verdict, sets gather them."""

from claimcheck.judgement.judging import in_order, judge

__all__ = ["in_order", "judge"]
