"""A list does not wait for a long replay, nor a search for texts that were made in idle time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huanqing.application import entry_preparation, figures
from huanqing.application.entry_models import EntryOrder, EntryQuery
from huanqing.application.progress import Cancelled
from huanqing.infrastructure.persistence.search_store import SqlSearchStore
from integration.persistence.entry_bench import furnished
from integration.persistence.ledgers import change_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from integration.persistence.ledgers import Bench


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A ledger that nobody has looked at, in which a few entries are a long replay."""
    made = furnished(tmp_path)
    with made.uow() as uow:
        uow.replays.clear()
        uow.commit()
    monkeypatch.setattr(figures, "REPORT_EVERY", 5)
    yield made
    made.close()


def left(bench: Bench, *, waits: bool) -> dict[int, int | None]:
    entries = bench.service.entries
    rowids = entries.find(EntryQuery()).rowids
    return {row.rowid: row.left_fen for row in entries.rows(rowids, waits=waits)}


def checkpoints(bench: Bench) -> int:
    return int(bench.query("SELECT count(*) FROM checkpoint")[0][0])


def test_rows_come_before_a_long_replay_and_what_is_owed_after_it(far: Bench) -> None:
    early = left(far, waits=False)
    assert set(early.values()) == {None}
    assert far.service.entries.preparation.load_debts()
    late = left(far, waits=False)
    assert late.keys() == early.keys()
    assert late == left(far, waits=True)
    assert any(late.values())
    assert not far.service.entries.preparation.load_debts()


def test_a_short_replay_leaves_nothing_out(far: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "REPORT_EVERY", 2_000)
    assert any(left(far, waits=False).values())
    assert not far.service.entries.preparation.load_debts()


@pytest.mark.parametrize(
    "query",
    [
        EntryQuery(text="状态:未还"),
        EntryQuery(text="-状态:已还"),
        EntryQuery(order=EntryOrder.LEFT, is_descending=True),
    ],
)
def test_a_question_about_debts_waits_for_the_replay(far: Bench, query: EntryQuery) -> None:
    entries = far.service.entries
    early = entries.find(query, head=5).rowids
    entries.preparation.load_debts()
    assert early == entries.find(query, head=5).rowids


def test_a_cancelled_replay_keeps_how_far_it_came(
    far: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "REPORT_EVERY", 1)
    with pytest.raises(Cancelled):
        far.service.entries.preparation.load_debts(lambda done, _total: done < 12)
    kept = checkpoints(far)
    assert kept > 0
    with pytest.raises(Cancelled):
        far.service.overview(lambda _done, _total: False)
    assert checkpoints(far) >= kept
    assert far.service.entries.preparation.load_debts()
    assert left(far, waits=False) == left(far, waits=True)


def test_texts_are_indexed_piece_by_piece(far: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_preparation, "FEW", 4)
    entries = far.service.entries
    (count,) = far.query("SELECT count(*) FROM entry")[0]
    pieces = 1
    while entries.preparation.index_some():
        assert far.query("SELECT count(*) FROM search_text") == [(min(4 * pieces, count),)]
        pieces += 1
    assert pieces > 2
    assert far.query("SELECT count(*) FROM search_text") == [(count,)]


def test_a_text_changed_between_two_pieces_is_indexed_anew(
    far: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_preparation, "FEW", 4)
    entries = far.service.entries
    assert entries.preparation.index_some()
    assert entries.preparation.index_some()
    rowid = entries.rowid_of("purchase", "p1") or 0
    assert rowid
    entries.change(rowid, replace(entries.detail(rowid).record, description="锦鲤礼盒"))
    while entries.preparation.index_some():
        pass
    assert rowid in entries.find(EntryQuery(text="锦鲤")).rowids


def test_indexing_outdates_nothing_that_the_replay_knows(far: Bench) -> None:
    entries = far.service.entries
    assert any(left(far, waits=True).values())
    while entries.preparation.index_some():
        pass
    change_file(far.path, "DELETE FROM checkpoint")
    assert any(left(far, waits=False).values())


def test_there_is_nothing_to_index_until_something_is_written(far: Bench) -> None:
    preparation = far.service.entries.preparation
    while preparation.index_some():
        pass
    asked: list[int] = []

    def wait(done: int, _total: int) -> bool:
        asked.append(done)
        return True

    assert not preparation.index_some(wait)
    assert asked == []
    far.service.undo()
    assert not preparation.index_some(wait)
    assert len(asked) == 1


def test_indexing_that_is_cancelled_keeps_its_piece(
    far: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_preparation, "FEW", 4)
    preparation = far.service.entries.preparation
    with pytest.raises(Cancelled):
        preparation.index_some(lambda _done, _total: False)
    assert far.query("SELECT count(*) FROM search_text") == [(4,)]
    assert preparation.index_some()
    assert far.query("SELECT count(*) FROM search_text") == [(8,)]


def test_indexing_brings_a_long_replay_no_nearer(far: Bench) -> None:
    assert set(left(far, waits=False).values()) == {None}
    preparation = far.service.entries.preparation
    while preparation.index_some():
        pass
    assert preparation.load_debts()
    assert any(left(far, waits=False).values())


def test_indexing_that_gives_way_goes_on_from_there(
    far: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_preparation, "CHUNK", 4)
    preparation = far.service.entries.preparation
    asked: list[int] = []

    def stop_third(done: int, _total: int) -> bool:
        asked.append(done)
        return len(asked) < 3

    with pytest.raises(Cancelled):
        preparation.index(stop_third)
    assert far.query("SELECT count(*) FROM search_text") == [(8,)]
    added: list[int] = []
    add_texts = SqlSearchStore.add_texts

    def note(store: SqlSearchStore, after: int, count: int) -> int | None:
        added.append(after)
        return add_texts(store, after, count)

    monkeypatch.setattr(SqlSearchStore, "add_texts", note)
    preparation.index()
    assert added[0] == asked[-1] > 0
    (count,) = far.query("SELECT count(*) FROM entry")[0]
    assert far.query("SELECT count(*) FROM search_text") == [(count,)]


def test_a_replay_that_others_brought_nearer_still_tells_what_rows_lacked(far: Bench) -> None:
    assert set(left(far, waits=False).values()) == {None}
    far.service.overview()
    assert far.service.entries.preparation.load_debts()
    assert not far.service.entries.preparation.load_debts()
