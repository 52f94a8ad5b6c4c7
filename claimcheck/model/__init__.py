"""The frozen types that flow between the stages, from source to report.

All are slotted dataclasses and dump with `model_dump(mode="json")`, magnitudes as strings in plain
notation; what a caller builds or stores (source, finding, report) is a `Record`.
"""

from claimcheck.model.claims import (
    Assertion,
    Certainty,
    Comparison,
    Context,
    Evidence,
    Mention,
    Role,
    Source,
    Span,
    Status,
)
from claimcheck.model.findings import (
    Coverage,
    Finding,
    Gap,
    Note,
    Report,
    Run,
    Side,
    Unreadable,
    Verdict,
)
from claimcheck.model.making import quickly, replacing
from claimcheck.model.values import (
    Change,
    Fact,
    Granularity,
    Hedge,
    Kind,
    Magnitude,
    Number,
    Period,
    Relation,
    Value,
    plain,
)

__all__ = [
    "Assertion",
    "Certainty",
    "Change",
    "Comparison",
    "Context",
    "Coverage",
    "Evidence",
    "Fact",
    "Finding",
    "Gap",
    "Granularity",
    "Hedge",
    "Kind",
    "Magnitude",
    "Mention",
    "Note",
    "Number",
    "Period",
    "Relation",
    "Report",
    "Role",
    "Run",
    "Side",
    "Source",
    "Span",
    "Status",
    "Unreadable",
    "Value",
    "Verdict",
    "plain",
    "quickly",
    "replacing",
]
