"""What a run reports: findings with their sides and evidence, and the coverage."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, PlainSerializer, WithJsonSchema

from claimcheck.model.claims import Assertion, Certainty, Evidence
from claimcheck.model.values import Fact, Magnitude, Period

Verdict = Literal["agreement", "contradiction", "undecided"]


def _dump(value: Any) -> Any:
    return value.model_dump("json")


JsonObject = WithJsonSchema({"type": "object"})
AssertionField = Annotated[InstanceOf[Assertion], PlainSerializer(_dump), JsonObject]
ValueField = Annotated[
    InstanceOf[Magnitude] | InstanceOf[Period] | InstanceOf[Fact], PlainSerializer(_dump), JsonObject
]


class Note(BaseModel):
    """A remark: truncation, scale-slip, disputed, shared-origin, assumed-currency, far-apart-dates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    text: str


class Side(BaseModel):
    """The assertions that stand on one side of a finding; `value` is the narrowest member's."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: ValueField
    interval: tuple[str | None, str | None]
    origins: int
    assertions: tuple[AssertionField, ...]


class Gap(BaseModel):
    """The distance of two disjoint sides, in the unit of the first; relative to the smaller one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    absolute: str
    relative: str | None = None


class Finding(BaseModel):
    """Comparisons judged and gathered. `basis` says why, `rule` which row of judgement.toml decided."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    pairs: tuple[str, ...] = Field(default=(), exclude=True)
    gates: bool = Field(default=True, exclude=True)
    """Whether a contradiction may fail a run."""


class Unreadable(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    reason: str


class Coverage(BaseModel):
    """What was compared, what was not and why. Nothing compared is not a pass.

    `bounded`: where one subject has so many figures that not all pairs were compared, how many assertions
    were set only against the `nearest` in value and words, or against the `commonest` values of their
    thing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: int = 0
    assertions: int = 0
    compared: int = 0
    agreements: int = 0
    contradictions: int = 0
    undecided: dict[str, int] = Field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    bounded: dict[str, int] = Field(default_factory=dict)


class Run(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    rulebook: str
    sources: int


class Report(BaseModel):
    """Findings and coverage of one run; sorted, the same bytes for the same input."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["claimcheck/1"] = Field(
        default="claimcheck/1", alias="schema", serialization_alias="schema"
    )
    run: Run
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()

    @property
    def agreements(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "agreement")

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "contradiction")

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == "undecided")

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The report as plain data, keys as the JSON contract names them."""
        return super().model_dump(**({"by_alias": True} | options))

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
