"""The directives of a beancount ledger, written as text; it decides nothing of what is booked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from huanqing.domain.money import format_yuan

if TYPE_CHECKING:
    from datetime import date

CURRENCY = "CNY"
_LINK = re.compile(r"[A-Za-z0-9\-_/.]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_OTHER_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff]")


class Posting(NamedTuple):
    """What an account gets, in fen; negative: what it gives."""

    account: str
    amount_fen: int


@dataclass(slots=True, kw_only=True)
class Booking:
    """A transaction; its postings sum to zero, and those of nothing are left out.

    ``link`` ties it to others with the same text where beancount can write that text.
    """

    day: date
    narration: str
    postings: list[Posting]
    payee: str = ""
    link: str = ""
    needs_attention: bool = False
    metadata: dict[str, str] = field(default_factory=dict)


class BeancountText:
    """Collects directives in the order in which they come; accounts open before their first use."""

    def __init__(self, title: str) -> None:
        """Begin an empty ledger."""
        self._title = title
        self._opened: dict[str, date] = {}
        self._told: dict[str, str] = {}
        self._parts: list[str] = []

    def describe(self, account: str, words: str) -> None:
        """Say what an account stands for, in the words of the ledger."""
        if words:
            self._told.setdefault(account, words)

    def book(self, booking: Booking) -> None:
        """Add a transaction."""
        flag = "!" if booking.needs_attention else "*"
        texts = [booking.payee, booking.narration] if booking.payee else [booking.narration]
        head = [booking.day.isoformat(), flag, *(quoted(each) for each in texts)]
        if _LINK.fullmatch(booking.link):
            head.append(f"^{booking.link}")
        lines = [" ".join(head), *_metadata(booking.metadata)]
        for account, amount in booking.postings:
            if amount:
                self._use(account, booking.day)
                lines.append(f"  {account:<40} {_amount(amount):>16}")
        self._parts.append("\n".join(lines))

    def note(self, day: date, account: str, words: str, metadata: dict[str, str]) -> None:
        """Add a remark on an account."""
        self._use(account, day)
        line = f"{day.isoformat()} note {account} {quoted(words)}"
        self._parts.append("\n".join([line, *_metadata(metadata)]))

    def assert_balance(self, day: date, account: str, amount_fen: int) -> None:
        """Say what an account holds at the beginning of a day."""
        self._use(account, day)
        self._parts.append(f"{day.isoformat()} balance {account} {_amount(amount_fen)}")

    def written(self) -> str:
        """Return the whole ledger."""
        head = [
            f'option "title" {quoted(self._title)}\noption "operating_currency" "{CURRENCY}"',
            "\n".join(self._openings()),
        ]
        return "\n\n".join([*head, *self._parts]) + "\n"

    def _openings(self) -> list[str]:
        lines = []
        for account, day in sorted(self._opened.items(), key=lambda each: (each[1], each[0])):
            lines.append(f"{day.isoformat()} open {account} {CURRENCY}")
            told = self._told.get(account)
            if told is not None:
                lines += _metadata({"name": told})
        return lines

    def _use(self, account: str, day: date) -> None:
        self._opened[account] = min(day, self._opened.get(account, day))


def quoted(text: str) -> str:
    """Return a text as a string of one line, its quotes, backslashes and line ends escaped."""
    lines = "\n".join(text.splitlines())
    return f'"{_OTHER_CONTROLS.sub(_but_line_ends, lines).translate(_ESCAPES)}"'


def _but_line_ends(found: re.Match[str]) -> str:
    return "\n" if found[0] == "\n" else " "


def _amount(amount_fen: int) -> str:
    return f"{format_yuan(amount_fen, symbol='', grouped=False)} {CURRENCY}"


def _metadata(values: dict[str, str]) -> list[str]:
    return [f"  {key}: {quoted(value)}" for key, value in values.items() if value]
