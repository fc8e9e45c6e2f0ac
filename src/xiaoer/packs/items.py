"""A service item as a pack writes it (market 0.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from xiaoer.clock.limits import ClockProfile, Limit

from .steps import ClockEvent, Step
from .texts import Code, Key, LimitText, Strict, Text


class ItemKind(StrEnum):
    """The type of an item (事项类型)."""

    LICENCE = "licence"
    CONFIRMATION = "confirmation"
    PUBLIC_SERVICE = "public_service"
    REGISTRATION = "registration"
    FILING = "filing"
    OTHER_POWER = "other_power"
    BUNDLE = "bundle"


class ReformMode(StrEnum):
    """The four ways of reforming a licence (market (一)2 b)."""

    CANCEL = "cancel"
    TO_FILING = "to_filing"
    COMMITMENT = "commitment"
    OPTIMISE = "optimise"


class LegalBasis(Strict):
    """A clause that an item rests on. `checked` says that its text was compared."""

    document: Text
    clause: str = ""
    number: str = ""
    checked: bool = False


class SharedSource(Strict):
    """Where the city already has what a material would prove (market R3)."""

    register_key: Key = Field(alias="register")
    field: str = ""
    title: Text


class Material(Strict):
    """A paper of an application. One with a `source` other than the applicant is never asked."""

    key: Key
    title: Text
    source: Literal["applicant", "shared_data", "electronic_licence", "process"] = "applicant"
    shared: SharedSource | None = None
    main: bool = True  # a main material cannot be a gap (time-law T20)
    required: bool = True
    when: str = ""  # condition over the form's answers
    accept: tuple[str, ...] = ("pdf", "jpg", "png")
    max_mb: int = Field(20, ge=1, le=200)
    copies: int = Field(1, ge=1, le=9)
    note: Text | None = None

    @model_validator(mode="after")
    def knows_its_source(self) -> Material:
        """A shared material must say from which register it comes."""
        if self.source in ("shared_data", "electronic_licence") and self.shared is None:
            raise ValueError(f"材料“{self.title}”写了由共享取得，还要写 shared：从哪个库取")
        return self


class SpecialProcedure(Strict):
    """A stretch that the decision clock leaves out (time-law T10): hearing, expert review …"""

    key: Key
    title: Text
    basis: Text
    max_limit: LimitText
    counted: bool = False


class Extension(Strict):
    """One extension of the decision limit, with the approver's reason (time-law T6)."""

    limit: LimitText
    basis: Text


class Gap(Strict):
    """Acceptance with gaps (time-law T20-T23). The default window is `T22`."""

    window: LimitText | None = None


class Commitment(Strict):
    """Notice and commitment (time-law T24-T26)."""

    verification: LimitText = "40wd"
    conditions: tuple[Text, ...] = Field(min_length=1)
    consequences: Text


class Fee(Strict):
    """What the applicant pays; zero is said, not left out."""

    amount: Decimal = Field(Decimal(0), ge=0, decimal_places=2)  # CNY
    basis: Text | None = None
    payer: Literal["applicant", "government"] = "applicant"


class ResultDocument(Strict):
    """What the applicant receives."""

    title: Text
    electronic: bool = True
    valid_for: LimitText | None = None


class Component(Strict):
    """A part of a bundle; its own item runs as a child case."""

    item: Key
    compulsory: bool = False
    preselected: bool = True


class Item(Strict):
    """One service item with everything its guide, form and clock need (market 0.2)."""

    key: Key
    code: Code | None = None
    title: Text
    short: Text | None = None
    aliases: tuple[str, ...] = ()
    summary: Text | None = None
    kind: ItemKind
    case_kind: Literal["instant", "promise"] = "promise"
    level: Literal["province", "city", "county", "town"] = "city"
    owner: Code  # organisation
    cooperating: tuple[Code, ...] = ()
    profile: ClockProfile
    statutory_limit: LimitText | None = None
    committed_limit: LimitText
    applied_for: bool = True  # false: opened by the city itself, never by an applicant
    starts_on: ClockEvent = ClockEvent.ACCEPTED
    receipt_limit: LimitText | None = "5wd"
    silence: Literal["accepted", "none"] = "accepted"
    correction: Literal["once", "return", "none"] = "once"
    extension: Extension | None = None
    delivery_limit: LimitText | None = "10wd"
    special: tuple[SpecialProcedure, ...] = ()
    gap: Gap | None = None
    commitment: Commitment | None = None
    reform_mode: ReformMode | None = None
    review_class: str = ""
    matters: tuple[
        Literal[
            "state_security",
            "public_security",
            "prudential_finance",
            "ecology",
            "health_and_life",
            "foreign_affairs",
        ],
        ...,
    ] = ()  # what it touches; any of them closes the way of commitment (time-law T24)
    legal_basis: tuple[LegalBasis, ...] = ()
    conditions: tuple[Text, ...] = ()
    materials: tuple[Material, ...] = ()
    fee: Fee = Field(default_factory=lambda: Fee(amount=Decimal(0)))
    result: ResultDocument | None = None
    channels: tuple[Literal["online", "window", "phone", "mail"], ...] = ("online", "window")
    visits_max: int = Field(0, ge=0, le=9)
    form: Key | None = None
    process: str | None = None  # id of a process in one of the pack's BPMN files
    steps: tuple[Step, ...]
    components: tuple[Component, ...] = ()
    joint_with: tuple[Key, ...] = ()
    stage: Key | None = None
    life_stage: Literal["start", "build", "operate", "change", "close"] = "start"
    signers: Key | None = None  # the form's field that lists who signs
    effective_from: date | None = None
    effective_to: date | None = None

    @model_validator(mode="after")
    def limits_fit(self) -> Item:
        """A promise may only shorten the statutory limit, in the same unit (time-law T14)."""
        promise = Limit.parse(self.committed_limit).checked_for(self.profile)
        if self.statutory_limit:
            statutory = Limit.parse(self.statutory_limit)
            if statutory.unit is promise.unit and promise.amount > statutory.amount:
                raise ValueError(
                    f"承诺时限 {self.committed_limit} 比法定时限 {self.statutory_limit} 长"
                )
        return self

    def step(self, key: str) -> Step | None:
        """Return the step with this key."""
        return next((s for s in self.steps if s.key == key), None)

    def asked_materials(self) -> tuple[Material, ...]:
        """Return what the applicant himself has to bring."""
        return tuple(m for m in self.materials if m.source == "applicant")
