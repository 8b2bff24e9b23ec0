"""Labels, buttons, cards and the page header, dressed by the style sheet through properties."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from huanqing.ui.tokens import METRICS


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget the colours of a tone: good, bad, warning, active or empty."""
    if (widget.property("tone") or "") != tone:
        widget.setProperty("tone", tone)
        _dress_anew(widget)


def set_invalid(widget: QWidget, *, is_invalid: bool) -> None:
    """Mark a field whose content cannot stay, or take the mark away."""
    if bool(widget.property("invalid")) != is_invalid:
        widget.setProperty("invalid", is_invalid)
        _dress_anew(widget)


def _dress_anew(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again; one never shown comes to that."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def tabular(font: QFont) -> QFont:
    """Return the font with figures of one width."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def make_label(role: str, text: str = "") -> QLabel:
    """Return a label: title, heading, label, figure, note or text."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(role in ("note", "text"))
    return label


def make_field_label(text: str, field: QWidget) -> QLabel:
    """Return the label of a form's field, in the middle of the field's first line."""
    label = make_label("label", text)
    label.setFixedHeight(METRICS.control_height)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    label.setBuddy(field)
    return label


def make_button(text: str, role: str = "secondary", description: str = "") -> QPushButton:
    """Return a push button: primary, secondary or quiet."""
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setAccessibleName(text)
    button.setAccessibleDescription(description)
    button.setToolTip(description)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


def set_menu(button: QPushButton, menu: QMenu) -> None:
    """Let a button open a menu, with room for the arrow that says so."""
    button.setMenu(menu)
    button.setProperty("has_menu", True)  # noqa: FBT003 - Qt's own call


class Card(QFrame):
    """A framed ground with a column of contents."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        padding = METRICS.card_padding
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(METRICS.spacing)
        if heading:
            self.body.addWidget(make_label("heading", heading))


class PageHeader(QWidget):
    """The page's title at the left, its buttons at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(METRICS.spacing)
        self._row.addWidget(make_label("title", title))
        self._row.addStretch(1)

    def add_button(self, button: QPushButton) -> None:
        """Add a button at the right end."""
        self._row.addWidget(button)


class EmptyState(QWidget):
    """What a page says while there is nothing to show, and what to do about it."""

    def __init__(self, heading: str, note: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(METRICS.spacing)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(make_label("heading", heading), 0, centre)
        words = make_label("label", note)
        words.setAlignment(centre)
        column.addWidget(words, 0, centre)
        self.button = make_button(action, "primary", note)
        column.addSpacing(METRICS.spacing)
        column.addWidget(self.button, 0, centre)
        column.addStretch(1)


class QuietBanner(QFrame):
    """One line across the window that says where one is, with a way out."""

    def __init__(self, text: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName(text)
        self.button = make_button(action, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.page_margin, 2, METRICS.page_margin, 2)
        row.addWidget(make_label("text", text), 1)
        row.addWidget(self.button)
