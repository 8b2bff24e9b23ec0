"""A question asked in one transaction, whose replayed days are worth keeping."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from huanqing.application.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork


@contextmanager
def keeping_checkpoints(open_uow: OpenUnitOfWork) -> Iterator[UnitOfWork]:
    """Ask in one transaction; what a cancelled question has replayed is kept as well."""
    with open_uow() as uow:
        try:
            yield uow
        except Cancelled:
            uow.commit()
            raise
        uow.commit()
