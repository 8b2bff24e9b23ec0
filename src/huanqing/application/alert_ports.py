"""Where it is kept what was done with alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huanqing.application.alert_models import AlertMark


class AlertStore(Protocol):
    """What was done with alerts, by their keys; journaled like everything else."""

    def marks(self) -> tuple[AlertMark, ...]:
        """Return every mark in the order of the keys."""
        ...

    def put(self, mark: AlertMark) -> None:
        """Keep a mark in the place of the earlier one of its key."""
        ...

    def remove(self, keys: Iterable[str]) -> None:
        """Forget marks; keys without one are passed over."""
        ...
