"""The plan page as its user meets it: propose, accept, pay, fail, skip, and what is in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from huanqing.application.plan_models import StaleReason, StepState
from huanqing.domain.planning.errors import PlanRuleError
from huanqing.domain.planning.plan import Objective
from huanqing.ui.plan.shown import ShownKind
from huanqing.ui.plan.view import PlanPage
from ui.fake_plans import (
    CMB,
    ICBC,
    accepted_plan,
    blocked_inputs,
    make_channel,
    make_inputs,
    make_problem,
    quick_plan,
)
from ui.fake_service import TODAY, FakeLedgerService
from ui.lone_page import PageStage, shown_texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from huanqing.application.plan_models import PlanInputs
    from huanqing.domain.derivation import Derivation
    from huanqing.domain.planning.problem import Problem

JULY_9 = date(2026, 7, 9)


def late_problem() -> Problem:
    """Cards that move ¥4,000 a day cannot pay the bill of 12 July in time."""
    return replace(make_problem(), channels=(make_channel(ICBC, 300000), make_channel(CMB, 100000)))


def inputs_with(problem: Problem) -> PlanInputs:
    return replace(make_inputs(), problem=problem, questions=())


def nothing_owed() -> PlanInputs:
    problem = replace(make_problem(), obligations=())
    return replace(make_inputs(), problem=problem, obligations=(), questions=())


def show(stage: PageStage, service: FakeLedgerService) -> PlanPage:
    return stage.show(PlanPage, service, (1024, 700))


def states(page: PlanPage) -> list[str]:
    model = page.checklist.model
    return [str(model.index(row, 4).data()) for row in range(model.rowCount())]


def test_a_proposal_says_until_when_one_may_wait_and_that_it_is_the_best(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    texts = shown_texts(page)
    assert {"Start paying by 9 July", "On time"} <= texts
    assert "2 days of slack; 7 payments from 9 July to 10 August" in texts
    assert "Proven: no other plan is better." in texts
    assert states(page) == ["proposed"] * 7


def test_a_plan_that_is_not_proven_is_marked_as_such(
    stage: PageStage, service: FakeLedgerService
) -> None:
    problem = make_problem()
    answer = quick_plan(problem)
    worth = answer.plan.objective
    bound = Objective(worth.late, worth.inside_buffer, worth.fees, worth.payments, worth.timing + 1)
    service.plans.answers[problem] = replace(answer, plan=replace(answer.plan, bound=bound))
    page = show(stage, service)
    assert "Best found, not proven (4 of 5 tiers proven)." in shown_texts(page)


def test_propose_accept_pay_and_undo(stage: PageStage, service: FakeLedgerService) -> None:
    # GIVEN a proposal
    page = show(stage, service)
    assert page.accept_button.isEnabled()
    # WHEN it is accepted
    page.accept_button.click()
    stage.settle()
    # THEN its payments can be ticked off
    assert states(page) == ["open"] * 7
    assert not page.accept_button.isVisible()
    note = "2 days of slack; 0 of 7 payments done; next: Thu 9 July, ¥5,000.00 from ICBC 1234"
    assert note in shown_texts(page)
    # WHEN the first is paid
    page.checklist.bar.paid.click()
    stage.settle()
    # THEN it is booked through its card, and the next one is chosen
    assert service.plans.paid == [(1, 500000, TODAY)]
    assert states(page)[:2] == ["paid", "open"]
    chosen = page.checklist.chosen
    assert chosen is not None
    assert chosen.step.number == 2
    # WHEN that is taken back
    service.undo()
    page.mark_stale()
    stage.settle()
    # THEN it is open again
    assert states(page)[:2] == ["open", "open"]


def test_the_amount_and_the_day_of_a_payment_are_its_users_to_say(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.checklist.bar.amount.set_amount(123400)
    page.checklist.bar.day.set_day(date(2026, 7, 6))
    page.checklist.bar.paid.click()
    stage.settle()
    assert service.plans.paid == [(1, 123400, date(2026, 7, 6))]
    assert states(page)[0] == "partly paid, ¥3,766.00 left"
    # The rest of it is offered next.
    assert page.checklist.bar.amount.amount_fen == 376600


def test_no_payment_is_booked_without_amount_or_day(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.checklist.bar.amount.set_amount(None)
    page.checklist.bar.paid.click()
    page.checklist.bar.amount.set_amount(100)
    page.checklist.bar.day.set_day(None)
    page.checklist.bar.paid.click()
    stage.settle()
    assert service.plans.paid == []


def test_a_failed_payment_is_noted_and_the_rest_is_planned_at_once(
    stage: PageStage, service: FakeLedgerService
) -> None:
    # GIVEN a plan that is followed
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    before = len(service.plans.solved)
    # WHEN its first payment fails, and the ledger then has less to move
    closed = replace(make_channel(ICBC, 1000000), unavailable=frozenset({JULY_9}))
    failed = replace(make_problem(), channels=(closed, make_channel(CMB, 100000)))
    service.plans.ledger_inputs = inputs_with(failed)
    page.checklist.bar.failed.click()
    stage.settle()
    # THEN the new plan is shown beside the accepted one, which stays until it is replaced
    assert service.plans.marked == [(1, StepState.FAILED)]
    assert len(service.plans.solved) == before + 1
    assert page.shown is not None
    assert page.shown.kind is ShownKind.PROPOSED
    assert page.difference.isVisible()
    assert page.stale.keep.isVisible()
    assert "This is a new plan. The accepted one stays until you accept this." in shown_texts(page)
    # WHEN the old plan is kept
    page.stale.keep.click()
    # THEN it is shown as out of date, with its failed payment
    assert states(page)[0] == "failed"
    text = "The accepted plan is out of date: a payment failed."
    assert text in shown_texts(page)
    # WHEN it is planned again and accepted
    page.stale.again.click()
    stage.settle()
    page.accept_button.click()
    stage.settle()
    # THEN that plan is followed
    assert page.view_model.accepted is not None
    assert page.view_model.accepted.problem == failed
    assert not page.stale.isVisible()


def test_skip_and_take_back(stage: PageStage, service: FakeLedgerService) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.checklist.bar.skip.click()
    stage.settle()
    assert states(page)[:2] == ["skipped", "open"]
    page.checklist.choose(1)
    assert not page.checklist.bar.paid.isEnabled()
    page.checklist.bar.take_back.click()
    stage.settle()
    assert states(page)[0] == "open"
    assert service.plans.marked == [(1, StepState.SKIPPED), (1, StepState.OPEN)]


def test_the_checklist_is_worked_by_keyboard_alone(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    table = page.checklist.table
    QTest.keyClick(table, Qt.Key.Key_Space)
    stage.settle()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    stage.settle()
    assert states(page)[:3] == ["paid", "open", "skipped"]


def test_a_booked_repayment_can_be_opened(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.checklist.bar.paid.click()
    stage.settle()
    page.checklist.choose(1)
    with qtbot.waitSignal(page.entry_requested) as opened:
        page.checklist.bar.repayment.click()
    assert opened.args == ["repayment", "r1"]


def test_all_paid_is_said(stage: PageStage, service: FakeLedgerService) -> None:
    plan = accepted_plan()
    steps = tuple(replace(step, state=StepState.PAID) for step in plan.steps)
    service.plans.kept = replace(plan, steps=steps)
    service.plans.ledger_inputs = nothing_owed()
    page = show(stage, service)
    assert {"All paid", "The plan of 7 July is done."} <= shown_texts(page)


def test_nothing_to_pay_is_said(stage: PageStage, service: FakeLedgerService) -> None:
    service.plans.ledger_inputs = nothing_owed()
    page = show(stage, service)
    assert {"Nothing to pay", "No bill is due up to 20 August."} <= shown_texts(page)
    for part in (page.calendar, page.checklist, page.rivals, page.accept_button):
        assert not part.isVisible()


def test_an_empty_ledger_leads_to_the_import(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.ledger_inputs = nothing_owed()
    service.all_statements = []
    page = show(stage, service)
    assert "No bill yet" in shown_texts(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.button.click()
    assert asked.args == ["import"]


def test_what_is_unknown_is_asked_first_and_each_question_leads_to_its_place(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.ledger_inputs = blocked_inputs()
    page = show(stage, service)
    texts = shown_texts(page)
    assert "Please answer first" in texts
    assert "How much can ICBC 1234 move in one payment and on one day?" in texts
    assert not page.calendar.isVisible()
    asked = []
    for button in page.questions.buttons:
        with qtbot.waitSignal(page.page_requested) as signal:
            button.click()
        asked += signal.args
    assert asked == ["settings/cards", "settings/money"]
    assert service.plans.solved == []


def test_the_window_opens_the_section_that_a_question_asks_for(
    qtbot: QtBot, service: FakeLedgerService, open_window: object
) -> None:
    service.plans.ledger_inputs = blocked_inputs()
    window = open_window(service)  # type: ignore[operator]
    window.show_page("plan")
    qtbot.waitUntil(lambda: window.context.runner.is_idle)
    window.pages["plan"].questions.buttons[1].click()
    assert window.stack.current_key == "settings"
    assert (
        window.pages["settings"].choices.tabText(window.pages["settings"].choices.currentIndex())
        == "Money"
    )


def test_a_question_that_blocks_nothing_stands_beside_the_plan(
    stage: PageStage, service: FakeLedgerService
) -> None:
    inputs = replace(make_inputs(), stale_balances=("salary account",))
    service.plans.ledger_inputs = inputs
    page = show(stage, service)
    texts = shown_texts(page)
    assert any("微信零钱" in text and "does without it" in text for text in texts)
    assert "The balance of salary account is from an earlier month." in texts
    assert page.calendar.isVisible()


def test_a_late_plan_says_what_binds_and_what_mends_it(
    stage: PageStage, service: FakeLedgerService
) -> None:
    service.plans.ledger_inputs = inputs_with(late_problem())
    page = show(stage, service)
    texts = shown_texts(page)
    assert "Late: 1 bill cannot be paid in time" in texts
    assert (
        "From 7 July to 12 July your cards can move at most ¥22,543.21, ¥24,999.99 is due: "
        "¥2,456.78 short."
    ) in texts
    assert "ICBC 1234: limit per day, from 7 July to 12 July at most ¥5,000.00" in texts
    assert (
        "Putting ¥2,456.78 into salary account by 7 July, or raising the daily limit of "
        "ICBC 1234 to ¥15,000.00, or one more card on salary account with ¥8,000.00 a day "
        "mends it."
    ) in texts
    assert "Being late costs ¥1.23." in texts


def test_stale_reasons_are_listed(stage: PageStage, service: FakeLedgerService) -> None:
    reasons = (StaleReason.DEBTS_CHANGED, StaleReason.PAID_OUTSIDE)
    service.plans.kept = replace(accepted_plan(), stale=reasons)
    page = show(stage, service)
    words = "what you owe has changed, something was paid beside the plan"
    assert f"The accepted plan is out of date: {words}." in shown_texts(page)
    page.stale.again.click()
    assert page.shown is not None
    assert page.shown.kind is ShownKind.PROPOSED


def test_a_followed_plan_can_be_left(stage: PageStage, service: FakeLedgerService) -> None:
    service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.actions_of_page.end.trigger()
    stage.settle()
    assert service.plans.kept is None
    assert states(page) == ["proposed"] * 7


def test_ways_of_paying_are_compared(stage: PageStage, service: FakeLedgerService) -> None:
    page = show(stage, service)
    model = page.rivals.model
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(3)]
    assert rows == [
        ["This plan", "¥0.00", "none"],
        ["Everything on the due day", "¥0.00", "2, over by ¥8,456.78"],
        ["As early as possible", "¥0.00", "none"],
    ]


def test_a_search_can_be_stopped_and_begun_again(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.gate = Event()
    page = show_unsettled(stage, service)
    qtbot.waitUntil(lambda: service.plans.begun == 1)
    qtbot.waitUntil(page.solving_bar.isVisible)
    assert page.solving_bar.text.text() == "Looking for the best plan: paying in time (1 of 5)"
    page.solving_bar.cancel_button.click()
    qtbot.waitUntil(page.solving_bar.again_button.isVisible)
    assert service.plans.cancelled == 1
    assert page.solving_bar.text.text() == "Planning was stopped."
    service.plans.gate.set()
    page.solving_bar.again_button.click()
    stage.settle()
    assert not page.solving_bar.isVisible()
    assert "Start paying by 9 July" in shown_texts(page)


def show_unsettled(stage: PageStage, service: FakeLedgerService) -> PlanPage:
    """Show the page without waiting for its plan."""
    settle, stage.settle = stage.settle, lambda: None  # type: ignore[method-assign]
    try:
        return show(stage, service)
    finally:
        stage.settle = settle  # type: ignore[method-assign]


def test_the_window_lives_while_a_plan_is_searched_for(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    # GIVEN a search that does not end
    service.plans.gate = Event()
    page = show_unsettled(stage, service)
    qtbot.waitUntil(lambda: page.view_model.solving.is_running)
    # WHEN the ledger is asked something meanwhile, THEN it answers
    answers: list[int] = []
    page._context.runner.submit(page, lambda _progress: 1, answers.append, lambda _error: None)
    qtbot.waitUntil(lambda: answers == [1])
    assert page.view_model.solving.is_running
    service.plans.gate.set()
    stage.settle()


def test_leaving_the_page_ends_the_search_and_coming_back_begins_it(
    stage: PageStage, service: FakeLedgerService, qtbot: QtBot
) -> None:
    service.plans.gate = Event()
    page = show_unsettled(stage, service)
    qtbot.waitUntil(lambda: service.plans.begun == 1)
    page.hide()
    stage.settle()
    assert service.plans.cancelled == 1
    service.plans.gate.set()
    page.show()
    stage.settle()
    assert "Start paying by 9 July" in shown_texts(page)


def test_a_plan_that_breaks_a_rule_is_not_shown(
    stage: PageStage, service: FakeLedgerService
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PlanRuleError("per day", ICBC, 2, 1)

    service.plans.solve = refuse  # type: ignore[method-assign, assignment]
    page = show(stage, service)
    assert "The plan that was found breaks a rule, so it is not shown." in shown_texts(page)
    assert page.shown is None


def test_an_unchanged_ledger_is_not_solved_twice(
    stage: PageStage, service: FakeLedgerService
) -> None:
    page = show(stage, service)
    page.mark_stale()
    stage.settle()
    assert len(service.plans.solved) == 1


@pytest.mark.parametrize("is_accepted", [True, False])
def test_hidden_amounts_leave_no_digit_of_money(
    stage: PageStage,
    service: FakeLedgerService,
    is_accepted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    from ui.walk import MONEY, widgets_in, words_of  # noqa: PLC0415 - only here

    problem = late_problem()
    service.plans.ledger_inputs = inputs_with(problem)
    if is_accepted:
        service.plans.kept = accepted_plan()
    page = show(stage, service)
    page.actions_of_page.what_if.trigger()
    if page.why.buttons:
        page.why.buttons[1].click()
    stage.settle()

    def leaks() -> set[str]:
        found = {word for each in widgets_in(page) for word in words_of(each)}
        model = page.calendar.model
        found |= {model.text_of(model.index(row, day)) for row in range(4) for day in range(45)}
        found |= {
            str(model.headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole))
            for row in range(4)
        }
        return {word for word in found if MONEY.search(word)}

    assert len(leaks()) > 10
    stage.formatter.set_hide_amounts(hide=True)
    stage.settle()
    assert leaks() == set()


def test_every_control_has_a_name(stage: PageStage, service: FakeLedgerService) -> None:
    from ui.walk import controls_in, named  # noqa: PLC0415 - only here

    service.plans.ledger_inputs = inputs_with(late_problem())
    page = show(stage, service)
    page.actions_of_page.what_if.trigger()
    stage.settle()
    controls = controls_in(page)
    assert len(controls) > 20
    nameless = {named(each) for each in controls if not each.accessibleName().strip()}
    assert {each for each in nameless if "QLabel" not in each} == set()
    assert all(label.text() for label in page.findChildren(QLabel) if label.isVisible())
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    assert all(button.text() for button in buttons)


def test_amounts_of_the_plan_can_be_asked_why(stage: PageStage, service: FakeLedgerService) -> None:
    service.plans.ledger_inputs = inputs_with(late_problem())
    page = show(stage, service)
    calendar = page.calendar.table
    asked: list[Derivation] = []
    page.why_requested.connect(asked.append)
    # Each amount of the calendar is the sum of what it is derived from.
    model = page.calendar.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            amount = model.cell_at(model.index(row, column)).amount_fen
            if amount is not None:
                calendar.choose(row, column)
                QTest.keyClick(calendar, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
                assert asked[-1].amount_fen == amount
                assert asked[-1].is_whole
    assert len(asked) > 10
    QTest.keyClick(page.checklist.table, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert asked[-1].amount_fen == page.checklist.chosen.step.payment.amount_fen  # type: ignore[union-attr]
    QTest.keyClick(page.headline.cost, Qt.Key.Key_Return)
    assert asked[-1].amount_fen == 123
