"""The popup that says where an amount comes from, and leads on to what it is summed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from huanqing.domain.derivation import Reference, RefKind, Term
from huanqing.ui.formatting import DASH
from huanqing.ui.table_models.columns import money_column
from huanqing.ui.table_models.row_model import Column, RowTableModel
from huanqing.ui.tokens import METRICS
from huanqing.ui.why.view_model import WhyViewModel
from huanqing.ui.why.words import figure_title, rule_words, source_words, term_words
from huanqing.ui.widgets.data_table import DataTable
from huanqing.ui.widgets.message_bar import MessageBar
from huanqing.ui.widgets.parts import make_button, make_label

if TYPE_CHECKING:
    from huanqing.domain.derivation import Derivation, Question
    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter

_FURTHER = " ›"  # noqa: RUF001 - the typographic mark is meant


class WhyDialog(QDialog):
    """Shows a derivation; Enter on a part follows it, or opens the entry it comes from.

    ``entry_requested`` carries the kind and id of an entry to open.
    """

    entry_requested = Signal(str, str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Where this comes from"))
        self.resize(METRICS.scaled(620), METRICS.scaled(460))
        self._formatter = context.formatter
        self.view_model = WhyViewModel(context.service, context.runner, context.formatter, self)
        self._message = MessageBar()
        self.title = make_label("heading")
        self.figure = make_label("figure")
        self.note = make_label("note")
        self.rules = make_label("note")
        self.terms = RowTableModel(
            term_columns(context.formatter), context.appearance.colour_of, self
        )
        self.table = DataTable(self.terms, self.tr("What it is summed from"))
        self.table.setSortingEnabled(False)
        self._add_buttons()
        self._lay_out()
        self._connect(context.formatter)

    def ask(self, asked: Question | Derivation) -> None:
        """Show where an amount comes from."""
        self.view_model.ask(asked)

    def _add_buttons(self) -> None:
        self.back = make_button(self.tr("Back"), "secondary", self.tr("To the figure before"))
        self.follow = make_button(
            self.tr("Further"), "secondary", self.tr("What the chosen part is summed from")
        )
        self.open_entry = make_button(
            self.tr("Open entry"), "secondary", self.tr("Show the entry on its page")
        )
        self.close_button = make_button(self.tr("Close"), "primary")

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(METRICS.spacing)
        for button in (self.back, self.follow, self.open_entry):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.spacing)
        column.addWidget(self.title)
        column.addWidget(self.figure)
        column.addWidget(self._message)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        column.addWidget(self.rules)
        column.addLayout(row)

    def _connect(self, formatter: Formatter) -> None:
        self.back.clicked.connect(self.view_model.go_back)
        self.follow.clicked.connect(self._on_follow_clicked)
        self.open_entry.clicked.connect(self._on_open_entry_clicked)
        self.table.activated.connect(self._on_activated)
        self.table.current_row_changed.connect(self._show_possible)
        self.view_model.derivation_changed.connect(self._on_derivation_changed)
        self.view_model.message_changed.connect(self._message.show_message)
        formatter.amounts_visibility_changed.connect(self._on_derivation_changed)
        self._on_derivation_changed()

    @property
    def _chosen(self) -> Term | None:
        return self.terms.row_at(self.table.currentIndex())

    @Slot()
    def _on_derivation_changed(self) -> None:
        found = self.view_model.derivation
        if found is not None:
            self._show(found)
        self._show_possible()

    def _show(self, found: Derivation) -> None:
        formatter = self._formatter
        unknown = self.tr("Unknown")
        amount = unknown if found.amount_fen is None else formatter.money(found.amount_fen)
        self.title.setText(figure_title(found, formatter))
        self.figure.setText(amount)
        self.figure.setAccessibleName(f"{self.title.text()}: {amount}")
        self.terms.set_rows(found.terms)
        self.table.setVisible(bool(found.terms))
        self.note.setText(self._note_of(found))
        self.note.setVisible(bool(self.note.text()))
        rules = "; ".join(rule_words(rule, formatter) for rule in found.rules)
        self.rules.setText(self.tr("By the rules: {0}").format(rules) if rules else "")
        self.rules.setVisible(bool(rules))
        if found.terms:
            self.table.select_row(0)
            self.table.setFocus()

    def _note_of(self, found: Derivation) -> str:
        if found.amount_fen is None:
            return self.tr("The limit is not known. Tell it on the Settings page.")
        if not found.terms and found.source is None:
            return self.tr("There is nothing to sum.")
        return source_words(found)

    @Slot()
    def _show_possible(self) -> None:
        """Offer what the chosen part leads to."""
        chosen = self._chosen
        self.back.setEnabled(self.view_model.can_go_back)
        self.follow.setEnabled(chosen is not None and chosen.question is not None)
        self.open_entry.setEnabled(self._entry is not None)

    @property
    def _entry(self) -> Reference | None:
        """The entry that the chosen part, or the figure as a whole, comes from."""
        found = self.view_model.derivation
        chosen = self._chosen
        reference = chosen.reference if chosen is not None else None
        if reference is None and found is not None:
            reference = found.source
        is_entry = reference is not None and reference.kind is RefKind.ENTRY
        return reference if is_entry else None

    @Slot(QModelIndex)
    def _on_activated(self, _index: QModelIndex) -> None:
        if self.follow.isEnabled():
            self._on_follow_clicked()
        elif self.open_entry.isEnabled():
            self._on_open_entry_clicked()

    @Slot()
    def _on_follow_clicked(self) -> None:
        chosen = self._chosen
        if chosen is not None and chosen.question is not None:
            self.view_model.ask(chosen.question)

    @Slot()
    def _on_open_entry_clicked(self) -> None:
        reference = self._entry
        if reference is not None:
            self.accept()
            self.entry_requested.emit(reference.entry_kind, reference.id)


def term_columns(formatter: Formatter) -> tuple[Column[Term], ...]:
    """Return what a part is, its day, and its amount."""
    translate = QCoreApplication.translate

    def words(term: Term) -> str:
        # A part that leads on shows it, as nothing else in the row does.
        return term_words(term, formatter) + (_FURTHER if term.question is not None else "")

    return (
        Column(
            header=translate("Columns", "Part"),
            text=words,
            sort_key=words,
            width=260,
            stretches=True,
        ),
        Column(
            header=translate("Columns", "Date"),
            text=lambda term: DASH if term.day is None else formatter.day(term.day),
            sort_key=lambda term: 0 if term.day is None else term.day.toordinal(),
            width=116,
        ),
        money_column(
            translate("Columns", "Amount"), formatter, lambda term: term.amount_fen, width=120
        ),
    )
