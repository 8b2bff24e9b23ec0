"""What the entries page needs of the ledger beyond the entry store, and what lists rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from huanqing.application.entry_models import (
        EntryListRow,
        EntryOrder,
        HistoryRow,
        KindSum,
        RawRow,
    )
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.entry_search import Condition
    from huanqing.application.progress import Progress


@dataclass(frozen=True, slots=True)
class DebtFacts:
    """What the replay knows of entries on ``day``, by their rows; ``left`` in fen, above zero."""

    day: date
    left: Mapping[int, int]
    overdue: frozenset[int]
    locked: frozenset[int]


class EntryPreparing(Protocol):
    """What lists of entries rest on; it takes a while where nobody has looked at the ledger."""

    def load_debts(self, progress: Progress | None = None) -> bool:
        """Find out what is still owed; return whether ``rows`` had to leave it out before."""
        ...

    def index_some(self, progress: Progress | None = None) -> bool:
        """Index a few texts for the searches to come; return whether there are more."""
        ...

    def index(self, progress: Progress | None = None) -> None:
        """Index all texts that are not yet; may be asked to stop, and goes on from there."""
        ...


class SearchStore(Protocol):
    """Finds and reads entries for lists; see ``EntriesService`` for what they are for."""

    def version(self) -> int:
        """Return a number that grows with every write to the file, derived data included."""
        ...

    def add_texts(self, after: int, count: int) -> int | None:
        """Index up to ``count`` entries that have no search text, of those after a row.

        Returns the last of them, None where there was none.
        """
        ...

    def find_at_end(
        self, conditions: Sequence[Condition], head: int, *, is_newest: bool
    ) -> array[int] | None:
        """Return the first rows by day of those that meet conditions about no debt.

        Looks at one end of the ledger only, whose texts are indexed for that; None where it
        holds less than ``head`` of them.
        """
        ...

    def find(
        self,
        conditions: Sequence[Condition],
        facts: DebtFacts,
        order: tuple[EntryOrder, bool],
        head: int | None = None,
        progress: Progress | None = None,
    ) -> array[int]:
        """Return the rows that meet every condition, sorted by ``order`` (and descending?).

        Raises Cancelled where ``progress`` says so.
        """
        ...

    def sums_of(
        self,
        conditions: Sequence[Condition],
        facts: DebtFacts,
        progress: Progress | None = None,
    ) -> tuple[KindSum, ...]:
        """Return count and sum by kind of what meets every condition."""
        ...

    def sums(self, rowids: Sequence[int]) -> tuple[KindSum, ...]:
        """Return count and sum by kind of these rows."""
        ...

    def rows(self, rowids: Sequence[int], facts: DebtFacts) -> list[EntryListRow]:
        """Return the rows of these ids in their order; those that are gone are left out."""
        ...

    def rowid_of(self, kind: str, entry_id: str) -> int | None:
        """Return the row of an entry by its id, None where there is none."""
        ...

    def refunds_of(self, rowid: int) -> list[int]:
        """Return the rows of a purchase's refunds, oldest first."""
        ...

    def resting_on(self, rowids: Sequence[int]) -> list[int]:
        """Return the rows of the entries that belong to these purchases."""
        ...

    def wrong_texts(self) -> list[int]:
        """Return the rows whose indexed texts are not those of the entry."""
        ...

    def debt_rows(self, entry_ids: Iterable[str]) -> dict[str, int]:
        """Return the rows of what opened the debts of these ids; unknown ids are absent."""
        ...

    def history(self, rowid: int) -> tuple[HistoryRow, ...]:
        """Return the actions that touched an entry since it was made, oldest first."""
        ...

    def raw(self, rowid: int) -> tuple[RawRow, str] | None:
        """Return the row of a bill that brought an entry, without captions, and its layout."""
        ...

    def suggestions(self, field: str, count: int) -> list[str]:
        """Return the values used most in a column, the newest first among equals."""
        ...


class EntryRows(Protocol):
    """Single entries by their rows; a part of ``EntryStore``."""

    def record_at(self, rowid: int) -> EntryRecord | None:
        """Return one entry as it is stored, None where it is gone."""
        ...

    def rewrite(self, rowid: int, record: EntryRecord) -> None:
        """Replace every field of an entry but its kind and id."""
        ...

    def delete(self, rowids: Sequence[int]) -> None:
        """Delete entries; bill rows that brought them stay and are not booked again."""
        ...
