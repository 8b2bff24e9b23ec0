"""A dialog of fields with the problems beside them; every editor of the program is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import (
    make_button,
    make_field_label,
    make_label,
    set_invalid,
    set_tone,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

_OF_SCREEN_PERCENT = 90


class FormDialog(QDialog):
    """Fields with labels, a line below each for its problem, a note, and two buttons.

    ``submitted`` when the user wants to keep what stands there (Enter, Ctrl+Enter or the
    button); whoever listens closes the dialog with ``accept`` once it is booked, or says with
    ``show_problem`` or ``show_error`` why not: the first field with a problem then gets the
    focus. With a ``next_text`` a third button (Ctrl+Shift+Enter) emits ``submitted_and_next``.
    """

    submitted = Signal()
    submitted_and_next = Signal()

    def __init__(
        self,
        title: str,
        accept_text: str,
        parent: QWidget | None = None,
        *,
        next_text: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(METRICS.scaled(460))
        self._problems: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._fields: dict[str, tuple[QWidget, str]] = {}
        self._wants_focus = False
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setHorizontalSpacing(METRICS.gap)
        self.form.setVerticalSpacing(METRICS.spacing)
        self.error = make_label("note")
        self.error.hide()
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(make_label("title", title))
        self.column.addLayout(self.form)
        self.column.addWidget(self.error)
        self._scroll = ContentScroll(self._content)
        self.buttons = QDialogButtonBox()
        self.accept_button: QPushButton = make_button(accept_text, "primary")
        self.next_button: QPushButton = make_button(next_text)
        self.cancel_button: QPushButton = make_button(self.tr("Cancel"))
        self._build(has_next=bool(next_text))

    def _build(self, *, has_next: bool) -> None:
        role = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.accept_button, role.AcceptRole)
        self.buttons.addButton(self.cancel_button, role.RejectRole)
        self.accept_button.setToolTip(self.tr("Ctrl+Enter"))
        outer = QVBoxLayout(self)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.buttons)
        # Only within the dialog does the default outlive the focus of another button.
        self.accept_button.setDefault(True)
        # The button box sends its own accepted signal for any accept role: ours alone counts.
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept_button.click)
        if not has_next:
            self.next_button.hide()
            return
        self.buttons.addButton(self.next_button, role.ActionRole)
        self.next_button.setToolTip(self.tr("Ctrl+Shift+Enter"))
        self.next_button.clicked.connect(self._on_next_clicked)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self, self.next_button.click)

    def add_field(self, key: str, label: str, field: QWidget) -> None:
        """Add a field; ``key`` names it for ``show_problem``."""
        problem = make_label("note")
        set_tone(problem, "bad")
        problem.hide()
        self._problems[key] = problem
        self._fields[key] = (field, field.accessibleDescription())
        if not field.accessibleName():
            field.setAccessibleName(label)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(problem)
        self._boxes[key] = box
        self.form.addRow(make_field_label(label, field), box)
        # The buttons were there first; the keyboard comes to them last. Both calls are needed:
        # Qt moves nothing behind the last widget of the window.
        QWidget.setTabOrder(self.accept_button, field)
        QWidget.setTabOrder(field, self.accept_button)

    def set_field_visible(self, key: str, *, visible: bool) -> None:
        """Show or hide a field with its label and problem."""
        self.form.setRowVisible(self._boxes[key], visible)
        self._fit()

    def show_problem(self, key: str, text: str) -> None:
        """Say what is wrong with a field, "" for nothing; a screen reader hears it there too."""
        label = self._problems[key]
        if label.text() == text and label.isHidden() is not bool(text):
            return
        label.setText(text)
        label.setVisible(bool(text))
        field, description = self._fields[key]
        field.setAccessibleDescription(" ".join(each for each in (text, description) if each))
        set_invalid(field, is_invalid=bool(text))
        self._fit()
        if text and self._wants_focus:
            self._wants_focus = False
            # The other problems of the same answer come first, then the focus.
            QTimer.singleShot(0, self, self.focus_first_problem)

    @property
    def has_problems(self) -> bool:
        """Whether any field shows a problem."""
        return any(not label.isHidden() for label in self._problems.values())

    def show_error(self, text: str) -> None:
        """Say why the whole could not be kept, "" for nothing."""
        set_tone(self.error, "bad")
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.setAccessibleDescription(text)
        self._fit()
        if text:
            self._scroll.ensureWidgetVisible(self.error)

    @Slot()
    def focus_first_problem(self) -> None:
        """Put the keyboard into the first field that shows a problem, if there is one."""
        for key, label in self._problems.items():
            if not label.isHidden():
                field = self._fields[key][0]
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._scroll.ensureWidgetVisible(label)
                return

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Grow to what the fields need, at most to the screen; scroll what is beyond."""
        if not self.isVisible():
            return
        self._content.ensurePolished()
        self.column.activate()
        most = self.screen().availableGeometry().height() * _OF_SCREEN_PERCENT // 100
        wanted = self.sizeHint()
        height = min(max(self.height(), wanted.height()), most)
        width = max(self.width(), wanted.width())
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)

    @Slot()
    def _on_accept_clicked(self) -> None:
        self._wants_focus = True
        self.submitted.emit()

    @Slot()
    def _on_next_clicked(self) -> None:
        self._wants_focus = True
        self.submitted_and_next.emit()


class ContentScroll(QScrollArea):
    """Shows a column of contents in full as long as there is room, and scrolls it beyond."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setProperty("role", "page")
        self.setWidget(content)

    @override
    def sizeHint(self) -> QSize:
        hint = self._content.sizeHint()
        width = max(hint.width(), self.width() if self.isVisible() else 0)
        layout = self._content.layout()
        height = hint.height()
        if layout is not None and layout.hasHeightForWidth():
            height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
        return QSize(hint.width(), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), METRICS.scaled(120))
