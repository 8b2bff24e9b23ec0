"""The steps of the wizard: each says what it asks, and keeps the answers when it is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huanqing.ui.importing.history import DropZone
from huanqing.ui.preferences import LANGUAGE
from huanqing.ui.settings.cards_section import CardsCard
from huanqing.ui.settings.fields import AmountField, ChoiceField, NameField, NumberField
from huanqing.ui.settings.window_section import LANGUAGES
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import Card, make_button, make_field_label, make_label, set_tone
from huanqing.ui.wizard.answers import AccountAnswers, SalaryAnswer, known_answers
from huanqing.ui.wizard.form import StepForm

if TYPE_CHECKING:
    from huanqing.ui.wizard.view_model import WizardViewModel


class Step(QWidget):
    """A step; ``title`` and ``words`` stand in the header."""

    def __init__(self, view_model: WizardViewModel, title: str, words: str) -> None:
        super().__init__()
        self.view_model = view_model
        self.title = title
        self.words = words
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(METRICS.gap)

    def begin(self) -> None:
        """Put the focus where the user starts."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep the answers and go on, or say what is wrong with them."""
        raise NotImplementedError

    def show_stored(self) -> None:
        """Show what the ledger knows already."""

    def take_over(self, before: Step) -> None:
        """Let stand here what was typed on the same step before it was built anew."""


class PlaceStep(Step):
    """The language, and where the ledger lies."""

    def __init__(self, view_model: WizardViewModel) -> None:
        super().__init__(
            view_model,
            self.tr("Language and ledger"),
            self.tr("Everything stays in one file on this computer. Nothing is sent anywhere."),
        )
        context = view_model.host.context
        self.own_path = Path(context.service.path)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        self.language.addItems([self.tr("Follow the system"), "中文", "English"])
        self.language.setCurrentIndex(LANGUAGES.index(context.preferences.get(LANGUAGE)))
        self.path = QLineEdit(str(self.own_path))
        self.path.setAccessibleName(self.tr("Ledger file"))
        self.change_button = make_button(
            self.tr("Change…"), description=self.tr("Choose another place for the ledger")
        )
        self.warning = make_label("note")
        set_tone(self.warning, "warning")
        place = QHBoxLayout()
        place.setSpacing(METRICS.spacing)
        place.addWidget(self.path, 1)
        place.addWidget(self.change_button)
        form = QFormLayout()
        form.setHorizontalSpacing(METRICS.gap)
        form.setVerticalSpacing(METRICS.spacing)
        form.addRow(make_field_label(self.tr("Language"), self.language), self.language)
        form.addRow(make_field_label(self.tr("Ledger file"), self.path), place)
        form.addRow("", self.warning)
        self.column.addLayout(form)
        self.column.addStretch(1)
        self.language.activated.connect(self._on_language_activated)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.path.textChanged.connect(self._on_path_changed)
        self._on_path_changed()

    @override
    def begin(self) -> None:
        self.language.setFocus()

    @override
    def leave(self) -> None:
        path = self._wanted_path()
        if path is None:
            self.view_model.go_on()
        else:
            self.view_model.place(path)

    @override
    def take_over(self, before: Step) -> None:
        if isinstance(before, PlaceStep) and before.own_path == self.own_path:
            self.path.setText(before.path.text())

    def _wanted_path(self) -> Path | None:
        """Return where the ledger should lie, None where it lies there."""
        text = self.path.text().strip()
        path = Path(text).expanduser()
        if text and path.is_dir():
            path /= self.own_path.name
        return path if text and path != self.own_path else None

    @Slot(int)
    def _on_language_activated(self, place: int) -> None:
        self.view_model.choose_language(LANGUAGES[place])

    @Slot()
    def _on_change_clicked(self) -> None:
        kinds = self.tr("Ledgers ({0})").format("*.huanqing")
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Where the ledger lies"),
            self.path.text(),
            kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.path.setText(name)

    @Slot()
    def _on_path_changed(self) -> None:
        path = self._wanted_path() or self.own_path
        code = self.view_model.host.place_warning(path)
        words = self.tr(
            "This folder is synchronised or on the network, which can damage an open ledger. "
            "Better choose a folder of this computer."
        )
        self.warning.setText(words if code else "")
        self.warning.setVisible(bool(code))


