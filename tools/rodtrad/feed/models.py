"""The contract with regions: every JSON object in the feed. Fields may be added within v1, never removed or retyped."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

SCHEMA_VERSION = "1.0"
LANGUAGE = "sv"

LICENCE = "CC0-1.0"
"""Of what we say ourselves: lists, hashes, changes."""

LICENCES = {"CC0-1.0": "Fritt att använda utan villkor (CC0). Källor till uppgifter anges vid uppgiften."}
"""What a licence asks those who use a text to say."""

Environment = Literal["production", "acceptance", "draft"]
ClinicalUse = Literal["approved", "example", "draft", "catalogue"]
Kind = Literal["pathway", "generic-model", "indicator", "guideline", "impact-assessment", "addition"]
ChangeClass = Literal["clinical", "clarifying", "editorial", "lifecycle"]
StopKind = Literal["entry", "action", "decision", "exit"]
Joining = Literal["och", "eller", ""]
State = Literal["gäller", "under revidering", "upphävt", "utkast", "remiss", "bearbetning", "godkänt", "registerpost"]


class Model(Struct, frozen=True, gc=False, rename="camel", omit_defaults=True):
    """camelCase outside, snake_case inside; what is empty and may be is left out; unknown fields are never refused."""


class Reference(Model, frozen=True, kw_only=True):
    """A typed link to something with a canonical name."""

    relation: str
    """Why the link is there: way, meets, follows, indicator, recommendation, challenge, mention, at …"""
    target: str
    """`vardforlopp/sepsis#in-x`, `icd-10-se:I63` or an absolute address."""
    url: str
    """Where a person can read it; empty when the target does not resolve."""
    text: str
    """The words of the link."""
    resolved: bool
    """False when nothing was found at the target."""


class Time(Model, frozen=True, kw_only=True):
    """A time expression: a limit, an interval, a frequency … Numbers are decimal, as text."""

    kind: str
    """limit, earliest, minimum, maximum, duration, point, interval, window, lookback or frequency."""
    comparator: str | None = None
    """≤, ≥, <, > or = where one is expressed."""
    low: str | None = None
    """Lower end; a single value stands in both."""
    high: str | None = None
    """Equal to or above `low`."""
    unit: str | None = None
    """UCUM: s, min, h, d, wk, mo, a. Of a frequency: the period."""
    times: str | None = None
    """Of a frequency: how many times per period."""
    times_high: str | None = None
    per: str | None = None
    """Of "4 timmar per vecka": the period that the duration counts in."""
    working_days: bool | None = None
    approximate: bool | None = None
    iso8601: str | None = None
    """The binding end as a duration, for example PT30M."""
    text: str
    """As written."""
    relation: str | None = None
    """How it lies to its start event: from, after, before or around."""
    start_text: str | None = None
    """The words of the start event."""
    start: str | None = None
    """Canonical target of the start event; missing when it is only words."""


class Amount(Model, frozen=True, kw_only=True):
    """A number with a unit. Numbers are decimal, as text."""

    comparator: str | None = None
    value: str
    high: str | None = None
    """Upper end of a range."""
    over: str | None = None
    """The second figure of a blood pressure."""
    unit: str
    """UCUM."""
    times: str | None = None
    """Of a dose: how many times in `per`."""
    times_high: str | None = None
    per: str | None = None
    approximate: bool | None = None
    text: str
    """As written."""


class Fact(Model, frozen=True, kw_only=True):
    """A named value."""

    name: str
    text: str
    targets: list[str] = field(default_factory=list)
    """Canonical targets of the links in the value."""


class Block(Model, frozen=True, kw_only=True):
    """The smallest part with an id, in three bodies that say the same."""

    id: str
    """Unique in the document."""
    stable: bool
    """False: the id holds within this version only."""
    role: str
    """What it is: chapter, section, entry, exit, action, decision, care-action, way, goal …"""
    parent: str = ""
    """Id of the block it stands in; empty at the top."""
    title: str = ""
    """Words of the heading, or the first line."""
    label: str = ""
    """A, B, C … of a node."""
    level: int = 0
    """Of a heading: 2–6."""
    markdown: str
    """As written."""
    html: str
    """Semantic, without class, style and script; headings from h2; element ids begin with the document's id."""
    text: str
    """The words alone."""
    facts: list[Fact] = field(default_factory=list)
    """Fact lines: `- **Vårdnivå:** primärvård`."""
    references: list[Reference] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    """Times in the words."""
    amounts: list[Amount] = field(default_factory=list)
    """Amounts and doses in the words."""
    standalone: bool
    """May be shown without the blocks around it."""
    requires: list[str] = field(default_factory=list)
    """Ids of blocks that must travel along when it is shown alone."""
    fingerprint: str
    """Of the words; equal fingerprints mean equal words."""


