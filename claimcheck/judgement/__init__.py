"""comparisons → findings: an ordered table of rules gives each pair its verdict, sets gather them."""

from claimcheck.judgement.judging import judge

__all__ = ["judge"]
