"""A bar inside the page that says what happened; never a modal box for an expected error."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from huanqing.lean_tuple import LeanTuple
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.parts import make_button, make_label, set_tone


class Message(LeanTuple):
    """A text with its tone (good, bad, warning, or empty) and the words of its action."""

    text: str
    tone: str = ""
    action: str = ""


class MessageBar(QFrame):
    """Shows one message until it is closed or replaced."""

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._text = make_label("text")
        self._action = make_button("", "secondary")
        self._close = make_button(self.tr("Close"), "quiet", self.tr("Close this message"))
        self._tone = ""
        self._tells_next_change = False
        row = QHBoxLayout(self)
        row.setContentsMargins(METRICS.gap, METRICS.spacing, METRICS.spacing, METRICS.spacing)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._on_close_clicked)
        self.hide()

    @property
    def action_button_text(self) -> str:
        """The words of the action, empty without one."""
        return self._action.text()

    def show_message(self, message: Message | None) -> None:
        """Show a message, or hide the bar for None."""
        if message is None:
            self.hide()
            return
        self._tone = message.tone
        # What went well is told just before the pages hear that the ledger changed by it.
        self._tells_next_change = message.tone == "good"
        set_tone(self, message.tone)
        self._text.setText(message.text)
        self._action.setText(message.action)
        self._action.setAccessibleName(message.action)
        self._action.setVisible(bool(message.action))
        self.setAccessibleName(message.text)
        self.show()

    def follow_change(self) -> None:
        """Hide what a change of the ledger made untrue: a result, a refusal, but no offer."""
        if self._tells_next_change:
            self._tells_next_change = False
        elif self._tone:
            self.hide()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
