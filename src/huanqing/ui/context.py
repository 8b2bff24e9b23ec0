"""What every page gets when it is built: no singletons, one bundle handed down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huanqing.application.services import LedgerService
    from huanqing.ui.appearance import Appearance
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True)
class UiContext:
    """The open ledger and the services of the window."""

    service: LedgerService
    runner: TaskRunner
    formatter: Formatter
    appearance: Appearance
    preferences: Preferences
