"""Where applications about the limit are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huanqing.application.limit_models import LimitApplication


class ApplicationStore(Protocol):
    """The applications about the limit; journaled like everything else."""

    def all(self) -> tuple[LimitApplication, ...]:
        """Return the applications, oldest first."""
        ...

    def replace(self, applications: Sequence[LimitApplication]) -> None:
        """Keep these and no others, touching only what differs; their ids must differ."""
        ...
