"""Fills a new ledger with the demo and marks it as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.demo import demo_document
from huanqing.application.exchange import load_ledger, read_ledger
from huanqing.application.figures import DEMO

if TYPE_CHECKING:
    from huanqing.application.ports import UnitOfWork


def fill_with_demo(uow: UnitOfWork) -> None:
    """Load the demo into an empty ledger; the caller commits."""
    load_ledger(uow, read_ledger(demo_document()))
    uow.settings.put(DEMO, "1")
