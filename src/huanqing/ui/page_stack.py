"""The pages of a window, each built when it is first wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from huanqing.ui.preferences import state_spec
from huanqing.ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QSplitter

    from huanqing.ui.context import UiContext
    from huanqing.ui.pages import PageSpec


class PageStack(QStackedWidget):
    """Shows one page at a time; ``page_built`` carries the key of a new one."""

    page_built = Signal(str)

    def __init__(
        self, context: UiContext, specs: Sequence[PageSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._specs = {spec.key: spec for spec in specs}
        self._built: dict[str, Page] = {}
        self._begun: dict[str, object] = {}
        self.pages: Mapping[str, Page] = LazyPages(self)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all pages, in the order of the navigation."""
        return tuple(self._specs)

    @property
    def current_key(self) -> str:
        """The key of the page that is shown, "" before the first."""
        shown = self.currentWidget()
        return next((key for key, page in self._built.items() if page is shown), "")

    @property
    def built(self) -> Mapping[str, Page]:
        """The pages that were wanted so far."""
        return self._built

    def page(self, key: str) -> Page:
        """Return a page, built now where it is wanted for the first time."""
        if key not in self._built:
            page = self._specs[key].build(self._context, self)
            self._built[key] = page
            self.addWidget(page)
            self._restore_splitters(page)
            self.page_built.emit(key)
            self._go_on(key)
        return self._built[key]

    def build_next(self) -> bool:
        """Build one page that was not wanted yet; return False where there is none."""
        missing = [key for key in self._specs if key not in self._built]
        if missing:
            self.page(missing[0])
        return bool(missing)

    def load_ahead(self) -> bool:
        """Let one page load what its first look would wait for; return False where none has to."""
        return any(page.load_ahead() for page in self._built.values())

    def show_page(self, key: str) -> None:
        """Show a page."""
        self.setCurrentWidget(self.page(key))

    def begun(self) -> Mapping[str, object]:
        """Return what the user began on the pages, by their keys."""
        return self._begun | {key: page.begun() for key, page in self._built.items()}

    def go_on_with(self, begun: Mapping[str, object]) -> None:
        """Go on with what was begun in the window before, on each page once it is built."""
        self._begun = dict(begun)
        for key in self._built:
            self._go_on(key)

    def _go_on(self, key: str) -> None:
        begun = self._begun.pop(key, None)
        if begun is not None:
            self._built[key].go_on_with(begun)

    def save_splitters(self) -> None:
        """Remember how the splitters of the pages stand."""
        for page in self._built.values():
            for name, splitter in _splitters(page):
                state = bytes(splitter.saveState().data())
                self._context.preferences.put(state_spec("splitter", name), state)

    def _restore_splitters(self, page: Page) -> None:
        for name, splitter in _splitters(page):
            state = self._context.preferences.get(state_spec("splitter", name))
            if state:
                splitter.restoreState(state)


class LazyPages(Mapping[str, Page]):
    """The pages of a stack by their keys; asking for one builds it."""

    def __init__(self, stack: PageStack) -> None:
        self._stack = stack

    def __getitem__(self, key: str) -> Page:
        return self._stack.page(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stack.keys)

    def __len__(self) -> int:
        return len(self._stack.keys)


def _splitters(page: Page) -> list[tuple[str, QSplitter]]:
    """Return the splitters of a page with the names under which they are remembered."""
    found = page.splitters()
    return [
        (splitter.objectName() or f"{page.objectName()}-{place}", splitter)
        for place, splitter in enumerate(found)
    ]
