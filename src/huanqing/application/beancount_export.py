"""A ledger written out as plain text for beancount: every entry, and what is owed today.

The debts come from the replay, so that each transaction moves ``Liabilities:JD:Baitiao`` by
exactly what the program says: a purchase with all its fees on its day, a late penalty on every
day that charges one, a refund with the fees that it lowers. What moves no debt, or moves it in a
way that the ledger does not know, is a note.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from huanqing.application.beancount_names import (
    asset_account,
    category_words,
    expense_account,
)
from huanqing.application.beancount_text import CURRENCY, BeancountText, Booking, Posting
from huanqing.application.entry_record import DEBT_KINDS
from huanqing.application.entry_records import entry_of
from huanqing.application.exchange_entries import OTHER_KINDS
from huanqing.domain.civil_dates import ONE_DAY
from huanqing.domain.entries import Allocation, AllocationTarget
from huanqing.domain.money import format_yuan
from huanqing.domain.replay import Replay

if TYPE_CHECKING:
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.ports import UnitOfWork

DEBT = "Liabilities:JD:Baitiao"
FEES = "Expenses:JD:Fees"
PENALTIES = "Expenses:JD:Penalties"
PAID_OUT = "Assets:JD:Refunds-Paid-Out"
EARLIER = "Equity:Earlier-Debts"
ADJUSTMENTS = "Equity:Adjustments"
INCOME = "Income:Other"

_WORDS = {
    "purchase": "Purchase",
    "repayment": "Repayment",
    "refund": "Refund",
    "adjustment": "Adjustment",
    "statement_instalment": "Statement instalment",
    "early_settlement": "Early settlement",
    "snapshot": "Shown by JD",
    "other_spending": "Other spending",
    "other_refund": "Other refund",
    "other_income": "Other income",
    "transfer": "Transfer",
    "other_loan": "Other loan",
}


class _Effect(NamedTuple):
    """What an entry did to the debts, in fen: more owed in all, and the fees of it."""

    rise_fen: int
    fees_fen: int


class _Bought(NamedTuple):
    category: str
    order_no: str
    counterparty: str


def beancount_ledger(uow: UnitOfWork, today: date) -> str:
    """Return the whole ledger as a beancount file, with what is owed at the end of ``today``.

    Entries after today are written too, behind that balance. Raises LedgerError where the
    entries break a rule. Reads only.
    """
    account = uow.account.get()
    writer = _Export(BeancountText(account.name), Replay(account), today)
    for record in uow.entries.records():
        writer.add(record)
    return writer.finished()


class _Export:
    """Takes the entries in the order in which they apply."""

    def __init__(self, text: BeancountText, replay: Replay, today: date) -> None:
        self._text = text
        self._replay = replay
        self._today = today
        self._is_balanced = False
        self._paid_fees_fen = 0
        self._bought: dict[str, _Bought] = {}
        replay.on_allocation = self._on_allocation
        text.describe(DEBT, replay.account.name)

    def add(self, record: EntryRecord) -> None:
        """Write an entry, and before it the penalties and the balance that come before it."""
        day = date.fromisoformat(record.day)
        if record.kind == "purchase":
            self._bought[record.id] = _Bought(record.category, record.order_no, record.counterparty)
        if record.kind not in DEBT_KINDS or record.state not in {"", "booked"}:
            self._advance(min(day, self._today))
            self._other(record, day)
            return
        self._advance(day)
        effect = self._apply(record)
        if record.kind in {"statement_instalment", "early_settlement"}:
            self._note(record, day)
        postings = self._postings(record, effect)
        if any(each.amount_fen for each in postings):
            self._book(record, day, postings)

    def finished(self) -> str:
        """Return the text, with the balance of today."""
        self._advance(self._today)
        self._balance()
        return self._text.written()

    def _advance(self, day: date) -> None:
        """Go on to a day, writing what each one on the way charges."""
        if not self._is_balanced and day > self._today:
            self._advance(self._today)
            self._balance()
        if self._replay.day == date.min:
            self._replay.advance(day)
        while self._replay.day < day:
            self._charge(self._replay.day + ONE_DAY)

    def _charge(self, day: date) -> None:
        before = self._replay.penalties_on(day)
        self._replay.advance(day)
        for statement_date, penalty in self._replay.penalties_on(day).items():
            charged = penalty - before[statement_date]
            if charged:
                narration = f"Late penalty on the statement of {statement_date.isoformat()}"
                postings = [Posting(PENALTIES, charged), Posting(DEBT, -charged)]
                booking = Booking(day=day, narration=narration, postings=postings)
                self._text.book(booking)

    def _balance(self) -> None:
        if not self._is_balanced:
            # What beancount asserts of a day is what it begins with.
            self._text.assert_balance(self._today + ONE_DAY, DEBT, -self._replay.owed_fen)
            self._is_balanced = True

    def _apply(self, record: EntryRecord) -> _Effect:
        replay = self._replay
        owed, fees, self._paid_fees_fen = replay.owed_fen, replay.unpaid_fee_fen, 0
        replay.apply(entry_of(record))
        replay.take_closed()
        charged = replay.unpaid_fee_fen - fees + self._paid_fees_fen
        return _Effect(replay.owed_fen - owed, charged)

    def _on_allocation(self, _payer: object, allocation: Allocation) -> None:
        if allocation.target is AllocationTarget.FEE:
            self._paid_fees_fen += allocation.amount_fen

    def _postings(self, record: EntryRecord, effect: _Effect) -> list[Posting]:
        """Return what the entry moves between accounts; it sums to zero."""
        rise, fees = effect
        amount = record.amount_fen
        debt = Posting(DEBT, -rise)
        if record.kind == "purchase":
            spent = Posting(expense_account(record.category), rise - fees)
            return [spent, Posting(FEES, fees), debt]
        if record.kind == "refund":
            bought = self._bought.get(record.purchase_id)
            back = Posting(expense_account(bought.category if bought else ""), -amount)
            return [debt, Posting(PAID_OUT, amount + rise - fees), back, Posting(FEES, fees)]
        if record.kind == "repayment":
            paid = Posting(asset_account(record.method), -amount)
            return [debt, Posting(EARLIER, amount + rise), paid]
        if record.kind == "adjustment":
            return [Posting(ADJUSTMENTS, rise), debt]
        return [Posting(FEES, fees), debt]

    def _other(self, record: EntryRecord, day: date) -> None:
        """Write an entry that moves no debt: spending and income of other money, or a note."""
        amount, holder = record.amount_fen, asset_account(record.method)
        spent = expense_account(record.category)
        moved = {
            "other_spending": [Posting(spent, amount), Posting(holder, -amount)],
            "other_refund": [Posting(holder, amount), Posting(spent, -amount)],
            "other_income": [Posting(holder, amount), Posting(INCOME, -amount)],
        }.get(record.kind)
        if moved is None or not amount or record.state not in {"", "booked"}:
            self._note(record, day)
        else:
            self._book(record, day, moved)

    def _book(self, record: EntryRecord, day: date, postings: list[Posting]) -> None:
        bought = self._bought.get(record.purchase_id)
        category = bought.category if bought else record.category
        self._text.describe(expense_account(category), category_words(category))
        self._text.describe(asset_account(record.method), record.method)
        booking = Booking(
            day=day,
            payee=record.counterparty or (bought.counterparty if bought else ""),
            narration=record.description or _WORDS[record.kind],
            postings=postings,
            link=bought.order_no if bought else record.order_no,
            needs_attention=record.needs_periods,
            metadata=_metadata(record),
        )
        self._text.book(booking)

    def _note(self, record: EntryRecord, day: date) -> None:
        is_apart = record.kind in OTHER_KINDS
        account = asset_account(record.method) if is_apart else DEBT
        if is_apart:
            self._text.describe(account, record.method)
        self._text.note(day, account, _remark(record), _metadata(record))


def _remark(record: EntryRecord) -> str:
    """Return an entry in words."""
    words = [_WORDS[record.kind]]
    if record.amount_fen:
        words.append(_yuan(record.amount_fen))
    if record.kind == "statement_instalment":
        statement_date = record.details.get("statement_date", "")
        words.append(f"of the statement of {statement_date} in {record.periods} periods")
    if record.kind == "early_settlement":
        words.append(f"of {record.purchase_id}")
    if record.kind == "snapshot":
        shown = {key: record.details.get(key) for key in ("available", "owed", "due_this_month")}
        told = [f"{k.replace('_', ' ')} {_yuan(v)}" for k, v in shown.items() if type(v) is int]
        words.append(", ".join(told))
    if record.state not in {"", "booked"}:
        words.append(f"({record.state})")
    words += [record.counterparty, record.description]
    return " ".join(each for each in words if each)


def _yuan(amount_fen: int) -> str:
    return f"{format_yuan(amount_fen, symbol='', grouped=False)} {CURRENCY}"


def _metadata(record: EntryRecord) -> dict[str, str]:
    return {
        "kind": record.kind,
        "id": record.id,
        "time": record.time,
        "category": record.category,
        "method": record.method,
        "order-no": record.order_no,
        "merchant-order-no": record.merchant_order_no,
        "purchase": record.purchase_id,
        "periods": str(record.periods) if record.periods > 1 else "",
        "note": record.note,
    }
