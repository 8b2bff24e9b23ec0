"""A door to ledgers in memory; files stand for them, so that paths exist or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huanqing.application.errors import LedgerExistsError, LedgerMissingError
from ui.fake_service import FakeLedgerService

if TYPE_CHECKING:
    from pathlib import Path

    from huanqing.application.overview_models import FirstFigures
    from huanqing.application.services import LedgerService


class PlacedLedger(FakeLedgerService):
    """A ledger in memory that says where it lies."""

    def __init__(self, path: Path, *, is_demo: bool = False) -> None:
        super().__init__()
        self.place = path
        self.is_marked = is_demo

    @property
    def path(self) -> str:
        return str(self.place)

    @property
    def is_demo(self) -> bool:
        return self.is_marked


class FakeDoor:
    """Remembers what was opened; ``refusals`` are raised by path, until a lock is broken."""

    def __init__(self, folder: Path) -> None:
        self.default_path = folder / "own.huanqing"
        self.demo_path = folder / "demo.huanqing"
        self.refusals: dict[Path, Exception] = {}
        self.opened: list[PlacedLedger] = []
        self.copies: list[Path] = []
        self.warning = ""
        self.kept: dict[Path, FirstFigures] = {}

    def open(self, path: Path, *, break_lock: bool = False) -> PlacedLedger:
        if path in self.refusals and not break_lock:
            raise self.refusals[path]
        if not path.exists():
            raise LedgerMissingError(str(path))
        return self._keep(path, is_demo=path == self.demo_path)

    def first_figures(self, path: Path) -> FirstFigures | None:
        return self.kept.get(path)

    def put_away(self, service: LedgerService) -> None:
        service.close()

    def create(self, path: Path) -> PlacedLedger:
        if path.exists():
            raise LedgerExistsError(str(path))
        return self._keep(path)

    def open_demo(self) -> PlacedLedger:
        return self._keep(self.demo_path, is_demo=True)

    def copy(self, service: LedgerService, target: Path) -> None:
        if target.exists():
            raise LedgerExistsError(str(target))
        assert service is self.opened[-1]
        self.copies.append(target)

    def move(self, service: LedgerService, target: Path) -> PlacedLedger:
        if target in self.refusals:
            raise self.refusals[target]
        last = self.opened[-1]
        assert service is last
        last.close()
        last.place.unlink()
        return self._keep(target)

    def place_warning(self, _path: Path) -> str:
        return self.warning

    def _keep(self, path: Path, *, is_demo: bool = False) -> PlacedLedger:
        path.write_bytes(b"ledger")
        self.opened.append(PlacedLedger(path, is_demo=is_demo))
        return self.opened[-1]
