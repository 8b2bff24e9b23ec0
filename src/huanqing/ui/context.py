"""What every page gets when it is built: no singletons, one bundle handed down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.lean_tuple import LeanTuple

if TYPE_CHECKING:
    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.services import LedgerService
    from huanqing.ui.appearance import Appearance
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.preferences import Preferences
    from huanqing.ui.task_runner import TaskRunner


class UiContext(LeanTuple):
    """The open ledger and the services of the window.

    ``first_figures`` are those of the ledger while it is being opened, None once it is open.
    """

    service: LedgerService
    runner: TaskRunner
    formatter: Formatter
    appearance: Appearance
    preferences: Preferences
    first_figures: FirstFigures | None = None
