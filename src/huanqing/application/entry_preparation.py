"""What lists of entries rest on: the debts that a replay knows, and the texts of a search.

Both take a while on a large ledger that nobody has looked at yet. A list shows without the
debts and gets them after; texts are indexed while nothing else is to be done.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huanqing.application.entry_detail import debt_facts
from huanqing.application.entry_ports import DebtFacts
from huanqing.application.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.application.progress import Progress

CHUNK = 5_000
"""Entries indexed in one transaction, between two looks at whether the user still waits."""
FEW = 1_000
"""Entries indexed in the background before other work has its turn."""

_NOTHING = DebtFacts(date.min, {}, frozenset(), frozenset())


class EntryPreparation:
    """Knows how far the ledger is prepared. Implements ``EntryPreparing``."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date]) -> None:
        """Bind the ledger; ``today`` tells its day."""
        self._open = open_uow
        self._today = today
        self._facts: tuple[int, DebtFacts] | None = None
        self._far_at = -1
        self._indexed_at = -1
        self._came_to = (-1, 0)

    def known(self, uow: UnitOfWork, day: date, progress: Progress | None = None) -> DebtFacts:
        """Return what the replay knows, kept until something is written."""
        kept = self._facts
        if kept is not None and kept[0] == uow.search.version() and kept[1].day == day:
            return kept[1]
        facts = debt_facts(uow, day, progress)
        # Asking may keep a checkpoint, which is a write too.
        self._facts = (uow.search.version(), facts)
        self._far_at = -1
        return facts

    def at_hand(self, uow: UnitOfWork, day: date) -> DebtFacts:
        """Return what the replay knows, or that of no debt where many entries come first."""
        if uow.search.version() == self._far_at:
            return _NOTHING
        try:
            # The replay asks for the first time after a good many entries.
            return self.known(uow, day, lambda _done, _total: False)
        except Cancelled:
            self._far_at = uow.search.version()
            return _NOTHING

    def load_debts(self, progress: Progress | None = None) -> bool:
        """Replay what is still to be replayed; return whether rows lacked what is owed.

        Raises Cancelled where ``progress`` says so; how far it came is kept.
        """
        day = self._today()
        with self._open() as uow:
            was_far = uow.search.version() == self._far_at
            try:
                self.known(uow, day, progress)
            except Cancelled:
                self._far_at = uow.search.version()
                uow.commit()
                raise
            uow.commit()
        return was_far

    def index_some(self, progress: Progress | None = None) -> bool:
        """Index a few texts for the searches to come; return whether there are more."""
        with self._open() as uow:
            before = uow.search.version()
            if before == self._indexed_at:
                return False
            # Whatever was written since then may have outdated texts of rows before.
            version, came_to = self._came_to
            after = uow.search.add_texts(came_to if version == before else 0, FEW)
            uow.commit()
            self._note_texts(uow, before, after)
        if progress is not None and not progress(after or 0, 0):
            raise Cancelled
        return after is not None

    def index(self, progress: Progress | None) -> None:
        """Index all texts that are not yet, a chunk in each transaction."""
        after: int | None = 0
        while after is not None:
            if progress is not None and not progress(after, 0):
                raise Cancelled
            with self._open() as uow:
                before = uow.search.version()
                if before == self._indexed_at:
                    return
                after = uow.search.add_texts(after, CHUNK)
                uow.commit()
                self._note_texts(uow, before, after)

    def _note_texts(self, uow: UnitOfWork, before: int, after: int | None) -> None:
        """Remember how far the texts are; they outdate nothing of what is known."""
        version = uow.search.version()
        if after is None:
            self._indexed_at = version
        self._came_to = (version, after or 0)
        if self._far_at == before:
            self._far_at = version
        if self._facts is not None and self._facts[0] == before:
            self._facts = (version, self._facts[1])
