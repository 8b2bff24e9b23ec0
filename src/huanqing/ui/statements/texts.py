"""Puts statements, reconciliations and previews into words; the views only show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.domain.derivation import Derivation, Figure, Question
from huanqing.domain.limit_derivation import statement_terms
from huanqing.domain.statement import StatementState
from huanqing.ui.formatting import HIDDEN
from huanqing.ui.labels import STATE_TONES, counted, state_label
from huanqing.ui.table_models.statements import PreviewLine, StatementItem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from huanqing.application.read_models import StatementRow
    from huanqing.application.statement_models import ChangePreview, Reconciliation
    from huanqing.ui.formatting import Formatter

_NEAR_DAYS = 62


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure with its name, and what it can be asked."""

    name: str
    figure: str
    tone: str = ""
    why: Question | Derivation | None = None


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """The header over the lines of a statement."""

    title: str
    due: str
    state: str
    state_tone: str
    mark: str
    mark_tone: str
    figures: tuple[FigureText, ...]


def signed(formatter: Formatter, amount_fen: int) -> str:
    """Return an amount with its sign, nothing for zero while amounts are shown."""
    if formatter.hides_amounts:
        return HIDDEN
    return f"+{formatter.money(amount_fen)}" if amount_fen > 0 else formatter.money(amount_fen)


def countdown(days: int) -> str:
    """Return how far away a day is, in words."""
    translate = QCoreApplication.translate
    if days == 0:
        return translate("Statements", "today")
    if days == 1:
        return translate("Statements", "tomorrow")
    if days < 0:
        return counted(
            -days,
            translate("Statements", "1 day ago"),
            translate("Statements", "{0} days ago"),
        )
    return translate("Statements", "in {0} days").format(days)


def due_text(row: StatementRow, today: date, formatter: Formatter) -> str:
    """Return when a statement is due, with a countdown while it is near and not paid."""
    translate = QCoreApplication.translate
    due_date = row.figures.due_date
    days = (due_date - today).days
    if row.figures.left_fen == 0 or abs(days) > _NEAR_DAYS:
        return translate("Statements", "due {0}").format(formatter.day_of_year(due_date))
    return translate("Statements", "due {0}, {1}").format(
        formatter.day_of_year(due_date), countdown(days)
    )


def item_of(
    row: StatementRow, mark: Reconciliation | None, today: date, formatter: Formatter
) -> StatementItem:
    """Return a statement in the words of the list."""
    figures = row.figures
    words, icon, tone = _mark(row, mark, formatter)
    title = formatter.day(figures.statement_date)
    due = due_text(row, today, formatter)
    left = formatter.money(figures.left_fen)
    totals = _totals(row, formatter)
    left_words = QCoreApplication.translate("Statements", "left {0}").format(left)
    parts = (title, due, state_label(row.state), left_words, totals, words)
    return StatementItem(
        statement_date=figures.statement_date,
        title=title,
        left=left,
        due=due,
        state=state_label(row.state),
        state_tone=STATE_TONES[row.state],
        totals=totals,
        icon=icon,
        icon_tone=tone,
        spoken="; ".join(part for part in parts if part),
    )


