"""What a run reports: findings with their sides and evidence, and the coverage."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from claimcheck.model.claims import Assertion, Certainty, Evidence
from claimcheck.model.frozen import frozen
from claimcheck.model.records import Record
from claimcheck.model.values import Value

Verdict = Literal["agreement", "contradiction", "undecided"]


@frozen(kw_only=True)
class Note(Record):
    """A remark: truncation, scale-slip, disputed, shared-origin, assumed-currency, far-apart-dates."""

    code: str
    text: str


@frozen(kw_only=True)
class Side(Record):
    """The assertions that stand on one side of a finding; `value` is the narrowest member's."""

    value: Value
    interval: tuple[str | None, str | None]
    origins: int
    assertions: tuple[Assertion, ...]


@frozen(kw_only=True)
class Gap(Record):
    """The distance of two disjoint sides, in the unit of the first; relative to the smaller one."""

    absolute: str
    relative: str | None = None


@frozen(kw_only=True)
class Finding(Record):
    """Comparisons judged and gathered. `basis` says why, `rule` which row of judgement.toml decided."""

    id: str
    verdict: Verdict
    basis: str
    certainty: Certainty | None = None
    rule: str = ""
    within: bool = False
    accepted: str | None = None
    kind: str
    topic: str
    sides: tuple[Side, ...]
    gap: Gap | None = None
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Note, ...] = ()
    pairs: tuple[str, ...] = field(default=(), metadata={"dumped": False})
    gates: bool = field(default=True, metadata={"dumped": False})
    """Whether a contradiction may fail a run."""


@frozen(kw_only=True)
class Unreadable(Record):
    """A document that could not be read, and why."""

    path: str
    reason: str


@frozen(kw_only=True)
class Coverage(Record):
    """What was compared, what was not and why. Nothing compared is not a pass.

    `bounded`: where one subject has so many figures that not all pairs were compared, how many assertions
    were set only against the `nearest` in value and words, or against the `commonest` values of their
    thing; under `common-names`, how many met none as the names of their documents stand in too many others.
    """

    sources: int = 0
    assertions: int = 0
    compared: int = 0
    agreements: int = 0
    contradictions: int = 0
    undecided: dict[str, int] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    bounded: dict[str, int] = field(default_factory=dict)


@frozen(kw_only=True)
class Run(Record):
    """What the report was made with, and of how many documents."""

    version: str
    rulebook: str
    sources: int


@frozen(kw_only=True)
class Report(Record):
    """Findings and coverage of one run; sorted, the same bytes for the same input."""

    schema_: Literal["claimcheck/1"] = "claimcheck/1"
    run: Run
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def agreements(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "agreement")

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "contradiction")

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "undecided")

    def to_dataframe(self) -> Any:
        """A pandas DataFrame, one row for each assertion of each finding (extra: `pandas`).

        Magnitudes are exact texts, for a float cannot hold them: `frame["low"].map(Decimal)`.
        """
        import pandas

        from claimcheck.model.tables import FINDING_COLUMNS, finding_rows

        return pandas.DataFrame(list(finding_rows(self)), columns=list(FINDING_COLUMNS))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from claimcheck.model.tables import notebook

        return notebook(self)