class AccountStep(Step):
    """The limit, the statement day and the due rule, each of which may stay unknown."""

    def __init__(self, view_model: WizardViewModel) -> None:
        super().__init__(
            view_model,
            self.tr("Your Baitiao"),
            self.tr("JD shows these in the app under 白条. Leave empty what you do not know."),
        )
        formatter = view_model.host.context.formatter
        self._is_filled = False
        names = (self.tr("Credit limit"), self.tr("Statement day"), self.tr("Due"))
        self.limit = AmountField(formatter, names[0], None)
        self.statement_day = NumberField(names[1], None, (1, 31), is_needed=False)
        kinds = [
            (False, self.tr("Some days after the statement")),
            (True, self.tr("On a fixed day of the month")),
        ]
        self.due_kind = ChoiceField(names[2], kinds, value=False)
        self.due_days = NumberField(self.tr("Days until due"), 9, (0, 366))
        self.due_day = NumberField(self.tr("Due day"), None, (1, 31))
        self.form = StepForm()
        self.form.add("limit", names[0], self.limit, self.tr("总额度, not what is left of it."))
        hint = self.tr("账单日: 1 to 31; in a short month the last day.")
        self.form.add("statement_day", names[1], self.statement_day, hint)
        self.form.add("due_kind", names[2], self.due_kind)
        hint = self.tr("JD's usual is 9 days.")
        self.form.add("due_days", self.tr("Days until due"), self.due_days, hint)
        self.form.add("due_day", self.tr("Due day"), self.due_day)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.statement_day.edit.textChanged.connect(self._on_answers_changed)
        self.due_kind.edit.currentIndexChanged.connect(self._on_answers_changed)
        self._on_answers_changed()

    @override
    def begin(self) -> None:
        self.limit.widget.setFocus()

    @override
    def take_over(self, before: Step) -> None:
        if isinstance(before, AccountStep):
            self.form.take_over(before.form)

    @override
    def show_stored(self) -> None:
        view = self.view_model.settings.view
        if view is None or self._is_filled:
            return
        self._is_filled = True
        known = known_answers(view)
        if self.limit.is_blank:
            self.limit.edit.set_amount(known.limit_fen)
        if self.statement_day.is_blank and known.statement_day is not None:
            self.statement_day.edit.setText(str(known.statement_day))
            self.due_kind.choose(known.due_day is not None)
            self.due_days.edit.setText(str(known.due_days))
            self.due_day.edit.setText("" if known.due_day is None else str(known.due_day))

    @override
    def leave(self) -> None:
        if not self.form.check():
            return
        is_fixed = self.due_kind.value
        days = self.due_days.value
        answers = AccountAnswers(
            limit_fen=self.limit.value,
            statement_day=self.statement_day.value,
            due_days=9 if days is None or is_fixed else days,
            due_day=self.due_day.value if is_fixed else None,
        )
        self.view_model.save_account(answers)

    @Slot()
    def _on_answers_changed(self) -> None:
        has_day = not self.statement_day.is_blank
        is_fixed = self.due_kind.value
        self.form.set_field_visible("due_kind", visible=has_day)
        self.form.set_field_visible("due_days", visible=has_day and not is_fixed)
        self.form.set_field_visible("due_day", visible=has_day and is_fixed)


class CardsStep(Step):
    """The cards, and when money comes."""

    def __init__(self, view_model: WizardViewModel) -> None:
        super().__init__(
            view_model,
            self.tr("Your cards"),
            self.tr("From which cards you repay, and what each lets through in a day."),
        )
        formatter = view_model.host.context.formatter
        self.cards = CardsCard(view_model.settings)
        self.cards.table.setColumnHidden(4, True)  # noqa: FBT003 - Qt's own argument
        self.cards.table.setColumnHidden(6, True)  # noqa: FBT003 - Qt's own argument
        salary = Card(self.tr("Salary, if you like"))
        names = (self.tr("Comes to"), self.tr("Amount"), self.tr("Day of the month"))
        self.account = NameField(names[0], [], None)
        self.amount = AmountField(formatter, names[1], None)
        self.day = NumberField(names[2], None, (1, 31), is_needed=False)
        self.form = StepForm()
        self.form.add("amount", names[1], self.amount)
        self.form.add("day", names[2], self.day)
        self.form.add("account", names[0], self.account, self.tr("The account behind a card."))
        salary.body.addWidget(self.form)
        self.column.addWidget(self.cards)
        self.column.addWidget(salary)
        self.column.addStretch(1)

    @override
    def begin(self) -> None:
        self.cards.add_button.setFocus()

    @override
    def take_over(self, before: Step) -> None:
        if isinstance(before, CardsStep):
            self.form.take_over(before.form)

    @override
    def show_stored(self) -> None:
        self.cards.show_stored()
        view = self.view_model.settings.view
        if view is not None:
            self.account.offer([each.id for each in view.funding])

    @override
    def leave(self) -> None:
        if not self.form.check():
            return
        amount, day = self.amount.value, self.day.value
        if amount is None and day is None:
            self.view_model.go_on()
        elif not amount:
            self.form.refuse("amount", self.tr("Type how much comes, or leave the day empty."))
        elif day is None:
            self.form.refuse("day", self.tr("Type the day, or leave the amount empty."))
        else:
            account = self.account.value or self.tr("Salary account")
            self.view_model.save_salary(SalaryAnswer(account, amount, day, self.tr("Salary")))


class BillStep(Step):
    """The first bill, the demo, or an empty ledger."""

    def __init__(self, view_model: WizardViewModel) -> None:
        super().__init__(
            view_model,
            self.tr("Your first bill"),
            self.tr("You see every row before anything is booked, and can undo the import."),
        )
        self.drop_zone = DropZone()
        guide = Card(self.tr("Get your bill out of JD"))
        path = self.tr(
            "In the JD app: 我的 > 我的钱包 > 账单 > … (top right) > "
            "账单导出（仅限个人对账）. Choose the dates, wait for the mail, "
            "and drop the CSV or zip file here."
        )
        guide.body.addWidget(make_label("text", path))
        self.demo_button = make_button(
            self.tr("Look at the demo ledger first"),
            description=self.tr("Your own ledger stays as it is"),
        )
        for widget in (self.drop_zone, guide, self.demo_button):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.drop_zone.choice_requested.connect(self._on_choice_requested)
        self.demo_button.clicked.connect(view_model.open_demo)

    @override
    def begin(self) -> None:
        self.drop_zone.setFocus()

    @override
    def leave(self) -> None:
        self.view_model.go_on()

    @Slot()
    def _on_choice_requested(self) -> None:
        kinds = self.tr("Bills ({0})").format("*.csv *.zip")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose bills"), "", kinds)
        if names:
            self.view_model.import_files([Path(name) for name in names])
