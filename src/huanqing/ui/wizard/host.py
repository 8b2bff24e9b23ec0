"""What the first-start wizard asks of the program around it; the desk of windows implements it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from huanqing.ui.context import UiContext
    from huanqing.ui.preferences import Language


class WizardHost(Protocol):
    """The program, as the wizard sees it; every call comes from the GUI thread.

    The wizard outlives the window behind it: ``change_language`` and ``place_ledger`` may build
    that anew, so the wizard is no child of it and reads ``context`` at each use.
    """

    @property
    def context(self) -> UiContext:
        """The open ledger and the services of the window, as they are now."""
        ...

    def change_language(self, language: Language) -> None:
        """Load the words of a language and remember it; they hold once this returns."""
        ...

    def place_ledger(self, path: Path, on_done: Callable[[Exception | None], None]) -> None:
        """Move the open ledger to ``path``, or open the one that lies there.

        ``on_done`` gets None, or the expected error where nothing has changed; later or at once.
        """
        ...

    def place_warning(self, path: Path) -> str:
        """Return a code where a folder is unwise (``cloud``, ``network``), "" where it is not."""
        ...

    def import_files(self, paths: list[Path]) -> None:
        """Go to the import page with these files in the preview; the wizard closes itself."""
        ...

    def open_demo(self) -> None:
        """Open the demo ledger in place of the user's own; the wizard closes itself."""
        ...
