"""Words of the command line: what happened, why, and what to do."""

from __future__ import annotations

import json
import sqlite3

from huanqing.application import bill_rows as bills
from huanqing.application import errors as files
from huanqing.domain import errors as ledger
from huanqing.domain.money import format_yuan

_SHOWN = 120
"""How many characters of a value are shown."""


def words_for(error: Exception) -> str:
    """Return one sentence or two for an error that is the user's to mend."""
    for describe in (_ledger_file, _bill_file, _ledger_rule):
        found = describe(error)
        if found is not None:
            return found
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, sqlite3.Error):
        return f"the ledger file cannot be used: {error}"
    return str(error)


def _locked(error: files.LedgerLockedError) -> str:
    holder = f"{error.user} on {error.host}, process {error.pid}"
    if error.is_stale:
        return (
            f"{error.path} is locked by a program that has ended ({holder}). "
            "Run the command again with --break-lock to take the lock over."
        )
    return f"{error.path} is in use by {holder}. Close that program first."


def _ledger_file(error: Exception) -> str | None:
    if isinstance(error, files.LedgerLockedError):
        return _locked(error)
    if isinstance(error, files.NewerLedgerError):
        return (
            f"{error.path} was written by a newer version (schema {error.found}, "
            f"this program knows {error.known}). Install the newer version."
        )
    if isinstance(error, files.LedgerDamagedError):
        return f"{error.path} is damaged: {'; '.join(error.findings[:3])}. Open a backup."
    if isinstance(error, files.MigrationFailedError):
        return f"{error.path} could not be brought up to date and was left alone: {error.reason}"
    if isinstance(error, files.LedgerFileError):
        return f"{error.path} {_FILE_REASONS.get(type(error), 'cannot be used')}"
    return _use_case(error)


_FILE_REASONS: dict[type[files.LedgerFileError], str] = {
    files.LedgerMissingError: "does not exist. Import a bill, or run 'huanqing demo PATH'.",
    files.LedgerExistsError: "exists already. Name another file; nothing was written.",
    files.LedgerCopyError: "could not be written. Choose another folder, or make room.",
    files.NotALedgerError: "is no ledger of Huanqing. Choose another file.",
}


def _use_case(error: Exception) -> str | None:
    if isinstance(error, files.ExchangeFormatError):
        return f"{error.field or 'the file'}: {error.reason}"
    if isinstance(error, files.BatchInUseError):
        return f"{error.entries} later entries rest on this import. Undo those first."
    if isinstance(error, files.NotACalendarError):
        return "the file is there and is no calendar. Name another; nothing was written."
    if isinstance(error, files.LockedStatementError):
        return f"this would change locked statements ({error}). Unlock them in the window first."
    return None


def _bill_file(error: Exception) -> str | None:
    if not isinstance(error, bills.BillFileError):
        return None
    reasons: dict[type[bills.BillFileError], str] = {
        bills.UnknownLayoutError: "no known bill layout; export 交易流水 from JD and use that file",
        bills.UndecodableFileError: "neither UTF-8, GB18030 nor UTF-16 text with known columns",
        bills.PasswordNeededError: "the archive needs its password; give it with --password",
        bills.WrongPasswordError: "the password does not open the archive",
        bills.DamagedArchiveError: "the archive is damaged; download it again",
        bills.EmptyArchiveError: "the archive holds no file that could be a bill",
        bills.OversizedFileError: "larger than a bill can be",
    }
    return f"{error.name}: {reasons.get(type(error), 'cannot be read')}. Nothing of it was booked."


def _ledger_rule(error: Exception) -> str | None:
    if isinstance(error, ledger.RepaymentExceedsDebtError):
        return (
            f"repayment {error.repayment} of {error.day} is {format_yuan(error.amount_fen)}, but "
            f"only {format_yuan(error.owed_fen)} is owed: {format_yuan(error.excess_fen)} too much"
        )
    if isinstance(error, ledger.RefundExceedsPurchaseError):
        return (
            f"refund {error.refund} is {format_yuan(error.amount_fen)}, but of {error.purchase} "
            f"only {format_yuan(error.left_fen)} can be refunded"
        )
    if isinstance(error, ledger.UnknownPurchaseError):
        return f"{error.entry} refers to purchase {error.purchase}, which is not in the ledger"
    if isinstance(error, ledger.InvalidFieldError):
        return _field(error)
    return _other_rule(error)


def _field(error: ledger.InvalidFieldError) -> str:
    shown = repr(error.value)
    # A file may hold a list of thousands where a number belongs.
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    return f"{error.field or 'the file'}: {shown}: {error.reason}"


def _other_rule(error: Exception) -> str | None:
    if isinstance(error, ledger.InvalidAmountError):
        return f"{error.text!r} is not an amount such as 1234.56"
    if isinstance(error, ledger.LedgerError):
        return str(error)
    return None
