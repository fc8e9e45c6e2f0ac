"""A measure pack: what `pack.yaml`, `forms/*.yaml`, `lists/*.csv` and `tests.yaml` may say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from .items import Item, SharedSource
from .texts import Code, Key, LimitText, Strict, Text


class RoleSpec(Strict):
    """Someone who works on cases of this pack; `people_role` is the role that is granted."""

    key: Key
    title: Text
    people_role: Key | None = None  # none for `applicant`
    organisations: tuple[Code, ...] = ()  # who holds it; none means the item's department


class ListSpec(Strict):
    """A versioned list (market R2). Its rows are in `lists/<key>.csv`."""

    key: Key
    title: Text
    columns: tuple[Key, ...] = Field(min_length=1)
    key_column: Key
    version: str
    effective_from: date
    basis: Text | None = None


class Option(Strict):
    """One answer of a choice."""

    value: str
    title: Text
    hint: Text | None = None


# what is worked out from a standard address (market (一)1 c4): how it matched, the entry's code,
# whether its use permits the business, whether it is full, what the rules came to, and how
PLACE_FACTS = ("match", "code", "use_ok", "full", "place", "trace")


# the uses that premises can be permitted for, as the column `premises` of a list names them
PREMISES_USES = (
    "residential", "commercial", "office", "industrial", "storage", "public", "agricultural",
)  # fmt: skip


class FormField(Strict):
    """A question of a form."""

    key: Key
    title: Text
    kind: Literal[
        "text",
        "long_text",
        "integer",
        "decimal",
        "date",
        "choice",
        "choices",
        "yes_no",
        "uscc",
        "identity_number",
        "phone",
        "address",
        "standard_address",
        "people",
        "scope",
        "components",
        "file",
    ]
    hint: Text | None = None
    example: str = ""
    required: bool = True
    options: tuple[Option, ...] = ()
    options_from: Key | None = None  # a list of the pack
    unit: Text | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int = Field(200, ge=1, le=5000)
    when: str = ""  # condition over earlier answers; hidden and dropped when it is false
    shared: SharedSource | None = None  # taken from a register: shown, never asked
    obtainable: bool = False  # the city has it; a form that still asks cannot be published
    asked_because: Text | None = None  # why a title the city has is asked: it is a new fact
    facts: Key | None = None  # of a standard address: what its facts are called, else its key
    use_of: tuple[Key, ...] = ()  # of a standard address: the fields that say what is done there

    def computed(self) -> tuple[str, ...]:
        """Return the answers that the program works out from this one; nobody enters them."""
        if self.kind != "standard_address":
            return ()
        return tuple(f"{self.facts or self.key}_{name}" for name in PLACE_FACTS)


class FormPage(Strict):
    """A page of an application: one topic."""

    key: Key
    title: Text
    fields: tuple[FormField, ...] = Field(min_length=1)
    when: str = ""


class Form(Strict):
    """A form: pages of questions, and checks across them."""

    key: Key
    title: Text
    pages: tuple[FormPage, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = ()

    def fields(self) -> tuple[FormField, ...]:
        """Return all fields in order."""
        return tuple(field for page in self.pages for field in page.fields)

    def computed(self) -> frozenset[str]:
        """Return the answers that the program works out and nobody enters."""
        return frozenset(name for field in self.fields() for name in field.computed())


class Check(Strict):
    """A condition that the answers must satisfy together."""

    when: str  # true means a fault
    field: Key
    message: Text


class Theme(Strict):
    """A one-thing theme (一件事): a questionnaire whose DMN returns components."""

    key: Key
    title: Text
    summary: Text | None = None
    life_stage: Literal["start", "build", "operate", "change", "close"] = "start"
    questionnaire: Key  # a form
    decision: str  # key of a DMN decision in the pack
    item: Key  # the bundle item that is opened


class Exclusion(Strict):
    """Rows that durations and rates leave out, by a named reason (time-law 9.1)."""

    key: Key
    title: Text
    when: str


class IndicatorSpec(Strict):
    """An indicator: which rows, what of them, and when it is good.

    Formulas name columns of `source` (see `packs.sources`). `month` is the column that puts a
    row into its month. The value of a duration or amount is `value`; a rate counts the rows of
    the population that fulfil `numerator` among those that fulfil `denominator`; a ratio of
    sums adds both up; a ratio to a stock adds up the numerator and takes the denominator as it
    stands (users of an area), not once for every row. In a stock ratio both stand: the year has
    what its last month had.
    """

    id: Key
    title: Text
    words: Text | None = None  # what it counts, for people
    source: Key = "cases"  # cases, findings, a feed of the pack, or `entered`
    population: str = ""
    month: Key | None = None
    exclude: tuple[Key, ...] = ()
    measure: Literal[
        "mean",
        "median",
        "p90",
        "max",
        "sum",
        "count",
        "distinct",
        "rate",
        "ratio_of_sums",
        "ratio_to_stock",
        "stock_ratio",
        "survey_mean",
        "survey_total",
        "entered",
    ]
    value: str = ""
    weight: str = ""  # of a survey's answer
    per: Key | None = None  # the column whose groups' means a survey total adds up
    least: int = Field(5, ge=1)  # rows below which the figure has no colour (time-law 9.4)
    numerator: str = ""
    denominator: str = ""
    complement: bool = False  # the share that is left: one minus the ratio
    clock: str | None = None  # the clock profile of a duration, for people
    unit: Literal[
        "wd", "calendar_days", "percent", "per_10k", "count", "hours", "cny", "score", "steps"
    ]
    direction: Literal["lower", "higher", "zero", "track"]
    target: Decimal | None = None
    target_status: Literal["plan", "ours", "law", "set_by_city", "none"] = "none"
    red: Decimal | None = None
    cumulative: bool = False  # grows over the year and is held against a path
    grain: Literal["county_month", "city_month"] = "county_month"
    source_rule: str = ""


class FeedSpec(Strict):
    """A feed that measures of this pack read; its rows are described by its own columns."""

    key: Key
    title: Text
    producer: Code
    rhythm: Literal["hourly", "daily", "monthly", "quarterly", "half_yearly", "yearly"]
    columns: tuple[FeedColumn, ...] = Field(min_length=1)
    keys: tuple[Key, ...] = ()  # columns that tell a row from the others of its period
    checks: tuple[FeedCheck, ...] = ()
    due_days: int = Field(5, ge=0, le=60)  # working days after the period until it is late


class FeedCheck(Strict):
    """A condition over the columns of a row that makes it wrong, and what is wrong then."""

    when: str
    column: Key
    message: Text


class FeedColumn(Strict):
    """One column of a feed."""

    key: Key
    kind: Literal["string", "integer", "decimal", "datetime", "date", "bool", "enum"]
    required: bool = True
    values: tuple[str, ...] = ()
    note: str = ""


class Trigger(Strict):
    """When something happens in one case, something begins elsewhere (market (一)7 c)."""

    on: Key  # an event kind
    item: Key | None = None
    step: Key | None = None
    opens: Key  # an item of any pack
    when: str = ""  # condition over the case's answers and outcomes
    within: LimitText | None = None
    title: Text


class Pack(Strict):
    """A measure pack, version by version."""

    key: Key
    title: Text
    summary: Text | None = None
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    effective_from: date
    effective_to: date | None = None
    roles: tuple[RoleSpec, ...] = ()
    items: tuple[Item, ...] = ()
    lists: tuple[ListSpec, ...] = ()
    themes: tuple[Theme, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    indicators: tuple[IndicatorSpec, ...] = ()
    feeds: tuple[FeedSpec, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    texts: dict[str, Text] = Field(default_factory=dict)
    settings: dict[str, Any] = Field(default_factory=dict)

    def item(self, key: str) -> Item | None:
        """Return the item with this key."""
        return next((i for i in self.items if i.key == key), None)

    def role(self, key: str) -> RoleSpec | None:
        """Return the role with this key."""
        return next((r for r in self.roles if r.key == key), None)


class Example(Strict):
    """A worked example of `tests.yaml`: what is done when, and what must come out."""

    name: str
    item: Key
    answers: dict[str, Any] = Field(default_factory=dict)
    at: str  # instant of submission
    commitment: bool = False  # applied for by notice and commitment
    refused: bool = False  # the application itself must be refused
    addresses: tuple[dict[str, str], ...] = ()  # entries of the register that it needs
    acts: tuple[Act, ...] = ()
    expect: Expectation


class Act(Strict):
    """One act of an example: a step with its outcome, a verb, or time that passes."""

    at: str
    step: Key | None = None
    outcome: Key | None = None
    verb: (
        Literal[
            "withdraw",
            "suspend",
            "resume",
            "extend",
            "supply",
            "close_gap",
            "sweep",
            "deliver",
            "request_correction",
        ]
        | None
    ) = None
    fields: dict[str, Any] = Field(default_factory=dict)
    refused: bool = False  # the act must be refused


class Expectation(Strict):
    """What an example must come to."""

    result: str | None = None
    waiting: tuple[Key, ...] | None = None
    due: str | None = None
    net_days: Decimal | None = None
    span_days: int | None = None
    passed: tuple[Key, ...] = ()


class DecisionExample(Strict):
    """A row of a decision table with its expected answer."""

    decision: str
    given: dict[str, Any]
    expect: Any


class Examples(Strict):
    """The whole of `tests.yaml`."""

    addresses: tuple[dict[str, str], ...] = ()  # entries of the register for all its cases
    cases: tuple[Example, ...] = ()
    decisions: tuple[DecisionExample, ...] = ()


for _model in (Form, FeedSpec, Example):
    _model.model_rebuild()