def _totals(row: StatementRow, formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    total = formatter.money(row.figures.total_fen)
    if row.figures.paid_fen == 0:
        return translate("Statements", "Total {0}").format(total)
    paid = formatter.money(row.figures.paid_fen)
    return translate("Statements", "Total {0}, paid {1}").format(total, paid)


def _mark(
    row: StatementRow, value: Reconciliation | None, formatter: Formatter
) -> tuple[str, str, str]:
    """Return what was reconciled of a statement: words, icon, tone."""
    translate = QCoreApplication.translate
    if row.is_locked or (value is not None and value.is_locked):
        if row.changed_since_lock:
            return changed_text(row, value, formatter), "warning", "warning"
        return translate("Statements", "Reconciled and locked"), "locked", "good"
    if value is not None and is_begun(value):
        return translate("Statements", "Reconciling was begun"), "reconcile", "muted"
    return "", "", ""


def is_begun(value: Reconciliation) -> bool:
    """Return whether anything was noted of a statement."""
    return bool(value.ticked or value.stated_due_date) or value.stated_total_fen is not None


def _drift_fen(row: StatementRow, value: Reconciliation | None) -> int | None:
    """Return principal and fees less what was agreed on, in fen."""
    if value is None or value.agreed_fen is None:
        return None
    return row.figures.principal_fen + row.figures.fee_fen - value.agreed_fen


def changed_text(row: StatementRow, value: Reconciliation | None, formatter: Formatter) -> str:
    """Return by how much a locked statement changed since."""
    translate = QCoreApplication.translate
    drift = _drift_fen(row, value)
    if value is None or value.agreed_fen is None or not drift:
        return translate("Statements", "Changed since it was locked; the total is the same")
    return translate("Statements", "Changed since it was locked: {0}, was {1}, now {2}").format(
        signed(formatter, drift),
        formatter.money(value.agreed_fen),
        formatter.money(value.agreed_fen + drift),
    )


def detail_of(
    row: StatementRow, value: Reconciliation | None, today: date, formatter: Formatter
) -> StatementDetail:
    """Return the header of a statement."""
    translate = QCoreApplication.translate
    figures = row.figures
    words, _icon, tone = _mark(row, value, formatter)
    money = formatter.money
    left_tone = "bad" if row.state is StatementState.OVERDUE else ""
    amounts = (
        (translate("Statements", "Left"), Figure.STATEMENT_LEFT, figures.left_fen),
        (translate("Statements", "Minimum payment"), Figure.STATEMENT_MINIMUM, row.minimum_fen),
        (translate("Statements", "Total"), Figure.STATEMENT_TOTAL, figures.total_fen),
        (translate("Statements", "Paid"), Figure.STATEMENT_PAID, figures.paid_fen),
        (translate("Statements", "Principal"), Figure.STATEMENT_PRINCIPAL, figures.principal_fen),
        (translate("Statements", "Fees"), Figure.STATEMENT_FEE, figures.fee_fen),
        (translate("Statements", "Late charges"), Figure.STATEMENT_PENALTY, figures.penalty_fen),
    )
    return StatementDetail(
        title=translate("Statements", "Statement of {0}").format(
            formatter.day(figures.statement_date)
        ),
        due=due_text(row, today, formatter),
        state=state_label(row.state),
        state_tone=STATE_TONES[row.state],
        mark=words or translate("Statements", "Not reconciled yet"),
        mark_tone=tone,
        figures=tuple(
            FigureText(
                name,
                money(amount),
                left_tone if figure is Figure.STATEMENT_LEFT else "",
                Question(figure=figure, day=figures.statement_date),
            )
            for name, figure, amount in amounts
        ),
    )


def sums_text(rows: Sequence[StatementRow], formatter: Formatter) -> str:
    """Return how many statements there are, with total, paid and left together."""
    translate = QCoreApplication.translate
    count = counted(
        len(rows),
        translate("Statements", "1 statement"),
        translate("Statements", "{0} statements"),
    )
    return translate("Statements", "{0}: total {1}, paid {2}, left {3}").format(
        count,
        formatter.money(sum(row.figures.total_fen for row in rows)),
        formatter.money(sum(row.figures.paid_fen for row in rows)),
        formatter.money(sum(row.figures.left_fen for row in rows)),
    )


def sum_of_left(rows: Sequence[StatementRow]) -> Derivation:
    """Return what is left of the listed statements, as their sum."""
    terms = tuple(statement_terms([row.figures for row in rows]))
    left = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.SHOWN_SUM), left, terms)


def preview_lines(preview: ChangePreview, formatter: Formatter) -> list[PreviewLine]:
    """Return what is still to be paid of each statement, and the sums, before and after."""
    translate = QCoreApplication.translate
    lines = [
        _preview_line(
            translate("Statements", "Statement of {0}").format(
                formatter.day(change.statement_date)
            ),
            change.left_before_fen,
            change.left_after_fen,
            formatter,
        )
        for change in preview.statements
    ]
    sums = (
        (
            translate("Statements", "Everything owed"),
            preview.owed_before_fen,
            preview.owed_after_fen,
        ),
        (translate("Statements", "All fees"), preview.fees_before_fen, preview.fees_after_fen),
        (
            translate("Statements", "Available limit"),
            preview.available_before_fen,
            preview.available_after_fen,
        ),
    )
    return lines + [_preview_line(*each, formatter) for each in sums]


def _preview_line(
    name: str, before_fen: int | None, after_fen: int | None, formatter: Formatter
) -> PreviewLine:
    if before_fen is None or after_fen is None:
        unknown = QCoreApplication.translate("Statements", "Unknown")
        return PreviewLine(name, before_fen, after_fen, unknown, "muted")
    difference = after_fen - before_fen
    tone = "muted" if difference == 0 and not formatter.hides_amounts else "text"
    return PreviewLine(name, before_fen, after_fen, signed(formatter, difference), tone)
