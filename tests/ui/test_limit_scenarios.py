"""The dialog of a what-if: every kind can be made, and what cannot be is said at its field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from huanqing.application.limit_models import (
    LimitScenario,
    RepaymentScenario,
    Scenario,
    SettlementScenario,
)
from huanqing.domain.credit_account import SettlementFee
from huanqing.ui.limit.what_if import OpenPurchase
from ui.test_limit_what_if import add, begin, keep

if TYPE_CHECKING:
    from ui.fake_service import FakeLedgerService
    from ui.lone_page import PageStage


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"kind": 1, "amount": "100"},
            RepaymentScenario(day=date(2026, 7, 7), amount_fen=10000),
        ),
        (
            {"kind": 2, "fee_rule": 2},
            SettlementScenario(
                day=date(2026, 7, 7), purchase_id="e2", fee_rule=SettlementFee.WAIVED
            ),
        ),
        (
            {"kind": 3, "amount": "30000"},
            LimitScenario(day=date(2026, 7, 7), amount_fen=3000000),
        ),
        (
            {"kind": 3, "amount": "3000", "until": "2026-08-01"},
            LimitScenario(day=date(2026, 7, 7), amount_fen=300000, until=date(2026, 8, 1)),
        ),
    ],
)
def test_each_kind_of_scenario_can_be_made(
    stage: PageStage,
    service: FakeLedgerService,
    fields: dict[str, int | str],
    expected: Scenario,
) -> None:
    page = begin(stage, service)
    page.what_if.purchases = {"e2": OpenPurchase("e2", "手机 256GB", 123)}
    dialog = add(stage, page)
    for name, value in fields.items():
        edit = getattr(dialog, name).edit
        if isinstance(edit, QComboBox) and isinstance(value, int):
            edit.setCurrentIndex(value)
        elif isinstance(edit, QLineEdit):
            edit.setText(str(value))
    keep(stage, dialog)
    assert page.what_if.scenarios == (expected,)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "100", "day": "2026-07-01"}, "day"),
        ({"amount": "100", "day": "2027-08-12"}, "day"),
        ({"amount": "100", "free": "2"}, "free"),
        ({"amount": "100", "discount": "100"}, "discount"),
        ({"amount": "100", "periods": "0"}, "periods"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    stage: PageStage, service: FakeLedgerService, fields: dict[str, str], key: str
) -> None:
    page = begin(stage, service)
    dialog = add(stage, page)
    for name, value in fields.items():
        getattr(dialog, name).edit.setText(value)
    keep(stage, dialog)
    assert dialog.isVisible()
    assert not dialog._problems[key].isHidden()
    assert service.limits.asked == []
    dialog.close()
