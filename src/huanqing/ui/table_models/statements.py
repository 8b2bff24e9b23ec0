"""The columns of statements, of their lines, and of what an action would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from huanqing.domain.derivation import Derivation, Figure, Question, Term, Why
from huanqing.ui.formatting import DASH
from huanqing.ui.labels import kind_label
from huanqing.ui.table_models.columns import money_column
from huanqing.ui.table_models.row_model import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from huanqing.application.read_models import StatementLineRow
    from huanqing.domain.statement import InstalmentFigures
    from huanqing.ui.formatting import Formatter


@dataclass(frozen=True, slots=True)
class StatementItem:
    """A statement as the list shows it; ``icon`` is empty while it is not reconciled."""

    statement_date: date
    title: str
    left: str
    due: str
    state: str
    state_tone: str
    totals: str
    icon: str
    icon_tone: str
    spoken: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of a preview in fen; None where it is not known."""

    name: str
    before_fen: int | None
    after_fen: int | None
    difference: str
    tone: str


def statement_columns() -> tuple[Column[StatementItem], ...]:
    """Return the one column of the list of statements: everything of one in a sentence."""
    return (
        Column(
            header=QCoreApplication.translate("Columns", "Statement"),
            text=lambda item: item.spoken,
            sort_key=lambda item: item.statement_date.toordinal(),
            stretches=True,
            why=lambda item: Question(figure=Figure.STATEMENT_LEFT, day=item.statement_date),
        ),
    )


def line_columns(formatter: Formatter) -> tuple[Column[StatementLineRow], ...]:
    """Return the purchase, the period and the amounts of a statement's line."""
    translate = QCoreApplication.translate

    def name_of(row: StatementLineRow) -> str:
        return line_name(row, formatter)

    def money(
        header: str, figure: Figure, amount_of: Callable[[InstalmentFigures], int], width: int
    ) -> Column[StatementLineRow]:
        return money_column(
            header,
            formatter,
            lambda row: amount_of(row.figures),
            dashes_zero=True,
            width=width,
            why=lambda row: question_of_line(figure, row),
        )

    return (
        Column(
            header=translate("Columns", "Purchase"),
            text=name_of,
            sort_key=name_of,
            width=120,
            stretches=True,
        ),
        Column(
            header=translate("Columns", "Period"),
            text=_period_of,
            sort_key=lambda row: row.figures.period,
            is_number=True,
            width=64,
        ),
        money(
            translate("Columns", "Principal"),
            Figure.LINE_PRINCIPAL,
            lambda figures: figures.principal_fen,
            92,
        ),
        money(translate("Columns", "Fee"), Figure.LINE_FEE, lambda figures: figures.fee_fen, 76),
        money(translate("Columns", "Left"), Figure.LINE_LEFT, lambda figures: figures.left_fen, 92),
        Column(
            header=translate("Columns", "Bought on"),
            text=lambda row: formatter.day(row.day),
            sort_key=lambda row: row.day.toordinal(),
            width=108,
        ),
    )


def tick_columns(
    formatter: Formatter, amount_of: Callable[[StatementLineRow], int]
) -> tuple[Column[StatementLineRow], ...]:
    """Return the columns of reconciling: a tick, the purchase, what is charged, and when."""
    translate = QCoreApplication.translate

    def name_of(row: StatementLineRow) -> str:
        return line_name(row, formatter)

    return (
        Column(
            header=translate("Columns", "At JD"),
            text=lambda _row: "",
            sort_key=lambda _row: 0,
            width=64,
        ),
        Column(
            header=translate("Columns", "Purchase"),
            text=name_of,
            sort_key=name_of,
            width=120,
            stretches=True,
        ),
        Column(
            header=translate("Columns", "Period"),
            text=_period_of,
            sort_key=lambda row: row.figures.period,
            is_number=True,
            width=64,
        ),
        money_column(
            translate("Columns", "Amount"), formatter, amount_of, width=100, why=charge_of_line
        ),
        Column(
            header=translate("Columns", "Bought on"),
            text=lambda row: formatter.day(row.day),
            sort_key=lambda row: row.day.toordinal(),
            width=108,
        ),
    )


def question_of_line(figure: Figure, row: StatementLineRow) -> Question:
    """Return the question about an amount of a statement's line."""
    return Question(figure=figure, subject=row.figures.purchase_id, number=row.figures.period)


def charge_of_line(row: StatementLineRow) -> Question | Derivation:
    """Return what a line charges, principal and fee together; a late charge's own question."""
    figures = row.figures
    if row.kind == "penalty":
        late = Term(why=Why.PENALTY, amount_fen=figures.principal_fen, day=row.day)
        return Derivation(Question(figure=Figure.SHOWN_SUM), figures.principal_fen, (late,))
    parts = (
        (Why.PRINCIPAL, Figure.LINE_PRINCIPAL, figures.principal_fen),
        (Why.FEE, Figure.LINE_FEE, figures.fee_fen),
    )
    terms = tuple(
        Term(why=why, amount_fen=amount, question=question_of_line(figure, row))
        for why, figure, amount in parts
        if amount
    )
    question = Question(figure=Figure.SHOWN_SUM)
    return Derivation(question, figures.principal_fen + figures.fee_fen, terms)


def preview_columns(formatter: Formatter) -> tuple[Column[PreviewLine], ...]:
    """Return what changes, before, after, and the difference between them."""
    translate = QCoreApplication.translate

    def amount(header: str, amount_of: Callable[[PreviewLine], int | None]) -> Column[PreviewLine]:
        def text(line: PreviewLine) -> str:
            fen = amount_of(line)
            return DASH if fen is None else formatter.money(fen)

        return Column(
            header=header,
            text=text,
            sort_key=lambda line: amount_of(line) or 0,
            is_number=True,
            width=108,
        )

    return (
        Column(
            header=translate("Columns", "What changes"),
            text=lambda line: line.name,
            sort_key=lambda line: line.name,
            width=180,
            stretches=True,
        ),
        amount(translate("Columns", "Before"), lambda line: line.before_fen),
        amount(translate("Columns", "After"), lambda line: line.after_fen),
        Column(
            header=translate("Columns", "Difference"),
            text=lambda line: line.difference,
            sort_key=lambda line: (line.after_fen or 0) - (line.before_fen or 0),
            is_number=True,
            width=108,
            tone=lambda line: line.tone,
        ),
    )


def line_name(row: StatementLineRow, formatter: Formatter) -> str:
    """Return what a line is of: what was bought, else from whom, else the entry's id."""
    if row.split_from is not None:
        words = QCoreApplication.translate("Columns", "From the statement of {0}")
        return words.format(formatter.day(row.split_from))
    if row.kind == "adjustment":
        return row.description or kind_label(row.kind)
    return row.description or row.counterparty or row.figures.purchase_id


def _period_of(row: StatementLineRow) -> str:
    figures = row.figures
    return f"{figures.period}/{figures.periods}" if figures.periods > 1 else DASH
