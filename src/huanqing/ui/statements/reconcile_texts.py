"""Compares what JD shows with the ledger, in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.application.read_models import StatementLineRow, StatementRow
from huanqing.domain.derivation import (
    Derivation,
    Figure,
    Question,
    Term,
    Why,
    entry_reference,
)
from huanqing.domain.statement import InstalmentFigures
from huanqing.ui.formatting import DASH
from huanqing.ui.labels import counted
from huanqing.ui.statements.texts import changed_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.statement_models import LineKey, Reconciliation
    from huanqing.ui.formatting import Formatter

PENALTY_KEY: LineKey = ("", 0)
"""The late charges of a statement: ticked like a line, though they are none."""


@dataclass(frozen=True, slots=True)
class ReconcileState:
    """What the panel shows while comparing; ``tone`` is that of the difference."""

    title: str
    stated: str
    ticked: str
    difference: str
    words: str
    tone: str
    unticked: str
    unticked_tone: str
    due_words: str
    lock_words: str
    lock_tone: str
    is_locked: bool
    can_lock: bool
    can_post: bool
    why_ticked: Derivation
    why_unticked: Derivation
    why_stated: Derivation | None
    why_difference: Derivation | None


def key_of(row: StatementLineRow) -> LineKey:
    """Return what names a line while reconciling."""
    return (row.figures.purchase_id, row.figures.period)


def charged_fen(row: StatementLineRow) -> int:
    """Return what a line charges, in fen."""
    return row.figures.principal_fen + row.figures.fee_fen


def rows_of(row: StatementRow, lines: Sequence[StatementLineRow]) -> list[StatementLineRow]:
    """Return the lines to tick: those of the statement, and its late charges."""
    penalty = row.figures.penalty_fen
    if not penalty:
        return list(lines)
    name = QCoreApplication.translate("Reconciling", "Late charges")
    figures = InstalmentFigures(*PENALTY_KEY, 1, penalty, 0, 0)
    late = StatementLineRow(figures, row.figures.due_date, "", name, "penalty")
    return [*lines, late]


def difference_of(value: Reconciliation, rows: Sequence[StatementLineRow]) -> int | None:
    """Return JD's total less what is ticked, in fen; None without JD's total."""
    if value.stated_total_fen is None:
        return None
    ticked = sum(charged_fen(row) for row in rows if key_of(row) in value.ticked)
    return value.stated_total_fen - ticked


def state_of(
    row: StatementRow,
    value: Reconciliation,
    rows: Sequence[StatementLineRow],
    formatter: Formatter,
) -> ReconcileState:
    """Return the panel's texts, and which of its buttons may be pressed."""
    translate = QCoreApplication.translate
    unticked = [each for each in rows if key_of(each) not in value.ticked]
    ticked_fen = sum(charged_fen(each) for each in rows if key_of(each) in value.ticked)
    difference = difference_of(value, rows)
    words, tone = _difference_words(difference)
    stated = value.stated_total_fen
    lock_words, lock_tone = _lock_words(row, value, formatter)
    day = formatter.day(value.statement_date)
    return ReconcileState(
        title=translate("Reconciling", "Reconcile the statement of {0}").format(day),
        stated=DASH if stated is None else formatter.money(stated),
        ticked=formatter.money(ticked_fen),
        difference=DASH if difference is None else formatter.money(difference),
        words=words,
        tone=tone,
        unticked=_unticked_words(unticked, formatter),
        unticked_tone="warning" if unticked and difference == 0 else "",
        due_words=_due_words(row, value, formatter),
        lock_words=lock_words,
        lock_tone=lock_tone,
        is_locked=value.is_locked,
        can_lock=difference == 0 and not value.is_locked,
        can_post=bool(difference) and not unticked and not value.is_locked,
        why_ticked=_sum_of([each for each in rows if key_of(each) in value.ticked]),
        why_unticked=_sum_of(unticked),
        why_stated=None if stated is None else _derived((Why.TYPED, stated)),
        why_difference=None
        if stated is None
        else _derived((Why.TYPED, stated), (Why.LISTED, -ticked_fen)),
    )


def _sum_of(rows: Sequence[StatementLineRow]) -> Derivation:
    """Return what lines charge together."""
    terms = tuple(
        Term(
            why=Why.LINE,
            amount_fen=charged_fen(row),
            day=row.day,
            name=row.description or row.counterparty or row.figures.purchase_id,
            count=row.figures.period,
            of_count=row.figures.periods,
            reference=entry_reference(row.kind, row.figures.purchase_id)
            if row.figures.purchase_id
            else None,
        )
        for row in rows
    )
    amount = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.SHOWN_SUM), amount, terms)


def _derived(*parts: tuple[Why, int]) -> Derivation:
    terms = tuple(Term(why=why, amount_fen=amount) for why, amount in parts)
    amount = sum(term.amount_fen for term in terms)
    return Derivation(Question(figure=Figure.SHOWN_SUM), amount, terms)


def _difference_words(difference_fen: int | None) -> tuple[str, str]:
    translate = QCoreApplication.translate
    if difference_fen is None:
        return translate("Reconciling", "Type the total that JD shows."), ""
    if difference_fen == 0:
        return translate("Reconciling", "It agrees."), "good"
    if difference_fen > 0:
        return translate("Reconciling", "JD shows more than is ticked."), "bad"
    return translate("Reconciling", "JD shows less than is ticked."), "bad"


def _unticked_words(unticked: Sequence[StatementLineRow], formatter: Formatter) -> str:
    translate = QCoreApplication.translate
    if not unticked:
        return translate("Reconciling", "Every line is ticked.")
    return counted(
        len(unticked),
        translate("Reconciling", "Not ticked: {1} line, {0}"),
        translate("Reconciling", "Not ticked: {1} lines, {0}"),
        formatter.money(sum(charged_fen(row) for row in unticked)),
    )


def _due_words(row: StatementRow, value: Reconciliation, formatter: Formatter) -> str:
    due_date = row.figures.due_date
    if value.stated_due_date is None or value.stated_due_date == due_date:
        return ""
    words = QCoreApplication.translate("Reconciling", "The ledger says {0}.")
    return words.format(formatter.day(due_date))


def _lock_words(row: StatementRow, value: Reconciliation, formatter: Formatter) -> tuple[str, str]:
    translate = QCoreApplication.translate
    if not value.is_locked:
        return "", ""
    if row.changed_since_lock:
        return changed_text(row, value, formatter), "warning"
    if not value.done_at:
        return translate("Reconciling", "Reconciled and locked."), "good"
    words = translate("Reconciling", "Reconciled and locked on {0}.")
    return words.format(formatter.moment(value.done_at)), "good"
