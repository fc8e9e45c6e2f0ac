"""What an indicator counts: a pack's declaration with its formulas read, and its fingerprint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from xiaoer.packs.formulas import Columns, Node, condition, formula, number
from xiaoer.packs.schema import IndicatorSpec, Pack
from xiaoer.packs.sources import ENTERED, columns_of, usual_month

QUANTILES = {"median": 0.5, "p90": 0.9}
# measures whose year is added up from its months; the others read the rows of the year again
ADDITIVE = frozenset({"mean", "rate", "ratio_of_sums", "survey_mean", "count", "sum"})
STOCKS = frozenset({"ratio_to_stock", "stock_ratio"})  # cities add up counties, not rows
PLAIN = frozenset({"count", "sum"})  # of these nothing is divided


@dataclass(frozen=True)
class Definition:
    """An indicator ready to be computed.

    `scale`: stored units for 1 of the value (working seconds of a day). `ratio` is what a
    numerator is multiplied with to be shown: 100 for percent.
    """

    spec: IndicatorSpec
    pack: str
    columns: Columns
    population: Node | None
    exclusions: tuple[tuple[str, Node], ...]
    reasons: tuple[str, ...]  # what the exclusions are called
    value: Node | None
    weight: Node | None
    numerator: Node | None
    denominator: Node | None
    producer: str = ""  # code of the organisation that sends the rows of a feed

    @property
    def id(self) -> str:
        """Return the indicator's id."""
        return self.spec.id

    @property
    def month(self) -> str:
        """Return the column that puts a row into its month."""
        return self.spec.month or usual_month(self.spec.source)

    @property
    def by_closing(self) -> bool:
        """Say whether a row's month is the part of the mart that it lies in."""
        return self.spec.month is None

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def digest(self) -> str:
        """Return a fingerprint: figures of different definitions are not compared (9.8)."""
        spec = self.spec
        parts = [
            spec.source, spec.population, self.month, spec.measure, spec.value, spec.weight,
            spec.numerator, spec.denominator, spec.unit, spec.complement, *filter(None, [spec.per]),
            [(key, repr(node)) for key, node in self.exclusions],
        ]  # fmt: skip
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def defined(spec: IndicatorSpec, pack: Pack) -> Definition | None:
    """Read an indicator's formulas; `None` for figures that are entered, not computed.

    Raises `BadFormula` where the pack check was passed over.
    """
    if spec.source == ENTERED:
        return None
    columns = columns_of(spec.source, pack.feeds)
    if columns is None:
        raise ValueError(f"{spec.id} names no source that exists")
    conditional = spec.measure == "rate"
    share = condition if conditional else number
    valued = formula if spec.measure == "distinct" else number
    named = {exclusion.key: exclusion for exclusion in pack.exclusions}
    return Definition(
        spec=spec,
        pack=pack.key,
        columns=columns,
        population=condition(spec.population, columns) if spec.population else None,
        exclusions=tuple((key, condition(named[key].when, columns)) for key in spec.exclude),
        reasons=tuple(str(named[key].title) for key in spec.exclude),
        value=valued(spec.value, columns) if spec.value else None,
        weight=number(spec.weight, columns) if spec.weight else None,
        numerator=share(spec.numerator, columns) if spec.numerator else None,
        denominator=share(spec.denominator, columns) if spec.denominator else None,
        producer=next((feed.producer for feed in pack.feeds if feed.key == spec.source), ""),
    )
