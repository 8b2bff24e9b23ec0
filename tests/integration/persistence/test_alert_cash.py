"""Cash that will be short: fees of a plan's payments, and money that comes nobody knows when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huanqing.application.alert_models import AlertKind
from huanqing.application.alert_service import OpenAlerts
from integration.persistence.ledgers import CLOCK
from integration.persistence.plan_bench import PlanBench, card, day, document, money

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.alert_models import Alert


def short(bench: PlanBench) -> list[Alert]:
    alerts = OpenAlerts(bench.ledger.uow, lambda: bench.today, CLOCK).current().open
    return [each for each in alerts if each.kind is AlertKind.CASH_SHORT]


def test_the_fees_of_a_plans_payments_are_missing_too(tmp_path: Path) -> None:
    bench = PlanBench(tmp_path, document(channels=[card(fee_per_payment=40)]))
    try:
        bench.accept()
        assert short(bench) == []
        account = bench.ledger.service.account
        view = account.view()
        (known,) = view.funding
        account.save_payment_side([replace(known, balance_fen=300_100)], view.channels)
        (alert,) = short(bench)
        # Three payments of 1,000.00 with a fee of 0.40 each, on the days up to 10 July.
        assert (alert.day, alert.amount_fen, alert.subject) == (day("07-10"), 20, "salary")
    finally:
        bench.ledger.close()


def test_an_account_whose_money_comes_at_an_unknown_pace_says_nothing(tmp_path: Path) -> None:
    odd = {"date": "2026-07-01", "amount": -1, "label": "rent", "every": "full_moon"}
    accounts = [{**money(0, flows=[odd]), "id": "odd"}, {**money(5_000, reserve=6_000), "id": "b"}]
    cards = [{**card(), "funding": "odd"}]
    bench = PlanBench(tmp_path, document(funding=accounts, channels=cards))
    try:
        # The bills are paid from behind the card: of that account nothing can be told.
        assert [(each.subject, each.amount_fen) for each in short(bench)] == [("b", 1_000)]
    finally:
        bench.ledger.close()
