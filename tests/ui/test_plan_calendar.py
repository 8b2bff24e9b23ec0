"""The calendar of a plan: figures, marks, words, keyboard, copying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from huanqing.application.plan_auto_debit import debit_label
from huanqing.application.plan_models import FreeTarget, StepState
from huanqing.domain.planning.explanation import (
    BindingLimit,
    Bottleneck,
    EarlierStart,
    Explanation,
    LimitKind,
)
from huanqing.domain.planning.plan import LateObligation
from huanqing.domain.planning.problem import Flow, Platform
from huanqing.ui.formatting import Formatter
from huanqing.ui.plan.calendar import Calendar, Cell, RowKind, calendar_of, worst_state
from huanqing.ui.plan.calendar_model import CLOSED_ROLE, FILL_ROLE, CalendarModel
from huanqing.ui.plan.difference import difference_rows
from huanqing.ui.plan.remedies import bottleneck_text, can_be_tried, limit_text, remedies_text
from huanqing.ui.plan.shown import ShownKind, ShownPlan, accepted_plan, solved_plan
from huanqing.ui.plan.solving import SolvedPlan
from huanqing.ui.plan.view import PlanPage
from huanqing.ui.plan.words import bill_word, headline_of, target_text, weekday_text
from huanqing.ui.table_models.row_model import WHY_ROLE
from ui import fake_plans
from ui.fake_plans import CMB, ICBC, make_channel, make_problem, quick_plan
from ui.fake_service import TODAY, FakeLedgerService
from ui.lone_page import PageStage

JULY_9, JULY_10, JULY_12 = date(2026, 7, 9), date(2026, 7, 10), date(2026, 7, 12)


def proposed(**changes: object) -> ShownPlan:
    problem = replace(make_problem(), **changes)  # type: ignore[arg-type]
    return solved_plan(SolvedPlan(problem, quick_plan(problem)), ShownKind.PROPOSED, TODAY)


def cell(calendar: Calendar, kind: RowKind, subject: str, day: date) -> Cell:
    row = next(each for each in calendar.rows if (each.kind, each.subject) == (kind, subject))
    return row.cells[calendar.days.index(day)]


def test_a_cell_holds_what_a_card_pays_on_a_day_and_how_full_its_limit_is() -> None:
    calendar = calendar_of(proposed())
    full = cell(calendar, RowKind.CHANNEL, ICBC, JULY_10)
    assert (full.amount_fen, full.fill_permille) == (1000000, 1000)
    part = cell(calendar, RowKind.CHANNEL, ICBC, JULY_9)
    assert (part.amount_fen, part.fill_permille) == (745678, 745)
    assert cell(calendar, RowKind.CHANNEL, CMB, JULY_9) == Cell()


def test_what_moved_before_the_plan_counts_against_day_and_month() -> None:
    channel = replace(
        make_channel(ICBC, 1000000),
        per_month_fen=5000000,
        used_today_fen=250000,
        used_this_month_fen=400000,
    )
    calendar = calendar_of(proposed(channels=(channel,)))
    today = cell(calendar, RowKind.CHANNEL, ICBC, TODAY)
    assert (today.amount_fen, today.used_before_fen) == (None, 250000)
    assert today.fill_permille == 250
    row = calendar.rows[0]
    months = {day.month: each.month_fen for day, each in zip(calendar.days, row.cells, strict=True)}
    paid = {
        month: sum(
            step.payment.amount_fen
            for step in proposed(channels=(channel,)).steps
            if step.payment.day.month == month
        )
        for month in (7, 8)
    }
    # The new month begins at nothing.
    assert months == {7: 400000 + paid[7], 8: paid[8]}


def test_the_cash_that_is_left_follows_salary_rent_and_payments() -> None:
    calendar = calendar_of(proposed())
    left = {day: cell(calendar, RowKind.CASH, "salary account", day) for day in calendar.days}
    assert left[TODAY].amount_fen == 2000000
    assert left[JULY_9].amount_fen == 2000000 - 745678
    assert left[JULY_10].amount_fen == 2000000 - 745678 + 1500000 - 1100000
    assert left[JULY_10].flows[0].label == "salary"
    assert left[JULY_10 + timedelta(days=1)].amount_fen is None
    assert left[date(2026, 8, 1)].amount_fen == 2000000 - 1845678 + 1500000 - 450000


def test_salary_and_due_days_are_marked() -> None:
    calendar = calendar_of(proposed())
    assert calendar.incomes == {JULY_10}
    assert calendar.dues == {JULY_12, date(2026, 8, 12)}
    assert cell(calendar, RowKind.DUE, "", JULY_12).amount_fen == 1845678


def test_an_overdue_bill_stands_on_the_first_day() -> None:
    bill = replace(make_problem().obligations[0], due=date(2026, 6, 12))
    calendar = calendar_of(proposed(obligations=(bill,)))
    first = cell(calendar, RowKind.DUE, "", TODAY)
    assert (first.amount_fen, first.is_overdue) == (1845678, True)


def test_all_cards_together_have_a_row_where_the_platform_has_a_limit() -> None:
    platform = Platform(daily_cap_fen=2000000, min_payment_fen=1000)
    calendar = calendar_of(proposed(platform=platform))
    together = cell(calendar, RowKind.PLATFORM, "", JULY_10)
    assert (together.amount_fen, together.fill_permille) == (1100000, 550)
    assert RowKind.PLATFORM not in {row.kind for row in calendar_of(proposed()).rows}


def test_a_failed_payment_takes_neither_cash_nor_limit() -> None:
    plan = fake_plans.accepted_plan()
    steps = tuple(
        replace(step, state=StepState.FAILED) if step.payment.day == JULY_9 else step
        for step in plan.steps
    )
    calendar = calendar_of(accepted_plan(replace(plan, steps=steps), JULY_10))
    failed = cell(calendar, RowKind.CHANNEL, ICBC, JULY_9)
    assert (failed.amount_fen, failed.fill_permille) == (745678, 0)
    assert cell(calendar, RowKind.CASH, "salary account", JULY_9).amount_fen == 2000000
    assert calendar.today_place == 3
    assert worst_state(failed.steps) is StepState.FAILED


def test_a_plan_without_a_limit_per_day_has_no_bar() -> None:
    channel = replace(make_channel(ICBC, 1000000), per_day_fen=None)
    calendar = calendar_of(proposed(channels=(channel,)))
    assert all(each.fill_permille is None for each in calendar.rows[0].cells)


def make_model(formatter: Formatter | None = None) -> CalendarModel:
    model = CalendarModel(formatter or Formatter(), lambda _tone: "#000000")
    model.show_calendar(calendar_of(proposed()), {})
    return model


def test_the_model_keeps_the_rules_of_qt() -> None:
    model = make_model()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.show_calendar(calendar_of(proposed(obligations=())), {})
    assert tester.model() is model
    assert (model.rowCount(), model.columnCount()) == (4, 45)
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_every_cell_can_be_read_aloud() -> None:
    model = make_model()
    said = [
        str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(said)
    assert "CMB 5678, Fri 10 July, money comes in: ¥1,000.00: open" in said[45 + 3]
    assert said[0] == "ICBC 1234, Tue 7 July, today: nothing"
    assert said[3 * 45 + 5].startswith(
        "Bills due, Sun 12 July, a bill is due: bill of 2026-07: ¥18"
    )


def test_the_tooltip_tells_the_limits_of_payment_day_and_month() -> None:
    channel = replace(make_channel(ICBC, 1000000), per_month_fen=5000000, payments_per_day=3)
    model = make_model()
    model.show_calendar(calendar_of(proposed(channels=(channel,))), {})
    tip = str(model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole))
    assert "100 % of the day's limit of ¥10,000.00 used" in tip
    assert "At most ¥5,000.00 a payment" in tip
    assert "of the month's limit of ¥50,000.00 used" in tip
    assert "2 of 3 payments of the day" in tip
    head = str(model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole))
    assert "At most ¥50,000.00 a month" in head


def test_a_day_on_which_a_card_cannot_pay_is_closed() -> None:
    channel = replace(make_channel(ICBC, 1000000), unavailable=frozenset({JULY_9}))
    model = make_model()
    model.show_calendar(calendar_of(proposed(channels=(channel,))), {})
    index = model.index(0, 2)
    assert index.data(CLOSED_ROLE) is True
    assert "this card cannot pay on this day" in model.text_of(index)
    assert index.data(FILL_ROLE) is None


def test_the_calendar_begins_at_today_and_its_first_column_stays(
    stage: PageStage, service: FakeLedgerService
) -> None:
    plan = fake_plans.accepted_plan()
    made = replace(plan.problem, today=date(2026, 6, 20))
    service.plans.kept = replace(plan, problem=made, made_on=made.today)
    page = stage.show(PlanPage, service, (1024, 700))
    table = page.calendar.table
    place = 17
    assert table.horizontalScrollBar().value() == table.horizontalHeader().sectionPosition(place)
    assert table.verticalHeader().isVisible()
    # No row is out of sight: the page scrolls up and down, not the calendar.
    assert table.verticalScrollBar().maximum() == 0


def test_the_keyboard_walks_the_calendar_and_opens_a_payment(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.kept = fake_plans.accepted_plan()
    page = stage.show(PlanPage, service, (1024, 700))
    table = page.calendar.table
    table.setFocus()
    table.choose(0, 0)
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    chosen = page.checklist.chosen
    assert chosen is not None
    assert (chosen.step.payment.channel, chosen.step.payment.day) == (CMB, JULY_10)
    QTest.keyClick(table, Qt.Key.Key_T)
    assert table.currentIndex().column() == 0


def test_a_new_plan_of_the_same_days_keeps_the_place_in_the_calendar(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.kept = fake_plans.accepted_plan()
    page = stage.show(PlanPage, service, (1024, 700))
    table = page.calendar.table
    table.choose(1, 20)
    scrolled = table.horizontalScrollBar().value()
    assert scrolled > 0
    page.checklist.bar.paid.click()
    stage.settle()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 20)
    assert table.horizontalScrollBar().value() == scrolled


def test_copied_cells_are_text_with_days_and_names(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = stage.show(PlanPage, service, (1024, 700))
    table, clipboard = page.calendar.table, QGuiApplication.clipboard()
    table.choose(1, 3)
    table.copy_cells()
    assert clipboard.text().startswith("CMB 5678, Fri 10 July, money comes in: ¥1,000.00")
    table.selectRow(0)
    table.copy_cells()
    head, line = clipboard.text().split("\n")
    assert head.split("\t")[:3] == ["", "2026-07-07", "2026-07-08"]
    assert line.split("\t")[:5] == [ICBC, "", "", "¥7,456.78", "¥10,000.00"]
    stage.formatter.set_hide_amounts(hide=True)
    table.copy_cells()
    assert "7,456" not in clipboard.text()


def bottleneck(*limits: BindingLimit) -> Bottleneck:
    return Bottleneck(JULY_9, JULY_12, 4000000, 3200000, limits, ("b",))


def test_what_binds_is_said_in_words() -> None:
    formatter = Formatter()
    words = bottleneck_text(bottleneck(), formatter)
    assert words == (
        "From 9 July to 12 July your cards can move at most ¥32,000.00, ¥40,000.00 is due: "
        "¥8,000.00 short."
    )
    cash = BindingLimit(LimitKind.CASH, "salary account", JULY_12, JULY_12, 3200000)
    assert "there is money for at most ¥32,000.00" in bottleneck_text(bottleneck(cash), formatter)
    card = BindingLimit(LimitKind.PER_DAY, ICBC, JULY_9, JULY_12, 100)
    assert "12 July you can pay at most" in bottleneck_text(bottleneck(cash, card), formatter)
    assert limit_text(cash, formatter) == (
        "salary account: the money in it, on 12 July at most ¥32,000.00"
    )


@pytest.mark.parametrize("kind", list(LimitKind))
def test_every_limit_has_words(kind: LimitKind) -> None:
    words = limit_text(BindingLimit(kind, ICBC, JULY_9, JULY_12, 100), Formatter())
    assert words.endswith("from 9 July to 12 July at most ¥1.00")


def test_an_earlier_start_is_told_but_cannot_be_tried() -> None:
    remedy = EarlierStart(3)
    words = remedies_text(Explanation(TODAY, 0, bottleneck(), (remedy,)), Formatter())
    assert words == "A start 3 days ago (too late now, but good to know) mends it."
    assert can_be_tried((remedy,)) == []


def test_the_difference_tells_better_from_worse() -> None:
    slow = replace(make_problem(), channels=(make_channel(ICBC, 300000),))
    before, after = make_problem(), slow
    rows = difference_rows((before, quick_plan(before)), (after, quick_plan(after)), Formatter())
    tones = {row.name: row.tone for row in rows}
    assert tones["Late cost"] == tones["Slack, days"] == "bad"
    assert {row.name: row.before for row in rows}["Paid on average"] == "18 July"


def test_a_day_has_its_weekday() -> None:
    assert weekday_text(JULY_9, Formatter()) == "Thu 9 July"


def with_debit() -> ShownPlan:
    """JD takes the August bill by itself on the day before it is due."""
    problem = make_problem()
    flow = Flow(day=date(2026, 8, 11), amount_fen=-654321, label=debit_label(ICBC, "2026-08 bill"))
    account = replace(problem.funding[0], flows=(*problem.funding[0].flows, flow))
    return proposed(funding=(account,), obligations=problem.obligations[:1])


def test_what_jd_takes_by_itself_fills_its_day() -> None:
    calendar = calendar_of(with_debit())
    day = date(2026, 8, 11)
    taken = cell(calendar, RowKind.CHANNEL, ICBC, day)
    assert (taken.amount_fen, taken.fill_permille) == (654321, 654)
    model = make_model()
    model.show_calendar(calendar, {})
    index = model.index(0, calendar.days.index(day))
    assert index.data() == "↻ ¥6,543.21"
    assert "¥6,543.21: JD takes it by itself, from ICBC 1234" in model.text_of(index)
    asked = index.data(WHY_ROLE)
    assert (asked.amount_fen, asked.is_whole) == (654321, True)
    cash = cell(calendar, RowKind.CASH, "salary account", day)
    assert cash.amount_fen == 2000000 - 1845678 + 1500000 - 450000 - 654321
    assert cash.flows == ()


def test_the_headline_tells_what_jd_takes_by_itself() -> None:
    note = headline_of(with_debit(), Formatter()).note
    assert note.endswith("; JD takes ¥6,543.21 by itself, 11 August from ICBC 1234")
    shown = with_debit()
    alone = replace(shown, problem=replace(shown.problem, obligations=()), steps=())
    headline = headline_of(alone, Formatter())
    assert headline.figure == "Nothing to pay by hand"
    assert headline.note == "JD takes ¥6,543.21 by itself, 11 August from ICBC 1234"


def test_a_bill_that_is_paid_by_now_keeps_its_name() -> None:
    formatter = Formatter()
    assert bill_word("2026-07 bill", {}, formatter) == "bill of 2026-07"
    assert bill_word("2026-07-03 bill by 2026-07-20", {}, formatter) == "bill of 2026-07-03"
    assert bill_word("rent", {}, formatter) == "rent"


def test_money_paid_beside_the_plan_is_told() -> None:
    plan = replace(fake_plans.accepted_plan(), unplanned_fen=12300)
    assert (
        "; ¥123.00 paid beside the plan"
        in headline_of(accepted_plan(plan, TODAY), Formatter()).note
    )


def test_the_target_is_met_unless_what_is_due_for_it_is_late() -> None:
    target = FreeTarget(300000, JULY_12)
    plan = quick_plan(make_problem()).plan
    assert target_text(target, plan, Formatter()) == "¥3,000.00 is free by 12 July."
    late = LateObligation("2026-08 bill by 2026-07-12", 1, None, 1)
    missed = replace(plan, late=(late,))
    assert target_text(target, missed, Formatter()) == "¥3,000.00 cannot be free by 12 July."
    shown = proposed()
    answer = replace(shown.answer, plan=missed)
    headline = headline_of(replace(shown, answer=answer), Formatter())
    words = "Every bill is paid in time, but the limit is not free soon enough"
    # The penalty that makes a plan heed the wish is nobody's money.
    assert (headline.state, headline.cost) == (words, "")
