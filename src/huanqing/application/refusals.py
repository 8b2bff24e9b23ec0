"""The errors with which the use cases refuse what they were asked."""

from __future__ import annotations

from huanqing.application.bill_rows import BillFileError
from huanqing.application.errors import (
    BatchInUseError,
    ExchangeFormatError,
    LedgerFileError,
    LockedStatementError,
    NotACalendarError,
)
from huanqing.domain.errors import LedgerError

REFUSALS = (
    LedgerError,
    LedgerFileError,
    BillFileError,
    BatchInUseError,
    ExchangeFormatError,
    LockedStatementError,
    NotACalendarError,
)
"""What is the user's to mend, and is said in words."""
