"""What the user should do next, most urgent first, and where it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.domain.statement import StatementState
from huanqing.lean_tuple import LeanTuple
from huanqing.ui.labels import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from huanqing.application.read_models import Overview
    from huanqing.ui.formatting import Formatter

MOST_STEPS = 5
UNKNOWN_PERIODS = "状态:待定"
_NEAR_DAYS = 7


class NextStep(LeanTuple):
    """A step in words, the words of its button, and the page or the search that it opens."""

    text: str
    action: str
    tone: str = ""
    page: str = ""
    search: str = ""


def next_steps(
    overview: Overview, formatter: Formatter, countdown: Callable[[int], str]
) -> tuple[NextStep, ...]:
    """Return at most five steps, none where there is nothing to do."""
    steps = [
        *_payments(overview, formatter, countdown),
        *_limits(overview, formatter),
        *_questions(overview),
        *_settings(overview),
        *_checks(overview, formatter),
    ]
    return tuple(steps[:MOST_STEPS])


def _payments(
    overview: Overview, formatter: Formatter, countdown: Callable[[int], str]
) -> Iterator[NextStep]:
    translate = QCoreApplication.translate
    action = translate("NextSteps", "Show statements")
    if overview.overdue_count:
        words = counted(
            overview.overdue_count,
            translate("NextSteps", "Pay {0} today: {1} statement is overdue."),
            translate("NextSteps", "Pay {0} today: {1} statements are overdue."),
            formatter.money(overview.overdue_fen),
        )
        yield NextStep(words, action, "bad", page="statements")
    due = overview.next_due
    if due is None or due.state is not StatementState.BILLED:
        return
    days = (due.figures.due_date - overview.today).days
    if days <= _NEAR_DAYS:
        words = translate("NextSteps", "Pay {0} by {1}, {2}.").format(
            formatter.money(due.figures.left_fen),
            formatter.day_of_year(due.figures.due_date),
            countdown(days),
        )
        yield NextStep(words, action, "warning", page="statements")


def _limits(overview: Overview, formatter: Formatter) -> Iterator[NextStep]:
    if not overview.limit.is_frozen:
        return
    yield NextStep(
        freeze_text(overview.freeze_until, formatter),
        QCoreApplication.translate("NextSteps", "Show the freeze"),
        "bad",
        page="settings",
    )


def freeze_text(until: date | None, formatter: Formatter) -> str:
    """Return that the limit is frozen, with its last day where that is known."""
    translate = QCoreApplication.translate
    if until is None:
        return translate("NextSteps", "The limit is frozen.")
    words = translate("NextSteps", "The limit is frozen until {0}.")
    return words.format(formatter.day_of_year(until))


def _questions(overview: Overview) -> Iterator[NextStep]:
    translate = QCoreApplication.translate
    if overview.needs_periods:
        words = counted(
            overview.needs_periods,
            translate("NextSteps", "{0} purchase: say in how many periods it is paid."),
            translate("NextSteps", "{0} purchases: say in how many periods they are paid."),
        )
        yield NextStep(words, translate("NextSteps", "Answer"), search=UNKNOWN_PERIODS)
    if overview.waiting_rows:
        words = counted(
            overview.waiting_rows,
            translate("NextSteps", "{0} imported row waits for your decision."),
            translate("NextSteps", "{0} imported rows wait for your decision."),
        )
        yield NextStep(words, translate("NextSteps", "Decide"), page="import")


def _settings(overview: Overview) -> Iterator[NextStep]:
    translate = QCoreApplication.translate
    if overview.limit.total_fen is None:
        words = translate("NextSteps", "Your credit limit is not known yet.")
        yield NextStep(words, translate("NextSteps", "Enter it"), page="settings")
    elif not overview.is_account_told:
        words = translate("NextSteps", "Statement day and due date are guessed.")
        yield NextStep(words, translate("NextSteps", "Check them"), page="settings")
    if not overview.channel_count:
        words = translate("NextSteps", "No card to repay from is known yet.")
        yield NextStep(words, translate("NextSteps", "Add a card"), page="settings")
    elif overview.unknown_card_limits:
        words = counted(
            overview.unknown_card_limits,
            translate("NextSteps", "{0} card has no limits yet."),
            translate("NextSteps", "{0} cards have no limits yet."),
        )
        yield NextStep(words, translate("NextSteps", "Enter them"), page="settings")


def _checks(overview: Overview, formatter: Formatter) -> Iterator[NextStep]:
    if overview.unreconciled is None:
        return
    translate = QCoreApplication.translate
    words = translate("NextSteps", "Compare the statement of {0} with what JD shows.").format(
        formatter.day_of_year(overview.unreconciled)
    )
    yield NextStep(words, translate("NextSteps", "Reconcile"), page="statements")
