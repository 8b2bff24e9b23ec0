"""The card of the chart: its span, habit's band, and what stands under the crosshair in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from huanqing.ui.formatting import DASH
from huanqing.ui.limit.chart import SPANS, LimitChart
from huanqing.ui.limit.words import causes_words, day_words, habit_note
from huanqing.ui.tokens import METRICS
from huanqing.ui.widgets.asking import let_ask
from huanqing.ui.widgets.parts import Card, make_button, make_label, set_tone

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from huanqing.ui.context import UiContext
    from huanqing.ui.limit.course import Course
    from huanqing.ui.limit.view_model import LimitViewModel

_FIRST_SPAN = 90


class CourseCard(Card):
    """Shows a look at the days; ``day_opened`` is the wish to see what happened on a day."""

    day_opened = Signal(object)

    def __init__(
        self, context: UiContext, view_model: LimitViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._formatter = context.formatter
        self._view_model = view_model
        self._course: Course | None = None
        self.chart = LimitChart(context, self.tr("Available limit by day"))
        self.span_buttons = {days: self._span_button(days) for days in SPANS}
        self.today_button = make_button(
            self.tr("Today"), "quiet", self.tr("Put the cursor on today (Home in the chart)")
        )
        self.habit_box = QCheckBox(self.tr("Habit"))
        self.habit_box.setAccessibleName(self.habit_box.text())
        self.habit_box.setToolTip(
            self.tr("What your own spending suggests: 80 of 100 paths lie in the band")
        )
        self.habit_note = make_label("note")
        self.legend = make_label("note")
        self.day_label = make_label("label")
        self.figure = make_label("heading")
        self.causes = make_label("note")
        self.rows_button = make_button(
            self.tr("Rows of this day"), description=self.tr("Show what happened on it")
        )
        self._build()
        self.chart.shown_day_changed.connect(self._on_chart_shown_day_changed)
        self.chart.day_opened.connect(self.day_opened)
        self.rows_button.clicked.connect(self._on_rows_button_clicked)
        self.today_button.clicked.connect(self.chart.go_to_today)
        self.habit_box.toggled.connect(self._on_habit_box_toggled)
        view_model.habit_changed.connect(self._on_habit_changed)
        self._on_habit_changed()

    def _span_button(self, days: int) -> QPushButton:
        button = make_button(self.tr("{0} days").format(days), "quiet")
        button.setCheckable(True)
        button.setChecked(days == _FIRST_SPAN)
        button.setAccessibleDescription(self.tr("Show so many days ahead"))
        button.clicked.connect(partial(self.show_span, days))
        return button

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(METRICS.spacing // 2)
        head.addWidget(make_label("heading", self.tr("Available limit")))
        head.addStretch(1)
        for button in self.span_buttons.values():
            head.addWidget(button)
        head.addWidget(self.today_button)
        habit = QHBoxLayout()
        habit.addWidget(self.habit_box, 0, Qt.AlignmentFlag.AlignTop)
        habit.addWidget(self.habit_note, 1)
        read = QGridLayout()
        read.setHorizontalSpacing(METRICS.gap)
        read.setVerticalSpacing(2)
        read.addWidget(self.day_label, 0, 0)
        read.addWidget(self.figure, 1, 0)
        read.addWidget(self.causes, 0, 1, 2, 1)
        read.addWidget(self.rows_button, 0, 2, 2, 1)
        read.setColumnMinimumWidth(0, METRICS.scaled(170))
        read.setColumnStretch(1, 1)
        # Two lines of causes have room, so that nothing moves while the mouse does.
        self.causes.setMinimumHeight(2 * self.causes.fontMetrics().height() + 4)
        self.body.addLayout(head)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.legend)
        self.body.addLayout(read)
        self.body.addLayout(habit)

    def show_course(self, course: Course) -> None:
        """Draw a look at the days, with what the view model adds to it."""
        self._course = course
        data = self._view_model.chart
        if data is not None:
            self.chart.show_data(data)
        words = self.tr("Line: what happened; dashes: what is certain ahead, bills paid when due.")
        if course.projection.plan is not None:
            words += " " + self.tr("Short green dashes: with the accepted plan.")
        if self._view_model.target_fen is not None:
            words += " " + self.tr("Dots: the amount that you ask for.")
        self.legend.setText(words)

    @Slot()
    def show_span(self, days: int) -> None:
        """Show so many days ahead."""
        # No exclusive group: Tab would reach only one button of it.
        for each, button in self.span_buttons.items():
            button.setChecked(each == days)
        self.chart.show_span(days)

    @Slot(object)
    def _on_chart_shown_day_changed(self, day: date) -> None:
        figures = None if self._course is None else self._course.figures(day)
        if figures is None or self._course is None:
            return
        fen = figures.available_fen
        self.day_label.setText(self._formatter.day(day))
        self.figure.setText(DASH if fen is None else self._formatter.money(fen))
        self.figure.setAccessibleName(self.figure.text())
        let_ask(self.figure, self._course.why(day))
        words = causes_words(figures, self._formatter)
        set_tone(self.causes, "warning" if figures.is_frozen else "")
        self.causes.setText(
            self.tr("{0} The limit is frozen.").format(words + ".") if figures.is_frozen else words
        )
        self.rows_button.setEnabled(bool(figures.causes))
        at_cursor = None if self.chart.day is None else self._course.figures(self.chart.day)
        if at_cursor is not None:
            self.chart.setAccessibleDescription(day_words(at_cursor, self._formatter))

    @Slot()
    def _on_rows_button_clicked(self) -> None:
        self.day_opened.emit(self.chart.day)

    @Slot(bool)
    def _on_habit_box_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._view_model.want_habit(is_wanted=is_on)

    @Slot()
    def _on_habit_changed(self) -> None:
        model = self._view_model
        if not model.wants_habit:
            self.habit_note.setText(self.tr("Off. It shows where your own spending may lead."))
        elif model.habit is None:
            self.habit_note.setText(self.tr("Being worked out…"))
        else:
            self.habit_note.setText(habit_note(model.habit))
        if self.habit_box.isChecked() != model.wants_habit:
            self.habit_box.setChecked(model.wants_habit)
