"""What of a ledger's past is spending: how much, in how many periods, and what came back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from huanqing.application import figures
from huanqing.application.habit_models import Way
from huanqing.application.habit_past import HISTORY_WEEKS, Past, read_past
from huanqing.application.progress import Cancelled
from integration.persistence.ledgers import TODAY

if TYPE_CHECKING:
    from integration.persistence.ledgers import Bench

Json = dict[str, Any]
BOUGHT = date(2026, 5, 20)
BACK = date(2026, 6, 5)


def purchase(name: str, day: date, amount: int, **more: object) -> Json:
    return {"id": name, "time": f"{day}T10:00:00", "amount": amount, **more}


def refund(name: str, of: str, amount: int) -> Json:
    return {"id": name, "purchase": of, "booked": str(BACK), "amount": amount}


def ledger(*purchases: Json, refunds: tuple[Json, ...] = (), **rule: object) -> Json:
    told = {"from": "2020-01-01", "statement_day": 3, "due_days": 9, **rule}
    return {
        "format": "huanqing-ledger/1",
        "account": {"rules": [told]},
        "purchases": list(purchases),
        "refunds": list(refunds),
    }


def past_of(bench: Bench, document: Json) -> Past:
    bench.load(document)
    with bench.uow() as uow:
        return read_past(uow, TODAY)


@pytest.mark.parametrize(("occupy", "taken"), [(True, 30_900), (False, 30_000)])
def test_fees_are_spent_only_where_they_occupy_the_limit(
    bench: Bench, *, occupy: bool, taken: int
) -> None:
    bought = purchase("p1", BOUGHT, 30_000, periods=3, fee_rate_ppm_per_period=10_000)
    document = ledger(bought, refunds=(refund("f1", "p1", 15_000),), fees_occupy_limit=occupy)
    past = past_of(bench, document)
    assert past.spent_fen == {(BOUGHT, Way(3)): taken}
    assert past.refunds == [(BACK, BOUGHT, Way(3), taken // 2)]


def test_a_statement_instalment_is_spent_again_in_periods_that_skip_a_bill(bench: Bench) -> None:
    split = {"id": "c1", "date": "2026-06-08", "statement_date": "2026-06-03", "amount": 20_000,
             "periods": 2, "fee_rate_ppm_per_period": 5_000}  # fmt: skip
    past = past_of(
        bench, {**ledger(purchase("p1", BOUGHT, 30_000)), "statement_instalments": [split]}
    )
    assert past.spent_fen == {
        (BOUGHT, Way(1)): 30_000,
        (date(2026, 6, 8), Way(2, 1)): 20_200,
    }


# Before a checkpoint from which the years are read, and after it.
@pytest.mark.parametrize("old", [date(2022, 1, 10), date(2023, 3, 10)])
def test_what_lies_before_the_years_looked_at_is_neither_spent_nor_sent_back(
    bench: Bench, old: date
) -> None:
    assert (TODAY - old).days > HISTORY_WEEKS * 7
    document = ledger(
        purchase("old", old, 500),
        purchase("new", BOUGHT, 700),
        refunds=(refund("f1", "old", 100), refund("f2", "new", 100)),
    )
    past = past_of(bench, document)
    assert (past.first, past.spent_fen) == (BOUGHT, {(BOUGHT, Way(1)): 700})
    assert past.refunds == [(BACK, BOUGHT, Way(1), 100)]


def test_reading_the_years_can_be_cancelled_when_today_is_known_already(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, month, day) for month in (1, 2, 3) for day in range(1, 11)]
    bench.load(ledger(*(purchase(str(day), day, 100) for day in days)))
    monkeypatch.setattr(figures, "REPORT_EVERY", 20)
    asked: list[int] = []

    def refuse(done: int, _total: int) -> bool:
        asked.append(done)
        return False

    with bench.uow() as uow:
        figures.standing_on(uow, TODAY)
        figures.standing_on(uow, TODAY, refuse)
        assert asked == []
        with pytest.raises(Cancelled):
            read_past(uow, TODAY, refuse)
    assert asked == [20]
