"""Single entries of an open ledger. Implements ``EntriesService``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from huanqing.application.change_entries import (
    book_entry,
    delete_entries,
    rewrite_entry,
    split_entry,
)
from huanqing.application.change_preview import preview_change
from huanqing.application.entry_detail import detail_of
from huanqing.application.entry_models import EntryOrder, FoundEntries, SavedSearch
from huanqing.application.entry_preparation import EntryPreparation
from huanqing.application.entry_problems import problems_of
from huanqing.application.entry_rules import day_of
from huanqing.application.entry_search import OfKind, looks_at_debts, looks_at_texts, parse_search
from huanqing.application.locked_statements import keep_locked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from huanqing.application.entry_models import (
        EntryDetail,
        EntryListRow,
        EntryQuery,
        FieldProblem,
        KindSum,
    )
    from huanqing.application.entry_record import EntryRecord
    from huanqing.application.entry_search import SearchLine
    from huanqing.application.ports import OpenUnitOfWork, UnitOfWork
    from huanqing.application.progress import Progress
    from huanqing.application.statement_models import ChangePreview

SAVED = "saved_searches"


class OpenEntries:
    """Single entries of an open ledger. Implements ``EntriesService``."""

    def __init__(self, open_uow: OpenUnitOfWork, today: Callable[[], date]) -> None:
        """Bind the use cases; ``today`` tells the ledger's day."""
        self._open = open_uow
        self._today = today
        self.preparation = EntryPreparation(open_uow, today)

    def find(
        self, query: EntryQuery, *, head: int | None = None, progress: Progress | None = None
    ) -> FoundEntries:
        """Return what the query finds; a search of texts indexes those that are not yet."""
        line = parse_search(query.text)
        if looks_at_texts(line.conditions):
            quick = self._at_end(query, line, head)
            if quick is not None:
                return quick
            self.preparation.index(progress)
        order = (query.order, query.is_descending)
        day = self._today()
        with self._open() as uow:
            if query.order is EntryOrder.LEFT or looks_at_debts(line.conditions):
                facts = self.preparation.known(uow, day, progress)
            else:
                facts = self.preparation.at_hand(uow, day)
            rowids = uow.search.find(line.conditions, facts, order, head, progress)
            is_complete = head is None or len(rowids) < head
            sums: tuple[KindSum, ...] | None = None
            if head is None:
                sums = uow.search.sums_of(line.conditions, facts, progress)
            elif is_complete:
                sums = uow.search.sums(rowids)
            uow.commit()
        count = len(rowids) if is_complete else None
        return FoundEntries(rowids, is_complete, count, sums, line.not_understood)

    def _at_end(self, query: EntryQuery, line: SearchLine, head: int | None) -> FoundEntries | None:
        """Return the head of a list by day where few texts have to be indexed for it."""
        if head is None or query.order is not EntryOrder.DAY or looks_at_debts(line.conditions):
            return None
        found = self.preparation.find_at_end(line.conditions, head, is_newest=query.is_descending)
        if found is None:
            return None
        return FoundEntries(found, False, None, None, line.not_understood)  # noqa: FBT003 - as named

    def rows(self, rowids: Sequence[int], *, waits: bool = True) -> list[EntryListRow]:
        """Return the rows of these ids, in their order; ids that are gone are left out.

        What is left of a debt may be None where it ``waits`` for no long replay.
        """
        day = self._today()
        known = self.preparation.known if waits else self.preparation.at_hand
        with self._open() as uow:
            found = uow.search.rows(rowids, known(uow, day))
            uow.commit()
        return found

    def sums(self, rowids: Sequence[int]) -> tuple[KindSum, ...]:
        """Return count and sum by kind."""
        with self._open() as uow:
            return uow.search.sums(rowids)

    def detail(self, rowid: int) -> EntryDetail:
        """Return one entry in full; raises KeyError where it is gone."""
        day = self._today()
        with self._open() as uow:
            found = detail_of(uow, rowid, self.preparation.known(uow, day))
            uow.commit()
        return found

    def rowid_of(self, kind: str, entry_id: str) -> int | None:
        """Return the row of an entry by its id, None where there is none."""
        with self._open() as uow:
            return uow.search.rowid_of(kind, entry_id)

    def problems(self, draft: EntryRecord) -> list[FieldProblem]:
        """Return what is wrong with a draft, field by field."""
        with self._open() as uow:
            return problems_of(uow, draft)

    def add(self, draft: EntryRecord, *, allow_locked: bool = False) -> int:
        """Book a new entry and return its row."""
        day = self._today()
        with self._open() as uow:
            with keep_locked(uow, day, allow_locked=allow_locked):
                rowid = book_entry(uow, draft)
            uow.commit()
        return rowid

    def change(self, rowid: int, draft: EntryRecord, *, allow_locked: bool = False) -> None:
        """Replace the fields of an entry; its kind and id stay."""
        self._act(lambda uow: rewrite_entry(uow, rowid, draft), allow_locked=allow_locked)

    def remove(self, rowids: Sequence[int], *, allow_locked: bool = False) -> None:
        """Delete entries, with the refunds and early settlements of a deleted purchase."""
        self._act(lambda uow: delete_entries(uow, rowids), allow_locked=allow_locked)

    def split(
        self,
        rowid: int,
        periods: int,
        fee_rate_ppm: int = 0,
        free_periods: int = 0,
        *,
        allow_locked: bool = False,
    ) -> None:
        """Say in how many periods a purchase is paid."""
        self._act(
            lambda uow: split_entry(uow, rowid, periods, fee_rate_ppm, free_periods),
            allow_locked=allow_locked,
        )

    def preview(self, rowid: int | None, draft: EntryRecord) -> ChangePreview:
        """Return what adding or changing would do to the statements; nothing is written.

        Figures are those of today, or of the entry's day where that is still ahead.
        """
        days = [self._today(), day_of(draft.day)]
        with self._open() as uow:
            stored = None if rowid is None else uow.entries.record_at(rowid)
            if stored is not None:
                days.append(day_of(stored.day))
            shown = max(day for day in days if day is not None)
            if rowid is None:
                return preview_change(uow, shown, lambda: book_entry(uow, draft))
            return preview_change(uow, shown, lambda: rewrite_entry(uow, rowid, draft))

    def purchases_like(self, text: str, count: int = 20) -> list[EntryListRow]:
        """Return purchases to choose from for a refund, newest first."""
        conditions = (*parse_search(text).conditions, OfKind(("purchase",)))
        if looks_at_texts(conditions):
            self.preparation.index(None)
        day = self._today()
        with self._open() as uow:
            facts = self.preparation.known(uow, day)
            rowids = uow.search.find(conditions, facts, (EntryOrder.DAY, True), count)
            found = uow.search.rows(rowids, facts)
            uow.commit()
        return found

    def suggestions(self, field: str, count: int = 50) -> list[str]:
        """Return the values used most in counterparty, category or method."""
        with self._open() as uow:
            return uow.search.suggestions(field, count)

    def saved_searches(self) -> list[SavedSearch]:
        """Return the saved searches in the order in which they were saved."""
        with self._open() as uow:
            kept = uow.settings.get(SAVED)
        return [SavedSearch(name, text) for name, text in json.loads(kept or "[]")]

    def save_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Replace the saved searches; one undoable action."""
        plain = [[each.name, each.text] for each in searches]
        kept = json.dumps(plain, ensure_ascii=False) if plain else None
        with self._open() as uow:
            if kept != uow.settings.get(SAVED):
                uow.journal.begin("searches", {"count": str(len(plain))})
                uow.settings.put(SAVED, kept)
                uow.commit()

    def _act(self, action: Callable[[UnitOfWork], None], *, allow_locked: bool) -> None:
        day = self._today()
        with self._open() as uow:
            with keep_locked(uow, day, allow_locked=allow_locked):
                action(uow)
            uow.commit()
