"""Writes the accepted plan into a calendar, a table or a PDF that the user names."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from huanqing.application.plan_models import StepState
from huanqing.ui.plan.words import state_word
from huanqing.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from huanqing.application.plan_export import PlanSheet, PlanWords
    from huanqing.application.progress import Progress
    from huanqing.ui.context import UiContext
    from huanqing.ui.plan.actions import PlanPageActions


class PlanExporter(QObject):
    """The three exports of the plan page's menu.

    ``message_changed`` says where a file was written, or why none was. ``calendar``, ``table``
    and ``pdf`` are the actions.
    """

    message_changed = Signal(object)

    def __init__(self, context: UiContext, actions: PlanPageActions, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._plans = context.service.plans
        self._path = context.service.path
        self._runner = context.runner
        self._formatter = context.formatter
        self.calendar = actions.add_export(
            self.tr("Export as calendar (.ics)…"),
            self.tr("Write the payments as events with reminders; a file that is there is updated"),
        )
        self.table = actions.add_export(
            self.tr("Export as table (.csv)…"), self.tr("Write the payments for a spreadsheet")
        )
        self.pdf = actions.add_export(
            self.tr("Export as PDF…"), self.tr("Write the payments for printing")
        )
        self.calendar.triggered.connect(self._on_calendar_triggered)
        self.table.triggered.connect(self._on_table_triggered)
        self.pdf.triggered.connect(self._on_pdf_triggered)

    @property
    def actions(self) -> tuple[QAction, ...]:
        """The actions, which need an accepted plan."""
        return (self.calendar, self.table, self.pdf)

    def write(self, path: Path) -> None:
        """Write the plan into a file of the kind that its name says."""
        if path.suffix == ".pdf":
            # Qt lays text out on the GUI thread; only what to print comes from the ledger.
            self._submit(path, lambda _progress: self._plans.sheet(), self._print)
            return
        words = self._words()
        work = partial(self._write_calendar if path.suffix == ".ics" else self._write_table, path)
        self._submit(path, lambda _progress: work(words), lambda _path, sheet: sheet is not None)

    def _submit(
        self,
        path: Path,
        work: Callable[[Progress], PlanSheet | None],
        finish: Callable[[Path, PlanSheet | None], bool],
    ) -> None:
        def on_success(sheet: PlanSheet | None) -> None:
            try:
                is_written = finish(path, sheet)
            except OSError as error:
                self._fail(error)
                return
            words = self.tr("Written to {0}.").format(path)
            if not is_written:
                words = self.tr("There is no accepted plan to export.")
            self.message_changed.emit(Message(words, "good" if is_written else "warning"))

        self._runner.submit(self, work, on_success, self._fail)

    def _write_calendar(self, path: Path, words: PlanWords) -> PlanSheet | None:
        from huanqing.application.whole_file import write_whole  # noqa: PLC0415 - for an export

        sheet = self._plans.sheet()
        if sheet is not None:
            previous = path.read_bytes() if path.exists() else None
            write_whole(path, self._plans.calendar(sheet, words, previous))
        return sheet

    def _write_table(self, path: Path, words: PlanWords) -> PlanSheet | None:
        from huanqing.application.plan_export import plan_csv  # noqa: PLC0415 - for an export
        from huanqing.application.whole_file import write_whole  # noqa: PLC0415 - likewise

        sheet = self._plans.sheet()
        if sheet is not None:
            write_whole(path, plan_csv(sheet, words))
        return sheet

    def _print(self, path: Path, sheet: PlanSheet | None) -> bool:
        if sheet is None:
            return False
        from huanqing.application.whole_file import write_whole  # noqa: PLC0415 - for an export
        from huanqing.ui.plan_pdf import plan_pdf  # noqa: PLC0415 - only for a PDF

        write_whole(path, plan_pdf(sheet, self._words(), QGuiApplication.font()))
        return True

    def _fail(self, error: Exception) -> None:
        if isinstance(error, OSError):
            words = self.tr("The file cannot be written: {0}. Choose another place.")
            text = words.format(error.strerror or type(error).__name__)
        else:
            from huanqing.ui.error_labels import error_text  # noqa: PLC0415 - not at start

            text = error_text(error, self._formatter.money)
        self.message_changed.emit(Message(text, "bad"))

    def _ask(self, title: str, kinds: str, suffix: str, *, is_updated: bool = False) -> None:
        from huanqing.ui.file_dialogs import ask_export_place  # noqa: PLC0415 - when one is shown

        wanted = Path(self._path).with_name(self.tr("repayment plan") + suffix)
        path = ask_export_place(self._page, title, wanted, kinds, is_updated=is_updated)
        if path is not None:
            self.write(path)

    @Slot()
    def _on_calendar_triggered(self) -> None:
        kinds = self.tr("Calendars ({0})").format("*.ics")
        self._ask(self.tr("Export the plan as calendar"), kinds, ".ics", is_updated=True)

    @Slot()
    def _on_table_triggered(self) -> None:
        kinds = self.tr("CSV ({0})").format("*.csv")
        self._ask(self.tr("Export the plan as table"), kinds, ".csv")

    @Slot()
    def _on_pdf_triggered(self) -> None:
        kinds = self.tr("PDF ({0})").format("*.pdf")
        self._ask(self.tr("Export the plan as PDF"), kinds, ".pdf")

    def _words(self) -> PlanWords:
        """Return the words of an export in the language of the window."""
        from huanqing.application.plan_export import PlanWords  # noqa: PLC0415 - for an export

        return PlanWords(
            title=self.tr("Repayment plan"),
            number=self.tr("No."),
            day=self.tr("Date"),
            card=self.tr("Card"),
            amount=self.tr("Amount (yuan)"),
            left=self.tr("Still to pay (yuan)"),
            bills=self.tr("Bills"),
            state=self.tr("State"),
            total=self.tr("Total"),
            bill=self.tr("{0} bill"),
            due=self.tr("due {0}"),
            made_on=self.tr("Plan of {0}, written {1}"),
            origin=self.tr("Made by Huanqing. Not JD's program."),
            late=self.tr("This plan cannot pay everything in time."),
            page=self.tr("Page {0} of {1}"),
            event=self.tr("Baitiao: repay {0} from {1}"),
            event_done=self.tr("Baitiao: {0} from {1} ({2})"),
            reminder_eve=self.tr("Tomorrow: repay {0} from {1}"),
            reminder=self.tr("Today: repay {0} from {1}"),
            states={state: state_word(state) for state in StepState},
        )