class FlowNode(Model, frozen=True, kw_only=True):
    id: str
    kind: StopKind
    label: str
    title: str


class FlowEdge(Model, frozen=True, kw_only=True):
    source: str
    """Id of an entry or node."""
    target: str
    """Id of a node or exit, or the canonical target of another pathway's entry."""
    condition: str = ""
    joined: Joining = ""
    """How this edge belongs to the others of the same way: all in parallel, or one by choice."""
    way: str
    """Id of the block where the way is written."""
    time: str = ""
    """The time limit of the way, as written."""


class Flow(Model, frozen=True, kw_only=True):
    nodes: list[FlowNode]
    edges: list[FlowEdge]


class Challenge(Model, frozen=True, kw_only=True):
    id: str
    text: str


class Goal(Model, frozen=True, kw_only=True):
    id: str
    text: str
    meets: list[str]
    """Ids of challenges."""
    followed_by: list[str]
    """Ids of indicator uses."""
    not_followed: str | None = None
    """Why no indicator follows it."""


class IndicatorUse(Model, frozen=True, kw_only=True):
    id: str
    indicator: str
    """Canonical target: `indikatorer/<id>`."""
    title: str
    measure: str
    """struktur, process or resultat: the class under which the pathway lists it."""
    prioritised: bool
    follows: list[str]
    """Ids of goals and nodes."""


class JourneyRow(Model, frozen=True, kw_only=True):
    experiences: str
    activities: str
    care: str
    challenges: list[str]


class RedThread(Model, frozen=True, kw_only=True):
    """From the challenges patients meet, through goals, to indicators."""

    challenges: list[Challenge]
    goals: list[Goal]
    indicators: list[IndicatorUse]
    journey: list[JourneyRow]


class Code(Model, frozen=True, kw_only=True):
    system: str
    """Scheme, such as icd-10-se."""
    uri: str
    """Canonical address of the code system; empty when unknown."""
    code: str


class TargetLevel(Model, frozen=True, kw_only=True):
    """Share at unit level; never an individual treatment goal."""

    year: str
    moderate: str | None = None
    high: str | None = None
    issuer: str
    label: str


class Recommendation(Model, frozen=True, kw_only=True):
    id: str
    condition: str
    measure: str
    priority: str
    """1–10, a range, bör, kan, undantag, icke-göra, FoU or okänd."""
    row: str | None = None
    source: str | None = None


class Content(Model, frozen=True, kw_only=True):
    """What the document says. Parts that a kind does not have are missing."""

    matter: dict[str, Any]
    """Front matter under the model's English names."""
    codes: list[Code] = field(default_factory=list)
    blocks: list[Block]
    flow: Flow | None = None
    red_thread: RedThread | None = None
    target_levels: list[TargetLevel] | None = None
    recommendations: list[Recommendation] | None = None
    references: list[Reference] = field(default_factory=list)
    """References of the front matter: programme area, relations, guidelines …"""


class Dates(Model, frozen=True, kw_only=True):
    approved: str | None = None
    """When the text was approved."""
    clinically_reviewed: str | None = None
    """When its substance was last reviewed."""
    next_review: str | None = None
    """When it will be reviewed again."""
    modified: str | None = None
    """When its source was last changed, where that says so."""


class SourceFile(Model, frozen=True, kw_only=True):
    path: str
    """Relative to the project."""
    sha256: str
    """Of the file's bytes."""


class Payload(Model, frozen=True, kw_only=True):
    """One version of one document. The same content always gives the same bytes."""

    schema_version: str
    """Version of this contract."""
    environment: Environment
    """Only `production` holds."""
    clinical_use: ClinicalUse
    """Only `approved` may be used in care."""
    notice: str
    """What must be shown with it."""
    id: str
    """The same for every version; never used for anything else."""
    kind: Kind
    version: str | None = None
    """Missing for catalogue entries, whose national text is not here."""
    title: str
    language: str
    """BCP 47."""
    licence: str
    """SPDX code; empty when none is given."""
    attribution: str
    """What the licence asks those who use the text to say."""
    canonical_url: str
    """Where a person reads the document."""
    dates: Dates
    source: SourceFile
    """The text that the payload was made from."""
    content: Content


class Lifecycle(Model, frozen=True, kw_only=True):
    """What may change without a new version."""

    state: State
    valid_from: str | None = None
    """Version that holds now began to hold (date of its event, when known)."""
    next_review: str | None = None
    replaced_by: list[str] = field(default_factory=list)
    """Canonical targets."""
    reason: str | None = None
    """Why it was withdrawn."""
    versions: list[str] = field(default_factory=list)
    """Every released version, oldest first."""


class Current(Payload, frozen=True, kw_only=True):
    """The current version with its lifecycle; a withdrawn document is a stub whose content has no blocks."""

    lifecycle: Lifecycle
