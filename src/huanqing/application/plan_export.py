"""The accepted plan as others read it: what an export shows, its words, and the CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from huanqing.application.plan_channels import card_of
from huanqing.application.plan_models import StepState
from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from huanqing.application.plan_models import AcceptedPlan

_BILL = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?) bill(?: by \d{4}-\d{2}-\d{2})?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel takes the wide ones too
_CLOSED = {StepState.FAILED, StepState.SKIPPED}


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What a payment pays of one bill; ``month`` is the bill's, or its statement date."""

    month: str
    due: date | None
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A payment of the plan; ``left_fen`` is what is still to be paid of it."""

    number: int
    day: date
    card: str
    amount_fen: int
    left_fen: int
    state: StepState
    parts: tuple[PlanPart, ...]

    @property
    def is_called_off(self) -> bool:
        """Whether the payment will not be made as planned."""
        return self.state in _CLOSED

    @property
    def is_to_pay(self) -> bool:
        """Whether somebody should still be reminded of it."""
        return self.state in {StepState.OPEN, StepState.PARTLY} and self.left_fen > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """The accepted plan, ready to be written out; ``written_at`` is the moment as ISO text.

    ``ledger_id`` stays the same as long as the ledger lives, also in its copies.
    """

    ledger_id: str
    account: str
    made_on: date
    written_at: str
    is_on_time: bool
    rows: tuple[PlanRow, ...]

    @property
    def total_fen(self) -> int:
        """What all payments together come to."""
        return sum(row.amount_fen for row in self.rows)

    @property
    def left_fen(self) -> int:
        """What of it is still to be paid."""
        return sum(row.left_fen for row in self.rows if row.is_to_pay)


def _english_states() -> dict[StepState, str]:
    return {state: state.value for state in StepState}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """The words of an export; ``{0}`` and so on are filled in."""

    title: str = "Repayment plan"
    number: str = "No."
    day: str = "Date"
    card: str = "Card"
    amount: str = "Amount (yuan)"
    left: str = "Still to pay (yuan)"
    bills: str = "Bills"
    state: str = "State"
    total: str = "Total"
    bill: str = "{0} bill"
    due: str = "due {0}"
    made_on: str = "Plan of {0}, written {1}"
    origin: str = "Made by Huanqing (还清). Not JD's program."
    late: str = "This plan cannot pay everything in time."
    page: str = "Page {0} of {1}"
    event: str = "Baitiao: repay {0} from {1}"
    event_done: str = "Baitiao: {0} from {1} ({2})"
    reminder_eve: str = "Tomorrow: repay {0} from {1}"
    reminder: str = "Today: repay {0} from {1}"
    states: Mapping[StepState, str] = field(default_factory=_english_states)

    def bills_of(self, row: PlanRow) -> str:
        """Return what a payment is for: each bill with its amount."""
        return "; ".join(
            f"{self.bill.format(part.month)} {format_yuan(part.amount_fen)}" for part in row.parts
        )


class PlanCalendar(Protocol):
    """Writes a plan into a calendar file."""

    def merged(self, sheet: PlanSheet, words: PlanWords, previous: bytes | None) -> bytes:
        """Return the calendar with the plan's events, in the place of those it had.

        ``previous`` is the file as it is, None where there is none. What is not this ledger's
        stays. Raises NotACalendarError where it cannot be read.
        """
        ...


def plan_sheet(plan: AcceptedPlan, ledger_id: str, account: str, written_at: str) -> PlanSheet:
    """Return an accepted plan as an export shows it."""
    due = {each.id: each.due for each in plan.problem.obligations}
    return PlanSheet(
        ledger_id=ledger_id,
        account=account,
        made_on=plan.made_on,
        written_at=written_at,
        is_on_time=plan.answer.plan.is_on_time,
        rows=tuple(
            PlanRow(
                number=step.number,
                day=step.payment.day,
                card=card_of(step.payment.channel),
                amount_fen=step.payment.amount_fen,
                left_fen=max(0, step.payment.amount_fen - step.paid_fen),
                state=step.state,
                parts=tuple(
                    PlanPart(_month(each.obligation), due.get(each.obligation), each.amount_fen)
                    for each in step.payment.allocations
                ),
            )
            for step in plan.steps
        ),
    )


def plan_csv(sheet: PlanSheet, words: PlanWords) -> bytes:
    """Return the plan as CSV: UTF-8 with a BOM, amounts in yuan to the fen, dates as ISO text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    header = (words.number, words.day, words.card, words.amount, words.left, words.bills)
    writer.writerow([_safe(each) for each in (*header, words.state)])
    for row in sheet.rows:
        texts = (
            str(row.number),
            row.day.isoformat(),
            row.card,
            _plain(row.amount_fen),
            _plain(row.left_fen),
            words.bills_of(row),
            words.states[row.state],
        )
        writer.writerow([_safe(each) for each in texts])
    # Excel in Chinese takes a CSV without a BOM for GBK.
    return file.getvalue().encode("utf-8-sig")


def _plain(amount_fen: int) -> str:
    return format_yuan(amount_fen, symbol="", grouped=False)


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _month(obligation: str) -> str:
    found = _BILL.fullmatch(obligation)
    return found[1] if found else obligation
