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
    from array import array
    from collections.abc import Callable, Sequence

    from huanqing.application.entry_search import Condition
    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.application.progress import Progress

CHUNK = 2_000
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
        self._has_left_out = False
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
        if uow.search.version() != self._far_at:
            try:
                # The replay asks for the first time after a good many entries.
                return self.known(uow, day, lambda _done, _total: False)
            except Cancelled:
                self._far_at = uow.search.version()
        self._has_left_out = True
        return _NOTHING

    def load_debts(self, progress: Progress | None = None) -> bool:
        """Replay what is still to be replayed; return whether rows lacked what is owed.

        Raises Cancelled where ``progress`` says so; how far it came is kept.
        """
        day = self._today()
        with self._open() as uow:
            try:
                self.known(uow, day, progress)
            except Cancelled:
                self._far_at = uow.search.version()
                self._has_left_out = True
                uow.commit()
                raise
            uow.commit()
        had_left_out, self._has_left_out = self._has_left_out, False
        return had_left_out

    def index_some(self, progress: Progress | None = None) -> bool:
        """Index a few texts for the searches to come; return whether there are more."""
        with self._open() as uow:
            before = uow.search.version()
            if before == self._indexed_at:
                return False
            after = uow.search.add_texts(self._came_to_of(before), FEW)
            uow.commit()
            self._note_texts(uow, before, after)
        if progress is not None and not progress(after or 0, 0):
            raise Cancelled
        return after is not None

    def find_at_end(
        self, conditions: Sequence[Condition], head: int, *, is_newest: bool
    ) -> array[int] | None:
        """Return the head of a list by day where that end of the ledger holds so many.

        Only what lies there is indexed for that. None where it must be looked for elsewhere,
        or where all is indexed and nothing is won.
        """
        with self._open() as uow:
            before = uow.search.version()
            if before == self._indexed_at:
                return None
            found = uow.search.find_at_end(conditions, head, is_newest=is_newest)
            uow.commit()
            self._note_texts(uow, before, self._came_to_of(before))
        return found

    def index(self, progress: Progress | None = None) -> None:
        """Index all texts that are not yet, a chunk in each transaction.

        Raises Cancelled where ``progress`` says so; how far it came is kept.
        """
        after: int | None = 0
        while after is not None:
            if progress is not None and not progress(after, 0):
                raise Cancelled
            with self._open() as uow:
                before = uow.search.version()
                if before == self._indexed_at:
                    return
                after = uow.search.add_texts(self._came_to_of(before), CHUNK)
                uow.commit()
                self._note_texts(uow, before, after)

    def _came_to_of(self, version: int) -> int:
        """Return the row up to which all is indexed.

        Whatever was written since then may have outdated texts of rows before.
        """
        known_at, came_to = self._came_to
        return came_to if known_at == version else 0

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
