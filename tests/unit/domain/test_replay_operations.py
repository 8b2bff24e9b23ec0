"""What each entry does to the debts and the limit, on small cases worked out by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from huanqing.domain.credit_account import CreditAccount, DayChange, Freeze, SettlementFee
from huanqing.domain.credit_limit import figures_at, limit_history
from huanqing.domain.entries import (
    Adjustment,
    Allocation,
    AllocationTarget,
    EarlySettlement,
    Entry,
    Refund,
    StatementInstalment,
)
from huanqing.domain.errors import (
    AllocationError,
    RefundExceedsPurchaseError,
    RepaymentExceedsDebtError,
    StatementInstalmentError,
    UnknownPurchaseError,
)
from huanqing.domain.replay import Replay
from unit.domain.builders import (
    account,
    all_statements,
    buy,
    day,
    fixed,
    history,
    pay,
    replayed,
    rule,
    statement_of,
    temporary,
)

# ¥900 in three: 300 and 5.40 each, statements of 3 June, July and August, due on the 12th.
THREE = buy("p1", "05-10", 90_000, periods=3, fee_rate_ppm=6000)


def refund(name: str, when: str, amount_fen: int, purchase: str = "p1") -> Refund:
    return Refund(id=name, purchase_id=purchase, day=day(when), amount_fen=amount_fen)


def adjust(name: str, when: str, amount_fen: int) -> Adjustment:
    return Adjustment(id=name, day=day(when), amount_fen=amount_fen)


def settle(when: str, purchase: str = "p1", **fields: Any) -> EarlySettlement:
    return EarlySettlement(id="e1", day=day(when), purchase_id=purchase, **fields)


def convert(when: str, amount_fen: int, statement: str = "06-03", **fields: Any) -> Entry:
    return StatementInstalment(
        id="c1",
        day=day(when),
        statement_date=day(statement),
        amount_fen=amount_fen,
        **{"periods": 3, **fields},
    )


def principal(amount_fen: int, period: int, purchase: str = "p1") -> Allocation:
    return Allocation(
        target=AllocationTarget.PRINCIPAL,
        amount_fen=amount_fen,
        purchase_id=purchase,
        period=period,
    )


def left(replay: Replay) -> list[int]:
    return [each.left_fen for each in replay.open_statements()]


def used(of: CreditAccount, *entries: Entry, until: str) -> int:
    return figures_at(replayed(of, *entries, until=until)).used_fen


# Repayments in the default order


def test_a_repayment_pays_the_earliest_due_fee_then_principal() -> None:
    replay = Replay(account())
    told: list[tuple[str, Allocation]] = []
    replay.on_allocation = lambda payer, allocation: told.append((payer.id, allocation))
    replay.apply(THREE)
    replay.apply(pay("r1", "06-05", 31_000))

    # 540 + 30000 of June, the last 460 into July's fee.
    assert [
        (payer, each.target.value, each.amount_fen, str(each.statement_date), each.period)
        for payer, each in told
    ] == [
        ("r1", "fee", 540, "2026-06-03", 1),
        ("r1", "principal", 30_000, "2026-06-03", 1),
        ("r1", "fee", 460, "2026-07-03", 2),
    ]
    assert left(replay) == [30_080, 30_540]


def test_lines_of_one_statement_are_paid_by_their_purchases_times_then_ids() -> None:
    replay = replayed(
        account(),
        buy("p3", "05-10", 100, time="09:00:00"),
        buy("p2", "05-10", 100, time="08:00:00"),
        adjust("p0", "05-11", 100),
        buy("p1", "05-10", 100, time="09:00:00"),
        pay("r1", "05-12", 250),
    )
    found = [(each.purchase_id, each.left_fen) for each in replay.open_statements()[0].instalments]
    assert found == [("p2", 0), ("p1", 0), ("p3", 50), ("p0", 100)]


def test_a_repayment_above_everything_owed_is_refused_with_the_figures() -> None:
    replay = replayed(account(), THREE)
    with pytest.raises(RepaymentExceedsDebtError) as refusal:
        replay.apply(pay("r1", "06-05", 91_621))
    error = refusal.value
    assert (error.repayment, error.day) == ("r1", day("06-05"))
    assert (error.amount_fen, error.owed_fen, error.excess_fen) == (91_621, 91_620, 1)
    replay.apply(pay("r2", "06-05", 91_620))
    assert replay.owed_fen == 0


def test_a_repayment_that_may_exceed_the_ledger_pays_unknown_debts_with_the_rest() -> None:
    replay = replayed(account(), buy("p1", "05-10", 100))
    told: list[Allocation] = []
    replay.on_allocation = lambda _payer, allocation: told.append(allocation)
    replay.apply(pay("r1", "05-11", 150, may_exceed_ledger=True))
    assert [(each.target.value, each.amount_fen) for each in told] == [
        ("principal", 100),
        ("unknown_debt", 50),
    ]
    assert replay.owed_fen == 0
    replay.on_allocation = None
    replay.apply(pay("r2", "05-12", 150, may_exceed_ledger=True))
    assert replay.owed_fen == 0


def test_the_default_allocations_are_told_without_paying() -> None:
    replay = replayed(account(), THREE)
    before = replay.dump()
    found = replay.default_allocations(1000)
    assert [(each.target.value, each.amount_fen) for each in found] == [
        ("fee", 540),
        ("principal", 460),
    ]
    assert replay.dump() == before
    with pytest.raises(RepaymentExceedsDebtError):
        replay.default_allocations(91_621)


# Repayments as the user said


def test_explicit_allocations_go_where_the_user_said() -> None:
    late = account(rule(late_rate_ppm_per_day=500))
    # Two days late: 30540 x 0.05 % = 15.27, 15 a day.
    replay = replayed(late, THREE, until="06-14")
    told = (
        principal(10_000, 3),
        Allocation(target=AllocationTarget.FEE, amount_fen=540, purchase_id="p1", period=2),
        Allocation(target=AllocationTarget.PENALTY, amount_fen=20, statement_date=day("06-03")),
        Allocation(target=AllocationTarget.UNKNOWN_DEBT, amount_fen=7),
    )
    heard: list[Allocation] = []
    replay.on_allocation = lambda _payer, allocation: heard.append(allocation)
    replay.apply(pay("r1", "06-14", 10_567, allocations=told))

    assert left(replay) == [30_540 + 30 - 20, 30_000, 20_540]
    assert [(each.target.value, each.amount_fen) for each in heard] == [
        ("principal", 10_000),
        ("fee", 540),
        ("penalty", 20),
        ("unknown_debt", 7),
    ]


@pytest.mark.parametrize(
    "told",
    [
        (principal(999, 1),),  # less than the repayment
        (principal(1001, 1),),  # more than the repayment
        (principal(1000, 9),),  # no such period
        (principal(2000, 1), principal(-1000, 2)),  # takes back what was paid
        (Allocation(target=AllocationTarget.PENALTY, amount_fen=1000),),
        (
            Allocation(  # a statement without a penalty
                target=AllocationTarget.PENALTY, amount_fen=1000, statement_date=day("06-03")
            ),
        ),
        (
            Allocation(  # above the fee
                target=AllocationTarget.FEE, amount_fen=1000, purchase_id="p1", period=1
            ),
        ),
    ],
)
def test_explicit_allocations_that_do_not_fit_are_refused(told: tuple[Allocation, ...]) -> None:
    replay = replayed(account(), THREE)
    with pytest.raises(AllocationError) as refusal:
        replay.apply(pay("r1", "06-05", 1000, allocations=told))
    assert refusal.value.repayment == "r1"
    assert refusal.value.reason


def test_explicit_allocations_to_an_unknown_purchase_are_refused() -> None:
    replay = replayed(account(), THREE)
    for name in ("p7", None):
        told = Allocation(target=AllocationTarget.FEE, amount_fen=1, purchase_id=name, period=1)
        with pytest.raises(UnknownPurchaseError) as refusal:
            replay.apply(pay("r1", "06-05", 1, allocations=(told,)))
        assert (refusal.value.entry, refusal.value.purchase) == ("r1", name or "")


# Refunds


def test_a_refund_takes_unpaid_principal_from_the_last_period_backwards() -> None:
    replay = replayed(account(), THREE, refund("f1", "05-20", 45_000))
    # The third period goes, half of the second stays; fees are 540 x 45000 / 90000 = 270.
    found = [(each.principal_fen, each.fee_fen) for each in replay.open_statements()]
    assert found == [(30_000, 270), (15_000, 270), (0, 270)]
    assert replay.unpaid_of_purchase("p1") == 45_810


def test_what_a_refund_leaves_pays_what_is_due_first_then_is_paid_out() -> None:
    # GIVEN p1 all paid but its last 10000, and 5000 of p2 due later
    own = (buy("p1", "05-10", 30_000, periods=3), buy("p2", "06-10", 5_000))
    replay = replayed(account(), *own, pay("r1", "06-11", 20_000))
    assert left(replay) == [5_000, 10_000]  # July: only p2; August: p1's third period

    # WHEN 28000 of p1 come back: 10000 of its own, then 5000 of p2
    told: list[Allocation] = []
    replay.on_allocation = lambda _payer, allocation: told.append(allocation)
    replay.apply(refund("f1", "06-12", 28_000))

    # THEN the other 13000 are paid out: nothing is owed, nothing below zero
    assert replay.owed_fen == 0
    assert [(each.purchase_id, each.amount_fen) for each in told] == [("p2", 5_000)]


def test_paid_fees_are_not_returned() -> None:
    replay = replayed(account(), THREE, pay("r1", "05-11", 740), refund("f1", "05-12", 90_000))
    # 540 of fee and 200 of principal were paid: the refund leaves 200 of surplus, nothing owed.
    fees = [each.fee_fen for each in replay.open_statements()]
    assert fees == [540, 0, 0]
    assert replay.owed_fen == 0


def test_refunds_above_the_purchase_are_refused_with_the_figures() -> None:
    replay = replayed(account(), THREE, refund("f1", "05-20", 60_000))
    with pytest.raises(RefundExceedsPurchaseError) as refusal:
        replay.apply(refund("f2", "05-21", 30_001))
    error = refusal.value
    assert (error.refund, error.purchase) == ("f2", "p1")
    assert (error.amount_fen, error.left_fen) == (30_001, 30_000)


def test_a_refund_of_a_purchase_long_paid_pays_other_debts() -> None:
    # GIVEN p1 paid and its statement closed
    replay = replayed(
        account(), buy("p1", "04-10", 100), pay("r1", "05-04", 100), buy("p2", "05-10", 500)
    )
    assert replay.unpaid_of_purchase("p1") == 0
    assert [each.left_fen for each in replay.take_closed()] == [0]
    assert replay.take_closed() == []

    replay.apply(refund("f1", "05-20", 80))

    assert replay.unpaid_of_purchase("p2") == 420


# Adjustments


def test_a_positive_adjustment_is_a_debt_due_like_a_purchase_of_the_day() -> None:
    replay = replayed(account(), adjust("a1", "06-02", 77))
    assert (replay.owed_fen, statement_of(replay, "06-03").total_fen) == (77, 77)


def test_a_negative_adjustment_pays_and_is_refused_above_what_is_owed() -> None:
    replay = replayed(account(), THREE, adjust("a1", "06-05", -30_540))
    assert left(replay) == [30_540, 30_540]
    with pytest.raises(RepaymentExceedsDebtError) as refusal:
        replay.apply(adjust("a2", "06-05", -61_081))
    assert (refusal.value.amount_fen, refusal.value.owed_fen) == (61_081, 61_080)


# Early settlement


@pytest.mark.parametrize(
    ("setting", "when", "owed_fen"),
    [
        (SettlementFee.ALL_DUE, "06-15", 90_000 + 3 * 540),
        (SettlementFee.WAIVED, "06-15", 90_000 + 540),  # June is billed: its fee stays
        (SettlementFee.SAME_DAY, "06-15", 90_000 + 3 * 540),  # not the same day
        (SettlementFee.SAME_DAY, "05-10", 90_000),
        (SettlementFee.CURRENT_PERIOD, "06-15", 90_000 + 2 * 540),
        (SettlementFee.CURRENT_PERIOD, "05-10", 90_000 + 540),
    ],
)
def test_early_settlement_ends_the_fees_as_the_setting_says(
    setting: SettlementFee, when: str, owed_fen: int
) -> None:
    by_account = replayed(account(rule(settlement_fee=setting)), THREE, settle(when))
    assert by_account.owed_fen == owed_fen
    by_override = replayed(account(), THREE, settle(when, fee_rule=setting))
    assert by_override.owed_fen == owed_fen


def test_an_early_settlement_may_name_the_fee_that_is_still_charged() -> None:
    operation = settle("06-15", fee_fen=100, fee_rule=SettlementFee.WAIVED)
    replay = replayed(account(), THREE, operation)
    assert [each.fee_fen for each in replay.open_statements()] == [540, 100, 0]


def test_early_settlement_does_not_return_a_paid_fee() -> None:
    replay = replayed(account(), THREE, pay("r1", "06-14", 30_540 + 500), settle("06-15"))
    assert left(replay) == [30_040, 30_540]
    replay.apply(settle("06-15", fee_rule=SettlementFee.WAIVED))
    # 500 of July's 540 are paid: the unpaid 40 go, August's 540 too.
    assert left(replay) == [30_000, 30_000]


def test_early_settlement_of_a_purchase_that_is_gone_changes_nothing() -> None:
    replay = replayed(account(), THREE)
    before = replay.dump()
    replay.apply(settle("05-10", purchase="p9"))
    assert replay.dump() == before


def test_a_fee_that_early_settlement_left_scales_once_with_refunds() -> None:
    # 45000 of 90000 kept: 270 a period; settled with all due; 22500 kept: 540 / 4 = 135.
    entries = (THREE, refund("f1", "05-20", 45_000), settle("05-21"))
    replay = replayed(account(), *entries, refund("f2", "05-22", 22_500))
    assert [each.fee_fen for each in replay.open_statements()] == [135, 135, 135]


def test_a_fee_that_early_settlement_named_scales_with_refunds() -> None:
    entries = (THREE, settle("05-21", fee_fen=100), refund("f1", "05-22", 45_000))
    replay = replayed(account(), *entries)
    assert [each.fee_fen for each in replay.open_statements()] == [50, 0, 0]


# Statement instalments

UNSPLIT = (
    buy("p1", "05-10", 10_000),
    buy("p2", "05-11", 20_000),
    buy("p3", "05-12", 3),
)


def test_a_statement_instalment_takes_exact_proportional_shares_and_opens_new_lines() -> None:
    operation = convert("06-03", 15_001, fee_rate_ppm=6000)
    replay = replayed(account(), *UNSPLIT, operation)

    # Of 15001: 4999.83, 9999.67, 1.49995: the two fen over go to the first two.
    june = statement_of(replay, "06-03")
    assert [each.principal_fen for each in june.instalments] == [5_000, 10_000, 2]
    new = [
        (str(each.statement_date), each.principal_fen, each.fee_fen)
        for each in replay.open_statements()[1:]
    ]
    assert new == [
        ("2026-07-03", 5_000, 90),
        ("2026-08-03", 5_000, 90),
        ("2026-09-03", 5_001, 90),
    ]
    assert replay.owed_fen == 30_003 + 270
    assert replay.unpaid_of_purchase("c1") == 15_001 + 270


@pytest.mark.parametrize(
    ("when", "amount_fen"),
    [("06-03", 10_000), ("06-12", 10_000), ("06-05", 30_003)],
    ids=["on the statement date, the least", "on the due date", "everything"],
)
def test_a_statement_instalment_is_allowed_up_to_its_edges(when: str, amount_fen: int) -> None:
    replay = replayed(account(), *UNSPLIT, convert(when, amount_fen))
    assert statement_of(replay, "06-03").left_fen == 30_003 - amount_fen
    assert replay.owed_fen == 30_003


@pytest.mark.parametrize(
    ("when", "amount_fen", "statement", "allowed_fen"),
    [
        ("06-02", 10_000, "06-03", 0),
        ("06-13", 10_000, "06-03", 0),
        ("06-05", 10_000, "06-04", 0),
        ("06-05", 9_999, "06-03", 30_003),
        ("06-05", 30_004, "06-03", 30_003),
    ],
    ids=["not yet issued", "after the due date", "no such statement", "too little", "too much"],
)
def test_a_statement_instalment_that_is_not_allowed_is_refused(
    when: str, amount_fen: int, statement: str, allowed_fen: int
) -> None:
    replay = replayed(account(), *UNSPLIT)
    with pytest.raises(StatementInstalmentError) as refusal:
        replay.apply(convert(when, amount_fen, statement))
    assert (refusal.value.operation, refusal.value.allowed_fen) == ("c1", allowed_fen)
    assert refusal.value.reason
    assert replay.owed_fen == 30_003


def test_only_a_share_of_the_unpaid_unsplit_principal_may_be_converted() -> None:
    # 30003 - 10001 paid (p1 all, 1 of p2) = 20002; p4 is split; 90 % of 20002 is 18001.8.
    old_rule = account(rule(conversion_share_ppm=900_000))
    split = buy("p4", "05-13", 60_000, periods=3)
    replay = replayed(old_rule, *UNSPLIT, split, pay("r1", "06-04", 10_001))
    with pytest.raises(StatementInstalmentError) as refusal:
        replay.apply(convert("06-05", 18_002))
    assert refusal.value.allowed_fen == 18_001
    replay.apply(convert("06-05", 18_001))
    lines = statement_of(replay, "06-03").instalments
    # 18001 of 19999 and 3: 17 998.3 and 2.7 (less than a fen over goes to p3).
    assert [(each.purchase_id, each.left_fen) for each in lines] == [
        ("p1", 0),
        ("p2", 19_999 - 17_998),
        ("p3", 0),
        ("p4", 20_000),
    ]


def test_a_statement_that_is_out_and_closed_is_not_opened_by_a_statement_instalment() -> None:
    # GIVEN June's bill due on 12 July, July's bill out on the 3rd and paid
    slow = account(rule(due_days=39))
    july = buy("p9", "06-10", 500)
    told = principal(500, 1, "p9")
    paid = pay("r1", "07-04", 500, allocations=(told,))
    replay = replayed(slow, *UNSPLIT, july, paid, convert("07-05", 30_003), until="07-06")

    dates = [each.statement_date for each in all_statements(replay, [])]

    assert len(dates) == len(set(dates))
    assert dates[2:] == [day("08-03"), day("09-03"), day("10-03")]


# Penalties


def test_a_penalty_runs_from_the_day_after_the_due_date_by_each_days_rule() -> None:
    late = account(rule(late_rate_ppm_per_day=500), rule("2026-06-15", late_rate_ppm_per_day=700))
    bought = buy("p1", "05-10", 100_000)
    # Due 12 June. 13 and 14 June at 0.05 % are 50 each, from the 15th 0.07 % are 70 each.
    penalties = [
        replayed(late, bought, until=until).unpaid_penalty_fen
        for until in ("06-12", "06-13", "06-14", "06-15", "06-17")
    ]
    assert penalties == [0, 50, 100, 170, 310]


def test_asking_day_by_day_charges_the_same_as_asking_once() -> None:
    late = account(rule(late_rate_ppm_per_day=500), rule("2026-06-15", late_rate_ppm_per_day=700))
    replay = replayed(late, buy("p1", "05-10", 100_000))
    for number in range(10, 18):
        replay.advance(day(f"06-{number}"))
    replay.advance(day("06-01"))  # a day that is over charges nothing
    assert (replay.day, replay.unpaid_penalty_fen) == (day("06-17"), 310)


def test_a_penalty_is_at_least_a_fen_a_day_and_rounds_half_up() -> None:
    late = account(rule(late_rate_ppm_per_day=500))
    # 1 fen x 0.05 % rounds to 0: 1 a day; 3000 x 0.05 % is 1.5: 2 a day.
    tiny, half = buy("p1", "05-10", 1), buy("p1", "05-10", 3_000)
    assert replayed(late, tiny, until="06-16").unpaid_penalty_fen == 4
    assert replayed(late, half, until="06-16").unpaid_penalty_fen == 8


def test_a_penalty_does_not_compound_and_stops_when_the_lines_are_paid() -> None:
    late = account(rule(late_rate_ppm_per_day=10_000))
    bought = buy("p1", "05-10", 10_000)
    # 1 % of 10000 is 100 a day, never 1 % of 10100.
    assert replayed(late, bought, until="06-22").unpaid_penalty_fen == 1000
    told = principal(10_000, 1)
    paid = pay("r1", "06-22", 10_000, allocations=(told,))
    replay = replayed(late, bought, paid, until="07-31")
    assert (replay.unpaid_penalty_fen, replay.owed_fen) == (1000, 1000)


def test_each_overdue_statement_bears_its_own_penalty_and_a_zero_rate_none() -> None:
    late = account(rule(late_rate_ppm_per_day=500))
    # On 14 July: June's 30540 for 32 days at 15.27 = 15; July's 30540 for 2 days at 15.
    replay = replayed(late, THREE, until="07-14")
    assert [each.penalty_fen for each in replay.open_statements()] == [32 * 15, 2 * 15, 0]
    assert replayed(account(), THREE, until="07-14").unpaid_penalty_fen == 0


# The limit


def test_fees_occupy_the_limit_where_the_rule_says() -> None:
    assert used(account(), THREE, until="05-10") == 91_620
    assert used(account(rule(fees_occupy_limit=False)), THREE, until="05-10") == 90_000


@pytest.mark.parametrize(("occupies", "fee"), [(True, 540), (False, 0)])
def test_a_repayment_frees_the_limit_after_the_recovery_lag(occupies: bool, fee: int) -> None:  # noqa: FBT001
    of = account(rule(recovery_lag_days=3, fees_occupy_limit=occupies))
    paid = (THREE, pay("r1", "06-05", 30_540))
    before = 90_000 + 3 * fee
    freed = 60_000 + 2 * fee
    steps = [used(of, *paid, until=until) for until in ("06-04", "06-05", "06-07", "06-08")]
    assert steps == [before, before, before, freed]


def test_a_refund_lags_too_an_adjustment_does_not() -> None:
    of = account(rule(recovery_lag_days=3, fees_occupy_limit=False))
    refunded = (THREE, refund("f1", "06-05", 90_000))
    assert [used(of, *refunded, until=u) for u in ("06-07", "06-08")] == [90_000, 0]
    adjusted = (THREE, adjust("a1", "06-05", -30_540))
    assert used(of, *adjusted, until="06-05") == 60_000


def test_a_refund_that_is_all_paid_out_holds_nothing_back() -> None:
    of = account(rule(recovery_lag_days=3))
    bought = buy("p1", "05-10", 100)
    replay = replayed(of, bought, pay("r1", "05-11", 100), refund("f1", "05-20", 100))
    assert figures_at(replay).used_fen == 0
    assert replay.dump()["lagging"] == []


def test_a_held_back_limit_survives_a_checkpoint() -> None:
    of = account(rule(recovery_lag_days=3))
    replay = replayed(of, THREE, pay("r1", "06-05", 30_540))
    again = Replay.restore(of, json.loads(json.dumps(replay.dump())))
    assert again.used_fen() == 91_620
    again.advance(day("06-08"))
    assert again.used_fen() == 61_080


def test_a_checkpoint_of_an_earlier_version_gives_the_limit_back_without_a_name() -> None:
    of = account(rule(recovery_lag_days=3))
    dumped = json.loads(json.dumps(replayed(of, THREE, pay("r1", "06-05", 30_540)).dump()))
    assert dumped["lagging"] == [["2026-06-08", 30_000, 540, "r1"]]
    dumped["lagging"] = [each[:3] for each in dumped["lagging"]]
    days = list(limit_history(Replay.restore(of, dumped), iter(()), day("06-08"), day("06-08")))
    assert [(each.kind, each.amount_fen, each.ref) for each in days[0].causes] == [
        ("recovery", 30_540, "2026-06-08")
    ]


def test_a_frozen_day_is_marked_and_keeps_its_figures() -> None:
    freeze = Freeze(from_date=day("06-05"), until=day("06-06"), reason="overdue")
    of = account(freezes=(freeze,))
    days = history(of, THREE, first="06-04", until="06-07")
    assert [each.is_frozen for each in days] == [False, True, True, False]
    assert {each.available_fen for each in days} == {1_000_000 - 91_620}
    assert [(cause.kind, cause.amount_fen) for each in days for cause in each.causes] == [
        ("freeze", 0),
        ("unfreeze", 0),
    ]


def test_an_unknown_limit_leaves_available_unknown_until_it_is_known() -> None:
    of = account(limits=(fixed(50_000, "2026-05-12"),))
    days = history(of, THREE, first="05-11", until="05-12")
    assert (days[0].total_fen, days[0].used_fen, days[0].available_fen) == (None, 91_620, None)
    assert days[1].available_fen == 50_000 - 91_620
    assert [(each.kind, each.amount_fen) for each in days[1].causes] == [("limit_known", 50_000)]


def test_every_step_of_the_limit_has_its_cause() -> None:
    of = account(
        rule(late_rate_ppm_per_day=500, recovery_lag_days=1),
        limits=(
            fixed(1_000_000),
            fixed(900_000, "2026-06-08"),
            temporary(5_000, "06-08", "06-09"),
        ),
    )
    days = history(
        of,
        *UNSPLIT,
        adjust("a1", "06-04", 700),
        convert("06-05", 10_000, fee_rate_ppm=6000),
        settle("06-06", "c1", fee_rule=SettlementFee.WAIVED),
        pay("r1", "06-07", 10_003),
        refund("f1", "06-09", 600, "p2"),
        first="06-03",
        until="06-13",
    )
    steps = {
        str(each.day)[5:]: [(cause.kind, cause.amount_fen, cause.ref) for cause in each.causes]
        for each in days
        if each.causes
    }
    # 10000 of 30003 moved: 3333 + 6666 + 1 taken, 20003 left in June; the fees are 3 x 60.
    # 10003 repaid leave 10000, the refund takes 600 of p2: 9400 are overdue on the 13th, 4.7.
    assert steps == {
        "06-04": [("adjustment", -700, "a1")],
        "06-05": [("statement_instalment", -180, "c1")],
        "06-06": [("early_settlement", 180, "e1")],
        "06-08": [
            ("temporary_limit", 5_000, "2026-06-08"),
            ("fixed_limit", -100_000, "2026-06-08"),
            ("recovery", 10_003, "r1"),
        ],
        "06-10": [
            ("temporary_limit", -5_000, "2026-06-08"),
            ("recovery", 600, "f1"),
        ],
        "06-13": [("penalty", -5, "2026-06-03")],
    }


def test_purchases_repayments_and_refunds_are_causes_with_their_ids() -> None:
    entries = (THREE, pay("r1", "05-10", 540), refund("f1", "05-10", 30_000))
    causes = history(account(), *entries, first="05-10", until="05-10")[0].causes
    # Refunds apply first: 30000 and the fees 1620 x 2/3 = 1080.
    assert [(each.kind, each.amount_fen, each.ref) for each in causes] == [
        ("purchase", -91_620, "p1"),
        ("refund", 30_540, "f1"),
        ("repayment", 540, "r1"),
    ]


# Checkpoints


def test_a_checkpoint_that_holds_no_numbers_is_refused() -> None:
    dumped = json.loads(json.dumps(replayed(account(), THREE).dump()))
    dumped["lines"][0][5] = "30000"
    with pytest.raises(TypeError):
        Replay.restore(account(), dumped)


def test_two_lines_of_one_purchase_in_one_statement_survive_a_checkpoint_in_order() -> None:
    of = account(rule(), rule("2026-06-10", statement_day=15, day_change=DayChange.SLIP))
    replay = replayed(of, THREE, buy("p0", "06-11", 5), pay("r1", "06-14", 30_640))
    again = Replay.restore(of, json.loads(json.dumps(replay.dump())))
    assert again.open_statements() == replay.open_statements()
    july = statement_of(again, "07-15").instalments
    assert [(each.purchase_id, each.period, each.left_fen) for each in july] == [
        ("p1", 2, 30_440),
        ("p1", 3, 30_540),
        ("p0", 1, 5),
    ]
