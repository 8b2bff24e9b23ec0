"""When an alert is raised, how urgent it is, what it is called, and that its sums are whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from huanqing.application.alert_cash import CashCourse, CashMove
from huanqing.application.alert_evidence import AlertFacts
from huanqing.application.alert_limit_rules import derive_available
from huanqing.application.alert_models import (
    Alert,
    AlertKind,
    AlertMark,
    AlertSettings,
    MarkState,
    Urgency,
)
from huanqing.application.alert_plan_rules import plan_alerts
from huanqing.application.alert_rules import alerts_of, sorted_by_marks
from huanqing.application.plan_models import AcceptedPlan, PlanStep, StaleReason, StepState
from huanqing.application.plan_repayments import PlanAnswer
from huanqing.domain.credit_account import CreditAccount, Freeze, LimitKind, LimitPart
from huanqing.domain.credit_limit import Cause, DayFigures
from huanqing.domain.derivation import Derivation, Figure, Question, Why
from huanqing.domain.planning.explanation import Explanation
from huanqing.domain.planning.plan import LateObligation, Objective, Payment, Plan
from huanqing.domain.planning.problem import Platform, Problem
from huanqing.domain.statement import StatementFigures
from huanqing.domain.trial import BillToPay

TODAY = date(2026, 7, 5)
OFF = AlertSettings(
    due_leads=(),
    slack_days=None,
    floor_fen=None,
    pressure_fen=0,
    temporary_lead_days=None,
    unreconciled_after_days=None,
)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def statement(due: date, left: int = 50_000, total: int | None = None) -> StatementFigures:
    whole = left if total is None else total
    return StatementFigures(due - timedelta(days=9), due, whole, 0, 0, whole - left, ())


def raised(settings: AlertSettings = OFF, **more: object) -> tuple[Alert, ...]:
    facts = AlertFacts(today=TODAY, settings=settings, account=CreditAccount())
    found = alerts_of(replace(facts, **more))  # type: ignore[arg-type]  # fields of the facts
    for each in found:
        for why in (each.why, each.left_why):
            assert not isinstance(why, Derivation) or why.is_whole, each
        if isinstance(each.why, Derivation):
            assert each.why.amount_fen == each.amount_fen
    return found


def only(settings: AlertSettings = OFF, **more: object) -> Alert:
    [found] = raised(settings, **more)
    return found


# Bills.


@pytest.mark.parametrize(
    ("days", "lead", "urgency"),
    [
        (7, 7, Urgency.SOON),
        (4, 7, Urgency.SOON),
        (3, 3, Urgency.SOON),
        (1, 1, Urgency.URGENT),
        (0, 0, Urgency.URGENT),
    ],
)
def test_a_bill_is_told_of_by_the_lead_it_has_come_to(
    days: int, lead: int, urgency: Urgency
) -> None:
    bill = statement(after(days))
    found = only(replace(OFF, due_leads=(7, 3, 1, 0)), statements=(bill,))
    assert found == Alert(
        key=f"due_soon/{bill.statement_date}/{lead}",
        kind=AlertKind.DUE_SOON,
        urgency=urgency,
        day=bill.due_date,
        amount_fen=50_000,
        count=days,
        subject=bill.statement_date.isoformat(),
        page=f"statements/{bill.statement_date}",
        why=Question(figure=Figure.STATEMENT_LEFT, day=bill.statement_date),
    )


@pytest.mark.parametrize(
    ("leads", "bill"),
    [
        ((7, 3, 1, 0), statement(after(8))),
        ((7, 3, 1, 0), statement(after(3), left=0, total=50_000)),
        ((), statement(after(0))),
        ((1, 0), statement(after(2))),
    ],
)
def test_a_bill_that_is_paid_or_far_is_not_told_of(
    leads: tuple[int, ...], bill: StatementFigures
) -> None:
    assert raised(replace(OFF, due_leads=leads), statements=(bill,)) == ()


def test_what_is_overdue_is_one_alert_and_another_with_the_next_bill() -> None:
    first, second = statement(after(-40), 10_000), statement(after(-9), 20_000)
    found = only(statements=(first, second))
    assert (found.kind, found.urgency) == (AlertKind.OVERDUE, Urgency.URGENT)
    assert (found.amount_fen, found.count, found.day) == (30_000, 2, first.due_date)
    assert found.why == Question(figure=Figure.OVERDUE, day=TODAY)
    assert found.key != only(statements=(first,)).key


def test_a_statement_asks_to_be_reconciled_for_two_cycles() -> None:
    settings = replace(OFF, unreconciled_after_days=3)

    def out(age: int) -> StatementFigures:
        return statement(after(9 - age), left=0, total=70_000)

    found = [each.day for each in raised(settings, statements=tuple(map(out, (2, 3, 62, 63))))]
    assert found == [after(-62), after(-3)]
    locked = frozenset({after(-3), after(-62)})
    assert raised(settings, statements=(out(3), out(62)), locked=locked) == ()
    told = only(settings, statements=(out(3),))
    assert (told.urgency, told.amount_fen) == (Urgency.QUIET, 70_000)
    assert told.why == Question(figure=Figure.STATEMENT_TOTAL, day=after(-3))
    assert raised(OFF, statements=(out(3),)) == ()


def bill(days: int, amount: int) -> BillToPay:
    return BillToPay(after(days - 9), after(days), amount)


def test_a_week_in_which_much_falls_due_is_told_of_with_its_bills() -> None:
    bills = (bill(37, 40_000), bill(10, 300_000), bill(14, 200_000), bill(17, 90_000))
    found = only(replace(OFF, pressure_fen=500_000), bills=bills)
    assert (found.day, found.until, found.amount_fen) == (after(10), after(14), 500_000)
    assert found.key == f"pressure/{after(10)}"
    assert found.urgency is Urgency.QUIET
    assert isinstance(found.why, Derivation)
    assert [term.amount_fen for term in found.why.terms] == [300_000, 200_000]
    assert raised(replace(OFF, pressure_fen=500_001), bills=bills) == ()


def test_pressure_is_three_fifths_of_a_months_income_unless_told() -> None:
    settings = replace(OFF, pressure_fen=None)
    bills = (bill(10, 60_000),)
    assert only(settings, bills=bills, monthly_income_fen=100_000).amount_fen == 60_000
    assert raised(settings, bills=bills, monthly_income_fen=100_002) == ()
    assert raised(settings, bills=bills) == ()
    assert raised(replace(OFF, pressure_fen=0), bills=bills, monthly_income_fen=1) == ()


def test_pressure_is_silent_where_every_bill_is_told_of_as_due_soon() -> None:
    settings = replace(OFF, pressure_fen=1, due_leads=(7,))
    assert raised(settings, bills=(bill(7, 60_000),)) == ()
    assert only(settings, bills=(bill(7, 60_000), bill(8, 1))).amount_fen == 60_001


def test_bills_that_are_overdue_or_far_are_no_pressure_ahead() -> None:
    settings = replace(OFF, pressure_fen=1)
    assert raised(settings, bills=(bill(-1, 60_000), bill(46, 60_000))) == ()


def test_the_ledger_answers_for_a_bill_that_stands_as_it_is() -> None:
    stands = statement(after(10), 300_000)
    bills = (BillToPay(stands.statement_date, stands.due_date, 300_000), bill(12, 5))
    found = only(replace(OFF, pressure_fen=1), bills=bills, statements=(stands,))
    assert isinstance(found.why, Derivation)
    asked = Question(figure=Figure.STATEMENT_LEFT, day=stands.statement_date)
    assert [term.question for term in found.why.terms] == [asked, None]


# The limit.


def day_of(days: int, available: int | None, *causes: Cause) -> DayFigures:
    total = None if available is None else 2_000_000
    used = 2_000_000 - (available or 0)
    return DayFigures(after(days), total, used, available, is_frozen=False, causes=causes)


def temporary(until: date, amount: int = 500_000) -> LimitPart:
    return LimitPart(from_date=after(-30), until=until, kind=LimitKind.TEMPORARY, amount_fen=amount)


DAYS = (
    day_of(0, 300_000),
    day_of(1, 350_000, Cause("refund", 50_000, "f1")),
    day_of(2, -150_000, Cause("temporary_limit", -500_000, after(-30).isoformat())),
)


def test_a_temporary_limits_end_says_what_is_available_after_it() -> None:
    settings = replace(OFF, temporary_lead_days=3)
    account = CreditAccount(limits=(temporary(after(1)), temporary(after(9), 7)))
    found = only(settings, account=account, days=DAYS)
    assert (found.key, found.day) == (f"temporary_ends/{after(1)}", after(1))
    assert (found.amount_fen, found.left_fen) == (500_000, -150_000)
    assert found.urgency is Urgency.SOON
    assert found.left_why is not None
    assert found.left_why.amount_fen == -150_000
    assert [term.amount_fen for term in found.left_why.terms] == [300_000, 50_000, -500_000]
    assert raised(replace(settings, temporary_lead_days=0), account=account, days=DAYS) == ()
    assert raised(OFF, account=account, days=DAYS) == ()


def test_what_a_temporary_limit_leaves_is_unknown_where_the_limit_is() -> None:
    account = CreditAccount(limits=(temporary(after(1)),))
    days = (day_of(0, None), day_of(1, None), day_of(2, None))
    found = only(replace(OFF, temporary_lead_days=3), account=account, days=days)
    assert (found.left_fen, found.left_why) == (None, None)


def test_the_first_day_below_the_floor_is_told_of_and_derived_from_today() -> None:
    found = only(replace(OFF, floor_fen=200_000), days=DAYS)
    assert (found.day, found.amount_fen, found.count) == (after(2), -150_000, 2)
    assert isinstance(found.why, Derivation)
    assert found.why.terms[0].question == Question(figure=Figure.AVAILABLE, day=TODAY)
    assert raised(replace(OFF, floor_fen=-150_000), days=DAYS) == ()


def test_being_below_the_floor_is_the_same_alert_on_every_day_of_it() -> None:
    settings = replace(OFF, floor_fen=400_000)
    past = (day_of(-3, 100_000), day_of(-2, 500_000), day_of(-1, 399_999))
    found = only(settings, days=DAYS, past=past)
    assert found.key == f"below_floor/{after(-1)}"
    assert found.why == Question(figure=Figure.AVAILABLE, day=TODAY)
    assert found.amount_fen == 300_000


def test_an_unknown_limit_is_below_no_floor() -> None:
    assert raised(replace(OFF, floor_fen=1), days=(day_of(0, None), day_of(1, None))) == ()


def test_a_freeze_that_holds_is_told_of() -> None:
    freezes = (
        Freeze(from_date=after(-2), until=None, reason="风控"),
        Freeze(from_date=after(-9), until=after(-1)),
        Freeze(from_date=after(1), until=after(3)),
    )
    found = only(account=CreditAccount(freezes=freezes))
    assert (found.kind, found.key) == (AlertKind.FROZEN, f"frozen/{after(-2)}")
    assert (found.until, found.subject, found.amount_fen) == (None, "风控", None)


def test_a_day_ahead_is_derived_only_where_it_is_known() -> None:
    assert derive_available(DAYS, after(3)) is None
    assert derive_available((), after(1)) is None


# Cash.


def course(*moves: tuple[int, int], balance: int = 100_000, reserve: int = 0) -> CashCourse:
    made = tuple(CashMove(after(days), fen, Why.FLOW, "房租") for days, fen in moves)
    return CashCourse("工资卡", balance, reserve, made)


@pytest.mark.parametrize(
    ("cash", "days", "missing"),
    [
        (course((2, -100_001)), 2, 1),
        (course((2, -100_000), reserve=1), 2, 1),
        (course((5, -150_000), (4, 20_000)), 5, 30_000),
        (course(balance=-1), 0, 1),
        (course((9, -200_000), (9, 50_000)), 9, 50_000),
    ],
)
def test_cash_is_short_on_the_first_day_below_the_reserve(
    cash: CashCourse, days: int, missing: int
) -> None:
    found = only(cash=(cash,))
    assert (found.day, found.amount_fen, found.count) == (after(days), missing, days)
    assert found.key == f"cash_short/工资卡/{after(days)}"
    assert found.urgency is (Urgency.URGENT if days <= 3 else Urgency.SOON)


def test_cash_that_is_spent_and_comes_on_one_day_is_not_short() -> None:
    assert raised(cash=(course((2, -150_000), (2, 60_000)),)) == ()


# The plan.


def plan(
    latest: date | None,
    *steps: tuple[int, StepState, int],
    late: tuple[LateObligation, ...] = (),
    stale: tuple[StaleReason, ...] = (),
) -> AcceptedPlan:
    payments = tuple(Payment(after(days), "ICBC", 100_000, ()) for days, _, _ in steps)
    problem = Problem(
        today=after(-10),
        horizon_end=after(30),
        platform=Platform(daily_cap_fen=None, min_payment_fen=0),
        obligations=(),
        funding=(),
        channels=(),
    )
    worth = Objective(0, 0, 0, 0, 0)
    answer = PlanAnswer(Plan(payments, worth, worth, late), Explanation(latest, None, None, ()))
    made = tuple(
        PlanStep(number, payment, state, paid)
        for number, (payment, (_, state, paid)) in enumerate(
            zip(payments, steps, strict=True), start=1
        )
    )
    return AcceptedPlan(1, after(-10), "2026-06-25T09:00:00+08:00", problem, answer, made, stale)


OPEN = (4, StepState.OPEN, 0)


@pytest.mark.parametrize(
    ("slack", "band", "urgency"),
    [
        (2, "soon", Urgency.SOON),
        (0, "now", Urgency.URGENT),
        (-1, "over", Urgency.URGENT),
    ],
)
def test_a_plan_with_little_slack_is_in_danger(slack: int, band: str, urgency: Urgency) -> None:
    followed = plan(after(slack), OPEN, (5, StepState.PARTLY, 30_000))
    found = only(replace(OFF, slack_days=3), plan=followed)
    assert found.key == f"plan_in_danger/2026-06-25T09:00:00+08:00/{band}"
    assert (found.count, found.urgency, found.amount_fen) == (slack, urgency, 170_000)


@pytest.mark.parametrize(
    "followed",
    [
        plan(after(3), OPEN),
        plan(None, OPEN),
        plan(after(1), (-1, StepState.PAID, 100_000), OPEN),
        plan(after(1), (-1, StepState.PAID, 100_000)),
    ],
    ids=["enough slack", "unknown", "begun and on course", "all paid"],
)
def test_a_plan_is_not_in_danger(followed: AcceptedPlan) -> None:
    assert raised(replace(OFF, slack_days=3), plan=followed) == ()


def test_a_plan_that_was_begun_and_then_missed_is_in_danger_again() -> None:
    followed = plan(after(1), (-3, StepState.PAID, 100_000), (-1, StepState.MISSED, 0), OPEN)
    assert only(replace(OFF, slack_days=3), plan=followed).kind is AlertKind.PLAN_IN_DANGER


def test_a_plan_that_is_late_whatever_is_done_says_how_much() -> None:
    late = (LateObligation("2026-07 bill", 70_000, None, 35), LateObligation("b", 1, None, 0))
    found = only(replace(OFF, slack_days=3), plan=plan(after(9), OPEN, late=late))
    assert (found.subject, found.amount_fen, found.urgency) == ("late", 70_001, Urgency.URGENT)


def test_a_stale_plan_is_told_of_until_its_reasons_are_others() -> None:
    reasons = (StaleReason.DEBTS_CHANGED, StaleReason.STEP_MISSED)
    found = only(plan=plan(after(9), OPEN, stale=reasons))
    assert found.kind is AlertKind.PLAN_STALE
    assert found.subject == "debts_changed,step_missed"
    assert found.key != only(plan=plan(after(9), OPEN, stale=reasons[:1])).key
    assert list(plan_alerts(plan(after(9), stale=reasons), TODAY, None)) == []


# The list.


def test_the_most_urgent_come_first() -> None:
    settings = replace(OFF, due_leads=(7, 1), unreconciled_after_days=3)
    bills = (statement(after(1)), statement(after(5)), statement(after(-9)))
    found = raised(settings, statements=bills, cash=(course((9, -200_000)),))
    assert [each.kind for each in found] == [
        AlertKind.OVERDUE,
        AlertKind.DUE_SOON,
        AlertKind.CASH_SHORT,
        AlertKind.DUE_SOON,
        AlertKind.UNRECONCILED,
        AlertKind.UNRECONCILED,
        AlertKind.UNRECONCILED,
    ]


def due(days: int) -> tuple[Alert, ...]:
    return raised(replace(OFF, due_leads=(7, 3, 1, 0)), statements=(statement(after(days)),))


def due_on(today_after: int) -> tuple[Alert, ...]:
    """The alert of the bill due in seven days, so many days later."""
    facts = AlertFacts(
        today=after(today_after),
        settings=replace(OFF, due_leads=(7, 3, 1, 0)),
        account=CreditAccount(),
        statements=(statement(after(7)),),
    )
    return alerts_of(facts)


def test_done_at_one_lead_comes_back_at_the_next() -> None:
    [early] = due_on(0)
    marks = (AlertMark(early.key, MarkState.DONE),)
    assert sorted_by_marks(due_on(3), marks, after(3)).done
    later = sorted_by_marks(due_on(4), marks, after(4))
    assert [each.count for each in later.open] == [3]


def test_a_snooze_holds_up_to_and_including_its_day_whatever_the_lead() -> None:
    [early] = due_on(0)
    marks = (AlertMark(early.key, MarkState.SNOOZED, after(5)),)
    for days in (0, 4, 5):
        found = sorted_by_marks(due_on(days), marks, after(days))
        assert [until for _, until in found.snoozed] == [after(5)]
        assert not found.open
    assert sorted_by_marks(due_on(6), marks, after(6)).open


def test_a_snooze_of_one_bill_is_none_of_another() -> None:
    marks = (AlertMark(due(7)[0].key, MarkState.SNOOZED, after(9)),)
    other = raised(replace(OFF, due_leads=(7,)), statements=(statement(after(5)),))
    assert sorted_by_marks(other, marks, TODAY).open == other
