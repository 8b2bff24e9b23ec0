"""Where reconciliations are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from huanqing.application.statement_models import Reconciliation


class ReconciliationStore(Protocol):
    """What was noted of each statement while reconciling; journaled like everything else."""

    def all(self) -> dict[date, Reconciliation]:
        """Return every reconciliation, by statement date."""
        ...

    def save(self, value: Reconciliation) -> None:
        """Keep a reconciliation in the place of the earlier one of its statement."""
        ...
