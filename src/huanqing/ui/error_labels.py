"""Says in words what an expected error is, why, and what to do; amounts through the formatter."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from huanqing.application.bill_rows import (
    BillFileError,
    DamagedArchiveError,
    EmptyArchiveError,
    OversizedFileError,
    PasswordNeededError,
    UndecodableFileError,
    UnknownLayoutError,
    WrongPasswordError,
)
from huanqing.application.errors import (
    BatchInUseError,
    ExchangeFormatError,
    LedgerCopyError,
    LedgerDamagedError,
    LedgerExistsError,
    LedgerFileError,
    LedgerLockedError,
    LedgerMissingError,
    LockedStatementError,
    MigrationFailedError,
    NewerLedgerError,
    NotACalendarError,
    NotALedgerError,
)
from huanqing.application.progress import Cancelled
from huanqing.domain.errors import (
    AllocationError,
    InvalidAmountError,
    InvalidFieldError,
    LedgerError,
    NothingOwedError,
    RefundExceedsPurchaseError,
    RepaymentExceedsDebtError,
    StatementDifferenceError,
    StatementInstalmentError,
    UnknownPurchaseError,
)
from huanqing.domain.planning.errors import TargetBeyondLimitError

Money = Callable[[int], str]

_FILE_ERRORS: dict[type[Exception], object] = {
    UnknownLayoutError: QT_TRANSLATE_NOOP(
        "Errors",
        "This is no bill that Huanqing knows. Export it again from JD as CSV.",
    ),
    UndecodableFileError: QT_TRANSLATE_NOOP(
        "Errors",
        "The text cannot be read. Export the bill again and do not save it with another program.",
    ),
    PasswordNeededError: QT_TRANSLATE_NOOP(
        "Errors", "The archive is locked. Type the password that came with the export."
    ),
    WrongPasswordError: QT_TRANSLATE_NOOP(
        "Errors", "The password does not open the archive. Check it and type it again."
    ),
    DamagedArchiveError: QT_TRANSLATE_NOOP(
        "Errors", "The archive is damaged or of an unknown kind. Download it once more."
    ),
    EmptyArchiveError: QT_TRANSLATE_NOOP(
        "Errors", "The archive holds no bill. Choose the file that JD sent you."
    ),
}


def error_text(error: Exception, money: Money) -> str:
    """Return what happened and what to do, in one or two sentences."""
    return _words(error, money)


def wants_password(error: Exception) -> bool:
    """Return whether a password would help."""
    return isinstance(error, PasswordNeededError | WrongPasswordError)


@singledispatch
def _words(error: Exception, _money: Money) -> str:
    if isinstance(error, LedgerError):
        return QCoreApplication.translate("Errors", "The ledger refused this. Nothing was changed.")
    return QCoreApplication.translate(
        "Errors", "Something unexpected happened. Nothing was changed."
    )


@_words.register
def _cancelled(_error: Cancelled, _money: Money) -> str:
    return QCoreApplication.translate("Errors", "Cancelled. Nothing was changed.")


@_words.register
def _bill_file(error: BillFileError, _money: Money) -> str:
    source = _FILE_ERRORS.get(type(error))
    if source is None:
        return QCoreApplication.translate("Errors", "The file cannot be read as a bill.")
    return QCoreApplication.translate("Errors", str(source))


@_words.register
def _oversized(error: OversizedFileError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The file is larger than {0} MB. Export a shorter time and try again."
    )
    return words.format(error.limit_bytes // 1_000_000)


@_words.register
def _os(error: OSError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The file cannot be read: {0}. Check that it is there and not locked."
    )
    return words.format(error.strerror or type(error).__name__)


@_words.register
def _batch_in_use(_error: BatchInUseError, _money: Money) -> str:
    return QCoreApplication.translate(
        "Errors", "Later entries rest on this import. Undo those first."
    )


@_words.register
def _not_a_calendar(_error: NotACalendarError, _money: Money) -> str:
    return QCoreApplication.translate(
        "Errors", "The file is there and is no calendar. Choose another name."
    )


@_words.register
def _ledger_file(error: LedgerFileError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The ledger file {0} cannot be used. Restore a backup or open another one."
    )
    return words.format(error.path)


@_words.register
def _ledger_locked(error: LedgerLockedError, _money: Money) -> str:
    if error.is_stale:
        words = QCoreApplication.translate(
            "Errors",
            "A program of {0} on {1} that has ended left a lock on {2}. It is safe to open it.",
        )
    else:
        words = QCoreApplication.translate(
            "Errors", "{0} on {1} has {2} open. Close it there, then try again."
        )
    return words.format(error.user, error.host, error.path)


@_words.register
def _ledger_missing(error: LedgerMissingError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "There is no ledger at {0}. It was moved or deleted: open it where it is now."
    )
    return words.format(error.path)


@_words.register
def _ledger_exists(error: LedgerExistsError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "A file lies at {0} already and was left as it is. Choose another name."
    )
    return words.format(error.path)


@_words.register
def _ledger_copy(error: LedgerCopyError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The ledger could not be written to {0}. Choose another folder, or make room."
    )
    return words.format(error.path)


@_words.register
def _newer_ledger(error: NewerLedgerError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "{0} was written by a newer Huanqing. Install that version to open it."
    )
    return words.format(error.path)


@_words.register
def _not_a_ledger(error: NotALedgerError, _money: Money) -> str:
    words = QCoreApplication.translate("Errors", "{0} is no ledger of Huanqing. Choose another.")
    return words.format(error.path)


@_words.register
def _ledger_damaged(error: LedgerDamagedError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "{0} is damaged. It was left as it is: restore a backup."
    )
    return words.format(error.path)


@_words.register
def _migration_failed(error: MigrationFailedError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "{0} could not be brought to this version and was left as it is."
    )
    return words.format(error.path)


@_words.register
def _exchange_format(error: ExchangeFormatError, _money: Money) -> str:
    return QCoreApplication.translate("Errors", "The file breaks its format at {0}.").format(
        error.field
    )


@_words.register
def _locked_statement(error: LockedStatementError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "This would change the locked statement of {0}. Nothing was changed."
    )
    return words.format(", ".join(day.isoformat() for day in error.statement_dates))


@_words.register
def _invalid_amount(_error: InvalidAmountError, _money: Money) -> str:
    return QCoreApplication.translate("Errors", "This is no amount of money. Type it like 1234.56.")


@_words.register
def _repayment_exceeds(error: RepaymentExceedsDebtError, money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The repayment is {0} more than what is owed. Lower it."
    )
    return words.format(money(error.excess_fen))


@_words.register
def _refund_exceeds(error: RefundExceedsPurchaseError, money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The refund is above what is left of the purchase, {0}. Lower it."
    )
    return words.format(money(error.left_fen))


@_words.register
def _unknown_purchase(error: UnknownPurchaseError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The purchase {0} is not in the ledger. Import the earlier bill first."
    )
    return words.format(error.purchase)


@_words.register
def _statement_instalment(error: StatementInstalmentError, money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "At most {0} of this statement can be split. Choose a smaller amount."
    )
    return words.format(money(error.allowed_fen))


_DIFFERENCES = {
    "ahead": QT_TRANSLATE_NOOP(
        "Errors",
        "Nothing booked by now falls in this statement. Correct the lines of its purchases.",
    ),
    "late": QT_TRANSLATE_NOOP(
        "Errors",
        "The repayments in the ledger would not cover the larger bill in time. "
        "Correct the repayment first, then post the difference.",
    ),
    "penalty": QT_TRANSLATE_NOOP(
        "Errors",
        "The late charges move along and never meet this figure. "
        "Correct the purchases or the repayments.",
    ),
}


@_words.register
def _statement_difference(error: StatementDifferenceError, money: Money) -> str:
    source = _DIFFERENCES.get(error.reason)
    if source is not None:
        return QCoreApplication.translate("Errors", str(source))
    words = QCoreApplication.translate(
        "Errors",
        "Only {0} of this statement are fees that can be lowered. Correct the purchase instead.",
    )
    return words.format(money(error.possible_fen))


@_words.register
def _nothing_owed(_error: NothingOwedError, _money: Money) -> str:
    return QCoreApplication.translate(
        "Errors", "Nothing is owed for this purchase on that day. Choose another day."
    )


@_words.register
def _allocation(_error: AllocationError, _money: Money) -> str:
    return QCoreApplication.translate(
        "Errors", "The parts of the repayment do not fit what is owed. Check them."
    )


@_words.register
def _target_beyond_limit(error: TargetBeyondLimitError, money: Money) -> str:
    if error.most_fen is None:
        return QCoreApplication.translate(
            "Errors", "The limit is not known. Tell it in the settings first."
        )
    words = QCoreApplication.translate(
        "Errors", "No more than {0} can be available on {1}. Wish for less, or for a later day."
    )
    return words.format(money(error.most_fen), error.day.isoformat())


@_words.register
def _invalid_field(error: InvalidFieldError, _money: Money) -> str:
    words = QCoreApplication.translate(
        "Errors", "The field {0} holds a value that is not allowed. Correct it."
    )
    return words.format(error.field)
