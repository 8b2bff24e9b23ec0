"""A ledger service in memory, with amounts that are easy to find on a screen."""

from __future__ import annotations

from datetime import date

from huanqing.application.progress import Progress
from huanqing.application.read_models import (
    ActionRow,
    EntryRow,
    Overview,
    StatementLineRow,
    StatementRow,
)
from huanqing.domain.credit_limit import DayFigures
from huanqing.domain.derivation import Derivation, Question, RuleUse, Term, Why
from huanqing.domain.statement import InstalmentFigures, StatementFigures, StatementState
from ui.fake_account import FakeAccount
from ui.fake_alerts import FakeAlerts
from ui.fake_entries import FakeEntries
from ui.fake_imports import FakeImports
from ui.fake_limits import FakeLimits
from ui.fake_plans import FakePlans
from ui.fake_statement_actions import FakeStatementActions

TODAY = date(2026, 7, 7)


def make_entry(number: int, amount_fen: int = 123456) -> EntryRow:
    return EntryRow(
        id=f"e{number}",
        kind="purchase",
        day=date(2026, 6, number),
        time="10:00:00",
        amount_fen=amount_fen + number,
        counterparty="京东超市",
        description=f"大米 {number}",
        category="食品酒饮",
        method="京东白条",
        order_no=str(number),
        state="",
        periods=1,
    )


def make_statement(month: int, state: StatementState, left_fen: int) -> StatementRow:
    line = InstalmentFigures(f"p{month}", 2, 6, 50000, 325, left_fen)
    figures = StatementFigures(
        date(2026, month, 3), date(2026, month, 12), 50000, 325, 0, 50325 - left_fen, (line,)
    )
    return StatementRow(figures, state, left_fen)


STATEMENTS = [
    make_statement(6, StatementState.PAID, 0),
    make_statement(7, StatementState.BILLED, 50325),
    make_statement(8, StatementState.UNBILLED, 50325),
]


def make_overview() -> Overview:
    return Overview(
        today=TODAY,
        is_pinned=False,
        account_name="京东白条",
        limit=DayFigures(TODAY, 2000000, 876543, 1123457, is_frozen=False),
        owed_fen=876543,
        next_due=STATEMENTS[1],
        overdue_fen=0,
        overdue_count=0,
        recent=tuple(make_entry(number) for number in range(1, 11)),
        is_empty=False,
        open_questions=0,
        channel_count=1,
    )


def make_empty_overview() -> Overview:
    return make_overview()._replace(
        limit=DayFigures(TODAY, None, 0, None, is_frozen=False),
        owed_fen=0,
        next_due=None,
        recent=(),
        is_empty=True,
    )


class FakeLedgerService:
    """Answers from lists; ``failure``, where set, is what the first figures raise."""

    def __init__(self, overview: Overview | None = None) -> None:
        self.first_figures = make_overview() if overview is None else overview
        self.all_statements = list(STATEMENTS)
        self.failure: Exception | None = None
        self.is_closed = False
        self.entries = FakeEntries()
        self.statement_actions = FakeStatementActions(lambda: self.all_statements)
        self.account = FakeAccount()
        self.imports = FakeImports()
        self.questions: list[Question] = []
        self.derive_failure: Exception | None = None
        self.plans = FakePlans()
        self.limits = FakeLimits()
        self.alerts = FakeAlerts()

    @property
    def path(self) -> str:
        return "账本.huanqing"

    @property
    def is_demo(self) -> bool:
        return True

    def today(self) -> date:
        return TODAY

    def overview(self, progress: Progress | None = None) -> Overview:
        assert progress is not None
        if self.failure is not None:
            raise self.failure
        return self.first_figures

    def derive(self, question: Question) -> Derivation:
        self.questions.append(question)
        if self.derive_failure is not None:
            raise self.derive_failure
        part = Term(why=Why.PRINCIPAL, amount_fen=765432, day=TODAY)
        return Derivation(question, 765432, (part,), (RuleUse("statement_day", 3, TODAY),))

    def statements(self, progress: Progress | None = None) -> list[StatementRow]:
        assert progress is not None
        return [self.statement_actions.marked(row) for row in self.all_statements]

    def statement_lines(self, statement_date: date) -> list[StatementLineRow]:
        return [
            StatementLineRow(line, date(2026, 5, 20), "小米京东自营", "手机 256GB")
            for row in self.all_statements
            if row.figures.statement_date == statement_date
            for line in row.figures.instalments
        ]

    def undo(self) -> ActionRow | None:
        if self.entries.done:
            return self.entries.undo_last()
        if self.plans.done:
            return self.plans.undo_last()
        if self.alerts.done:
            return self.alerts.undo_last()
        return self.imports.undo_last()

    def redo(self) -> ActionRow | None:
        return self.imports.redo_last()

    def next_undo(self) -> ActionRow | None:
        if self.entries.done:
            return self.entries.done[-1][0]
        if self.plans.done:
            return self.plans.done[-1]
        if self.alerts.done:
            return self.alerts.done[-1]
        return self.imports.done[-1] if self.imports.done else None

    def next_redo(self) -> ActionRow | None:
        return self.imports.undone[-1] if self.imports.undone else None

    def close(self) -> None:
        self.is_closed = True
