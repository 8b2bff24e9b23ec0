"""Stored records to domain entries; the one place that knows the keys of ``details``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from huanqing.domain.credit_account import OnStatementDay, SettlementFee
from huanqing.domain.entries import (
    MIDNIGHT,
    Adjustment,
    Allocation,
    AllocationTarget,
    EarlySettlement,
    EditedLine,
    Entry,
    Purchase,
    Refund,
    Repayment,
    StatementInstalment,
)
from huanqing.domain.errors import InvalidFieldError
from huanqing.domain.money import Remainder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huanqing.application.entry_record import EntryRecord

Choice = TypeVar("Choice", bound=StrEnum)

_LARGEST = 2**63 - 1
"""What a ledger file can hold."""


def entry_of(record: EntryRecord) -> Entry:
    """Return the domain entry of a record of a kind that moves debts.

    Raises InvalidFieldError where a detail does not have its type.
    """
    day = date.fromisoformat(record.day)
    details = Details(record.id, record.details)
    if record.kind == "purchase":
        return _purchase(record, day, details)
    if record.kind == "refund":
        amount = record.amount_fen
        return Refund(id=record.id, purchase_id=record.purchase_id, day=day, amount_fen=amount)
    if record.kind == "repayment":
        return Repayment(
            id=record.id,
            day=day,
            amount_fen=record.amount_fen,
            allocations=_allocations(details),
            may_exceed_ledger=record.may_exceed_ledger,
        )
    if record.kind == "adjustment":
        return Adjustment(id=record.id, day=day, amount_fen=record.amount_fen)
    if record.kind == "statement_instalment":
        return StatementInstalment(
            id=record.id,
            day=day,
            statement_date=details.needed_day("statement_date"),
            amount_fen=record.amount_fen,
            periods=record.periods,
            fee_rate_ppm=record.fee_rate_ppm,
            free_periods=record.free_periods,
            remainder=details.choice("remainder", Remainder),
        )
    return EarlySettlement(
        id=record.id,
        day=day,
        purchase_id=record.purchase_id,
        fee_rule=details.choice("fee_rule", SettlementFee),
        fee_fen=details.number("fee"),
    )


class Details:
    """Typed reading of JSON values, naming the field where one is wrong."""

    def __init__(self, owner: str, values: Mapping[str, object]) -> None:
        """Read the values of ``owner``, an id or a path in a file."""
        self._owner = owner
        self._values = values

    def number(self, key: str) -> int | None:
        """Return an integer, None where absent or null."""
        value = self._values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "must be an integer")
        if value is not None and abs(value) > _LARGEST:
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "is too large")
        return value

    def string(self, key: str) -> str | None:
        """Return a text, None where absent or null."""
        value = self._values.get(key)
        if value is not None and not isinstance(value, str):
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "must be a text")
        return value

    def flag(self, key: str) -> bool | None:
        """Return true or false, None where absent or null."""
        value = self._values.get(key)
        if value is not None and not isinstance(value, bool):
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "must be true or false")
        return value

    def day(self, key: str) -> date | None:
        """Return a day, None where absent or null."""
        value = self.string(key)
        if value is None:
            return None
        try:
            return _plain_day(value)
        except ValueError:
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "must be a day YYYY-MM-DD") from None

    def needed_string(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.string(key)
        if not value:
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, "is needed")
        return value

    def needed_day(self, key: str) -> date:
        """Return a day."""
        value = self.day(key)
        if value is None:
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, None, "is needed")
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """Return a member of an enumeration, None where absent or null."""
        value = self.string(key)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            choices = ", ".join(str(each) for each in kind)
            field = f"{self._owner}.{key}"
            raise InvalidFieldError(field, value, f"must be one of {choices}") from None

    def children(self, key: str) -> list[Details] | None:
        """Return the objects of a list, None where absent or null."""
        value = self._values.get(key)
        if value is None:
            return None
        path = f"{self._owner}.{key}" if self._owner else key
        if not isinstance(value, list):
            raise InvalidFieldError(path, value, "must be a list")
        found = []
        for index, each in enumerate(value):
            if not isinstance(each, dict):
                field = f"{path}[{index}]"
                raise InvalidFieldError(field, each, "must be an object")
            found.append(Details(f"{path}[{index}]", each))
        return found

    @property
    def owner(self) -> str:
        """The id or path that errors name."""
        return self._owner

    @property
    def values(self) -> Mapping[str, object]:
        """The values as they were read."""
        return self._values


def _plain_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _purchase(record: EntryRecord, day: date, details: Details) -> Purchase:
    lines = details.children("edited_lines") or []
    return Purchase(
        id=record.id,
        day=day,
        amount_fen=record.amount_fen,
        time=record.time or MIDNIGHT,
        periods=record.periods,
        fee_rate_ppm=record.fee_rate_ppm,
        free_periods=record.free_periods,
        fee_per_period_fen=details.number("fee_per_period"),
        remainder=details.choice("remainder", Remainder),
        on_statement_day=details.choice("on_statement_day", OnStatementDay),
        edited_lines=tuple(
            EditedLine(
                period=line.number("period") or 0,
                principal_fen=line.number("principal"),
                fee_fen=line.number("fee"),
                statement_date=line.day("statement_date"),
            )
            for line in lines
        ),
    )


def _allocations(details: Details) -> tuple[Allocation, ...] | None:
    told = details.children("allocations")
    if told is None:
        return None
    return tuple(
        Allocation(
            target=each.choice("target", AllocationTarget) or AllocationTarget.PRINCIPAL,
            amount_fen=each.number("amount") or 0,
            statement_date=each.day("statement_date"),
            purchase_id=each.string("purchase"),
            period=each.number("period"),
        )
        for each in told
    )
