"""The editors of an application about the limit and of its stages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from huanqing.application.limit_models import (
    ApplicationKind,
    ApplicationStage,
    LimitApplication,
    StageKind,
)
from huanqing.ui.limit.log_columns import stage_columns
from huanqing.ui.limit.words import application_choices, stage_choices
from huanqing.ui.overriding import override
from huanqing.ui.settings.changes import with_item, without_item
from huanqing.ui.settings.editor import EditorDialog
from huanqing.ui.settings.fields import AmountField, ChoiceField, DayField, TextField
from huanqing.ui.settings.record_card import RecordCard

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.ui.context import UiContext
    from huanqing.ui.formatting import Formatter
    from huanqing.ui.settings.editor import Attempt


class StageEditor(EditorDialog):
    """Edits a stage that was reached on a day, or is expected on one ahead."""

    def __init__(
        self,
        formatter: Formatter,
        today: date,
        stage: ApplicationStage | None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Add a stage") if stage is None else self.tr("Edit a stage")
        super().__init__(title, self.tr("Keep"), formatter, parent)
        names = (self.tr("Stage"), self.tr("Day"), self.tr("Limit from then on"), self.tr("Note"))
        kind = StageKind.SUBMITTED if stage is None else stage.kind
        self.kind = ChoiceField(names[0], stage_choices(), kind)
        self.day = DayField(today, names[1], today if stage is None else stage.day)
        self.amount = AmountField(formatter, names[2], None if stage is None else stage.amount_fen)
        self.note = TextField(names[3], "" if stage is None else stage.note)
        self.add("kind", names[0], self.kind)
        self.add("day", names[1], self.day, self.tr("A day ahead means that it is expected."))
        hint = self.tr("The whole fixed limit, as this stage restores it; empty while unknown.")
        self.add("amount", names[2], self.amount, hint)
        self.add("note", names[3], self.note, self.tr("In your own words."))
        self.kind.edit.currentIndexChanged.connect(self._on_kind_changed)
        self._on_kind_changed()
        self.point_at("kind")

    @override
    def make(self) -> ApplicationStage | None:
        """Return the stage."""
        day = self.day.value
        if day is None:
            return None
        is_restoring = self.kind.value is StageKind.RESTORED
        return ApplicationStage(
            day, self.kind.value, self.amount.value if is_restoring else None, self.note.value
        )

    @Slot()
    def _on_kind_changed(self) -> None:
        self.show_row("amount", visible=self.kind.value is StageKind.RESTORED)


class ApplicationEditor(EditorDialog):
    """Edits an application with the stages of its real course."""

    def __init__(
        self,
        context: UiContext,
        today: date,
        application: LimitApplication | None,
        parent: QWidget | None = None,
    ) -> None:
        is_new = application is None
        title = self.tr("Add an application") if is_new else self.tr("Edit an application")
        super().__init__(title, self.tr("Save"), context.formatter, parent)
        self._today = today
        self._old = application or LimitApplication(
            id="", kind=ApplicationKind.RESTORE, filed_on=today
        )
        self._stages = self._old.stages
        names = (
            self.tr("What for"),
            self.tr("Filed on"),
            self.tr("Limit asked for"),
            self.tr("Note"),
        )
        self.kind = ChoiceField(names[0], application_choices(), self._old.kind)
        self.filed = DayField(today, names[1], self._old.filed_on)
        self.wanted = AmountField(context.formatter, names[2], self._old.wanted_fen)
        self.note = TextField(names[3], self._old.note)
        self.add("kind", names[0], self.kind)
        self.add("filed", names[1], self.filed)
        self.add("wanted", names[2], self.wanted, self.tr("Empty where you named none."))
        self.add("note", names[3], self.note, self.tr("In your own words."))
        self.stages = RecordCard(
            context, self.tr("Stages"), stage_columns(context.formatter), self.tr("Add a stage…")
        )
        self.column.addWidget(self.stages)
        self.stages.add_requested.connect(self._on_stage_add_requested)
        self.stages.edit_requested.connect(self._edit_stage)
        self.stages.remove_requested.connect(self._on_stage_remove_requested)
        self._show_stages()
        self.point_at("kind")

    @override
    def make(self) -> LimitApplication | None:
        """Return the application, None where a stage lies before its filing."""
        filed = self.filed.value
        if filed is None:
            return None
        if any(each.day < filed for each in self._stages):
            self.refuse("filed", self.tr("A stage cannot lie before this day."))
            return None
        return LimitApplication(
            id=self._old.id,
            kind=self.kind.value,
            filed_on=filed,
            wanted_fen=self.wanted.value,
            stages=self._stages,
            note=self.note.value,
            extra=self._old.extra,
        )

    def _show_stages(self) -> None:
        self.stages.show_records(self._stages, self.tr("No stage yet."))

    def _put(self, stages: tuple[ApplicationStage, ...]) -> None:
        self._stages = tuple(sorted(stages, key=lambda stage: stage.day))
        self._show_stages()

    @Slot()
    def _on_stage_add_requested(self) -> None:
        self._edit_stage(None)

    @Slot(object)
    def _edit_stage(self, stage: ApplicationStage | None) -> None:
        dialog = StageEditor(self._formatter, self._today, stage, self)
        dialog.book_with(partial(self._keep_stage, stage))
        dialog.open()

    def _keep_stage(
        self, old: ApplicationStage | None, new: ApplicationStage, attempt: Attempt
    ) -> None:
        self._put(with_item(self._stages, old, new))
        attempt.on_done()

    @Slot(object)
    def _on_stage_remove_requested(self, stage: ApplicationStage) -> None:
        self._put(without_item(self._stages, stage))
