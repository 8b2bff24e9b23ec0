"""The dialog of a what-if: a purchase, an early repayment or settlement, another limit."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from huanqing.application.limit_models import (
    LimitScenario,
    PurchaseScenario,
    RepaymentScenario,
    SettlementScenario,
)
from huanqing.domain.entries import MAX_PERIODS
from huanqing.ui.limit.view_model import AHEAD_DAYS
from huanqing.ui.overriding import override
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import (
    AmountField,
    ChoiceField,
    DayField,
    NumberField,
    PercentField,
)
from huanqing.ui.settings.words import settlement_choices

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.limit_models import Scenario
    from huanqing.domain.credit_account import SettlementFee
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.limit.what_if import OpenPurchase
    from huanqing.ui.settings.fields import Field

_LONGEST_NAME = 40


class ScenarioKind(StrEnum):
    """What may be tried."""

    PURCHASE = "purchase"
    REPAYMENT = "repayment"
    SETTLEMENT = "settlement"
    LIMIT = "limit"


_FIELDS: dict[ScenarioKind, frozenset[str]] = {
    ScenarioKind.PURCHASE: frozenset({"amount", "periods", "rate", "free", "discount"}),
    ScenarioKind.REPAYMENT: frozenset({"amount"}),
    ScenarioKind.SETTLEMENT: frozenset({"purchase", "fee_rule"}),
    ScenarioKind.LIMIT: frozenset({"amount", "until"}),
}
_ALWAYS = frozenset({"kind", "day"})


def kind_of(scenario: Scenario | None) -> ScenarioKind:
    """Return the kind of a scenario; a new one begins as a purchase."""
    if isinstance(scenario, RepaymentScenario):
        return ScenarioKind.REPAYMENT
    if isinstance(scenario, SettlementScenario):
        return ScenarioKind.SETTLEMENT
    if isinstance(scenario, LimitScenario):
        return ScenarioKind.LIMIT
    return ScenarioKind.PURCHASE


class ScenarioDialog(EditorDialog):
    """Makes a scenario; books nothing."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        purchases: dict[str, OpenPurchase],
        scenario: Scenario | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("What if"), self.tr("Try it"), formatter, parent)
        self._today = today
        self.kind: ChoiceField[ScenarioKind] = ChoiceField(
            self.tr("What"), self._kinds(has_purchases=bool(purchases)), kind_of(scenario)
        )
        self.day = DayField(today, self.tr("Day"), scenario.day if scenario else today)
        self._make_fields(formatter, scenario, purchases)
        self._add_fields()
        self.kind.edit.currentIndexChanged.connect(self._on_kind_changed)
        self._on_kind_changed()
        self.point_at("kind")

    def _kinds(self, *, has_purchases: bool) -> list[tuple[ScenarioKind, str]]:
        kinds = [
            (ScenarioKind.PURCHASE, self.tr("A purchase")),
            (ScenarioKind.REPAYMENT, self.tr("Repaying early")),
            (ScenarioKind.SETTLEMENT, self.tr("Settling a purchase early")),
            (ScenarioKind.LIMIT, self.tr("Another limit")),
        ]
        return [each for each in kinds if has_purchases or each[0] is not ScenarioKind.SETTLEMENT]

    def _make_fields(
        self, formatter: Formatter, scenario: Scenario | None, purchases: dict[str, OpenPurchase]
    ) -> None:
        bought = scenario if isinstance(scenario, PurchaseScenario) else None
        settled = scenario if isinstance(scenario, SettlementScenario) else None
        amount = None if settled is not None or scenario is None else scenario.amount_fen  # type: ignore[union-attr]
        self.amount = AmountField(formatter, self.tr("Amount"), amount, is_needed=True)
        self.periods = NumberField(
            self.tr("Periods"), bought.periods if bought else 1, (1, MAX_PERIODS)
        )
        self.rate = PercentField(
            self.tr("Fee rate a period"), bought.fee_rate_ppm if bought else 0, is_needed=False
        )
        self.free = NumberField(
            self.tr("Periods free of fees"),
            bought.free_periods if bought else 0,
            (0, MAX_PERIODS),
        )
        discount = bought.discount_fen if bought and bought.discount_fen else None
        self.discount = AmountField(formatter, self.tr("Discount"), discount)
        until = scenario.until if isinstance(scenario, LimitScenario) else None
        self.until = DayField(self._today, self.tr("Until"), until, is_needed=False)
        choices = [(each.id, each.name[:_LONGEST_NAME]) for each in purchases.values()]
        known = {each for each, _ in choices}
        if settled is not None and settled.purchase_id not in known:
            choices.append((settled.purchase_id, settled.purchase_id))
        chosen = settled.purchase_id if settled else choices[0][0] if choices else ""
        self.purchase: ChoiceField[str] = ChoiceField(
            self.tr("Purchase"), choices or [("", "")], chosen
        )
        rules: list[tuple[SettlementFee | None, str]] = [
            (None, self.tr("As the account says")),
            *settlement_choices(),
        ]
        self.fee_rule: ChoiceField[SettlementFee | None] = ChoiceField(
            self.tr("Fees not billed yet"), rules, settled.fee_rule if settled else None
        )

    def _add_fields(self) -> None:
        rows: tuple[tuple[str, Field[Any], str], ...] = (
            ("kind", self.kind, ""),
            ("day", self.day, self.tr("Today or later.")),
            ("purchase", self.purchase, ""),
            ("fee_rule", self.fee_rule, ""),
            ("amount", self.amount, ""),
            ("periods", self.periods, self.tr("1 means not split.")),
            ("rate", self.rate, self.tr("Of the whole price, for each period.")),
            ("free", self.free, ""),
            ("discount", self.discount, self.tr("What it lowers the price by.")),
            ("until", self.until, self.tr("Empty: it takes the place of the fixed limit.")),
        )
        for key, field, hint in rows:
            self.add(key, field.widget.accessibleName(), field, hint)

    @override
    def make(self) -> Scenario | None:
        """Return the scenario, None where its figures do not fit."""
        day, kind = self.day.value, self.kind.value
        if day is None:
            return None
        if day < self._today:
            self.refuse("day", self.tr("A what-if begins today or later."))
            return None
        if day > self._today + timedelta(days=AHEAD_DAYS):
            self.refuse("day", self.tr("At most {0} days ahead.").format(AHEAD_DAYS))
            return None
        if kind is ScenarioKind.SETTLEMENT:
            return SettlementScenario(
                day=day, purchase_id=self.purchase.value, fee_rule=self.fee_rule.value
            )
        return self._of_amount(kind, day, self.amount.value or 0)

    def _of_amount(self, kind: ScenarioKind, day: date, amount: int) -> Scenario | None:
        if kind is ScenarioKind.LIMIT:
            return self._limit(day, amount)
        if not amount:
            self.refuse("amount", self.tr("Type an amount above zero."))
            return None
        if kind is ScenarioKind.REPAYMENT:
            return RepaymentScenario(day=day, amount_fen=amount)
        return self._purchase(day, amount)

    def _limit(self, day: date, amount: int) -> LimitScenario | None:
        until = self.until.value
        if until is not None and until < day:
            self.refuse("until", self.tr("The last day cannot be before the first."))
            return None
        return LimitScenario(day=day, amount_fen=amount, until=until)

    def _purchase(self, day: date, amount: int) -> PurchaseScenario | None:
        periods, free = self.periods.value or 1, self.free.value or 0
        discount = self.discount.value or 0
        if free > periods:
            self.refuse("free", self.tr("No more than there are periods."))
            return None
        if discount >= amount:
            self.refuse("discount", self.tr("It must stay below the price."))
            return None
        return PurchaseScenario(
            day=day,
            amount_fen=amount,
            periods=periods,
            fee_rate_ppm=self.rate.value or 0,
            free_periods=free,
            discount_fen=discount,
        )

    @Slot()
    def _on_kind_changed(self) -> None:
        shown = _FIELDS[self.kind.value] | _ALWAYS
        for key in self._editors:
            self.show_row(key, visible=key in shown)
