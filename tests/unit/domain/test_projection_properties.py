"""What is assumed to be paid when due is what repayments of those days would pay."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.credit_account import (
    AccountRule,
    Billing,
    CreditAccount,
    DayChange,
    LimitKind,
    LimitPart,
    OnStatementDay,
)
from huanqing.domain.credit_limit import EntriesByDay, figures_at
from huanqing.domain.day_figures import DayFigures
from huanqing.domain.entries import (
    EditedLine,
    Entry,
    Purchase,
    Refund,
    Repayment,
    entry_sort_key,
)
from huanqing.domain.money import Remainder
from huanqing.domain.projection import Forecast, project
from huanqing.domain.replay import Replay

TODAY = date(2026, 3, 14)
UNTIL = TODAY + timedelta(days=400)


@st.composite
def rules(draw: st.DrawFn) -> tuple[AccountRule, ...]:
    starts = {date(2020, 1, 1)} | draw(
        st.sets(st.dates(date(2026, 2, 1), date(2026, 9, 1)), max_size=2)
    )
    return tuple(
        AccountRule(
            from_date=start,
            statement_day=draw(st.integers(1, 31)),
            due_days=draw(st.integers(0, 25)),
            due_day=draw(st.none() | st.integers(1, 31)),
            on_statement_day=draw(st.sampled_from(OnStatementDay)),
            day_change=draw(st.sampled_from(DayChange)),
            remainder=draw(st.sampled_from(Remainder)),
            fees_occupy_limit=draw(st.booleans()),
            late_rate_ppm_per_day=draw(st.sampled_from((0, 700))),
            recovery_lag_days=draw(st.integers(0, 4)),
        )
        for start in sorted(starts)
    )


@st.composite
def purchases(draw: st.DrawFn, number: int) -> list[Entry]:
    day = TODAY - timedelta(days=draw(st.integers(-60, 0)))
    amount, periods = draw(st.integers(100, 90_000)), draw(st.sampled_from((1, 3, 12)))
    edited: tuple[EditedLine, ...] = ()
    if draw(st.booleans()):
        later = day + timedelta(days=draw(st.integers(20, 200)))
        edited = (EditedLine(period=periods, fee_fen=7, statement_date=later),)
    name = f"p{number}"
    found: list[Entry] = [
        Purchase(
            id=name,
            day=day,
            amount_fen=amount,
            periods=periods,
            fee_rate_ppm=draw(st.sampled_from((0, 6_000))),
            free_periods=draw(st.integers(0, periods)),
            edited_lines=edited,
        )
    ]
    if draw(st.booleans()):
        when = day + timedelta(days=draw(st.integers(0, 120)))
        back = draw(st.integers(1, amount))
        found.append(Refund(id=f"f{number}", purchase_id=name, day=when, amount_fen=back))
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[CreditAccount, list[Entry]]:
    fixed = LimitPart(
        from_date=date(2020, 1, 1), until=None, kind=LimitKind.FIXED, amount_fen=500_000
    )
    account = CreditAccount(
        billing=draw(st.sampled_from(Billing)), rules=draw(rules()), limits=(fixed,)
    )
    entries = [each for n in range(draw(st.integers(1, 5))) for each in draw(purchases(n))]
    return account, sorted(entries, key=entry_sort_key)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_days_ahead_are_those_of_a_punctual_payer(
    case: tuple[CreditAccount, list[Entry]],
) -> None:
    account, entries = case
    forecast = Forecast(account)
    forecast.today = TODAY
    pending = EntriesByDay(entries)
    forecast.apply_all(pending.of(TODAY), TODAY)
    ahead = list(project(forecast, pending, UNTIL))
    assert ahead == _paid_by_hand(account, entries, ahead)


def _paid_by_hand(
    account: CreditAccount, entries: list[Entry], ahead: list[DayFigures]
) -> list[DayFigures]:
    """Return the days of a replay in which each bill is repaid on its due date, in full."""
    replay = Replay(account)
    pending = EntriesByDay(entries)
    replay.apply_all(pending.of(TODAY), TODAY)
    _repay_what_is_due(replay)
    found = []
    for figures in ahead:
        replay.apply_all(pending.of(figures.day), replay.day + ONE_DAY)
        _repay_what_is_due(replay)
        found.append(figures_at(replay, figures.causes))
    return found


def _repay_what_is_due(replay: Replay) -> None:
    for each in replay.open_statements():
        if each.due_date == replay.day and each.left_fen:
            repayment = Repayment(
                id=f"r{each.statement_date}", day=replay.day, amount_fen=each.left_fen
            )
            replay.apply(repayment)
