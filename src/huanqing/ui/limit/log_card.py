"""The log: limits told so far and ahead, freezes, and applications with their stages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from huanqing.ui.limit.application_dialog import ApplicationEditor
from huanqing.ui.limit.log_columns import application_columns, part_columns
from huanqing.ui.overriding import override
from huanqing.ui.settings import changes
from huanqing.ui.settings.columns import freeze_columns
from huanqing.ui.settings.limit_editors import FreezeEditor, LimitEditor
from huanqing.ui.settings.record_card import RecordCard
from huanqing.ui.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from huanqing.application.limit_models import LimitApplication
    from huanqing.domain.credit_account import CreditAccount, Freeze, LimitPart
    from huanqing.ui.limit.view_model import LimitViewModel
    from huanqing.ui.settings.editor import Attempt
    from huanqing.ui.settings.view_model import SettingsViewModel


class LogSection(Section):
    """Shows and changes the log; every change is one undoable action."""

    def __init__(
        self,
        limits: LimitViewModel,
        account: SettingsViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(account, parent)
        self._limits = limits
        context = account.context
        formatter = context.formatter
        self.parts = RecordCard(
            context,
            self.tr("Limits"),
            part_columns(formatter),
            self.tr("Add a limit…"),
        )
        self.freezes = RecordCard(
            context, self.tr("Freezes"), freeze_columns(formatter), self.tr("Add a freeze…")
        )
        self.applications = RecordCard(
            context,
            self.tr("Applications"),
            application_columns(formatter, self._today),
            self.tr("Add an application…"),
        )
        for card in (self.parts, self.freezes, self.applications):
            self.column.addWidget(card)
        self.parts.add_requested.connect(self._on_part_add_requested)
        self.parts.edit_requested.connect(self._edit_part)
        self.parts.remove_requested.connect(self._on_part_remove_requested)
        self.freezes.add_requested.connect(self._on_freeze_add_requested)
        self.freezes.edit_requested.connect(self._edit_freeze)
        self.freezes.remove_requested.connect(self._on_freeze_remove_requested)
        self.applications.add_requested.connect(self._on_application_add_requested)
        self.applications.edit_requested.connect(self._edit_application)
        self.applications.remove_requested.connect(limits.remove_application)
        account.view_changed.connect(self.show_stored)
        limits.applications_changed.connect(self.show_applications)

    @Slot()
    @override
    def show_stored(self) -> None:
        account = self.stored.account
        none = self.tr("Unknown: the limit was never entered. JD shows it as 总额度.")
        self.parts.show_records(account.limits, none, "warning")
        self.freezes.show_records(account.freezes, self.tr("No freeze entered."))
        self.show_applications()

    @Slot()
    def show_applications(self) -> None:
        """Show the applications, newest first."""
        if self.view_model.view is not None:
            none = self.tr("No application entered.")
            self.applications.show_records(self._limits.applications[::-1], none)

    @Slot()
    def add_part(self) -> None:
        """Ask for a part of the limit."""
        if self.view_model.view is not None:
            self._edit_part(None)

    def _today(self) -> date:
        return self.stored.today

    def _change(self, change: Callable[[CreditAccount], CreditAccount], attempt: Attempt) -> None:
        self.view_model.change_account(change, attempt)

    @Slot()
    def _on_part_add_requested(self) -> None:
        self._edit_part(None)

    @Slot(object)
    def _edit_part(self, part: LimitPart | None) -> None:
        dialog = LimitEditor(self.view_model.context.formatter, self.stored, part, self)

        def book(new: LimitPart, attempt: Attempt) -> None:
            self._change(lambda account: changes.with_limit(account, part, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_part_remove_requested(self, part: LimitPart) -> None:
        remove = partial(self._change, lambda account: changes.without_limit(account, part))
        self.view_model.attempt(remove)

    @Slot()
    def _on_freeze_add_requested(self) -> None:
        self._edit_freeze(None)

    @Slot(object)
    def _edit_freeze(self, freeze: Freeze | None) -> None:
        dialog = FreezeEditor(self.view_model.context.formatter, self.stored.today, freeze, self)

        def book(new: Freeze, attempt: Attempt) -> None:
            self._change(lambda account: changes.with_freeze(account, freeze, new), attempt)

        self.open_editor(dialog, book)

    @Slot(object)
    def _on_freeze_remove_requested(self, freeze: Freeze) -> None:
        remove = partial(self._change, lambda account: changes.without_freeze(account, freeze))
        self.view_model.attempt(remove)

    @Slot()
    def _on_application_add_requested(self) -> None:
        self._edit_application(None)

    @Slot(object)
    def _edit_application(self, application: LimitApplication | None) -> None:
        context = self.view_model.context
        dialog = ApplicationEditor(context, self.stored.today, application, self)

        def book(new: LimitApplication, attempt: Attempt) -> None:
            self._limits.save_application(
                application, new, attempt.owner, attempt.on_done, attempt.on_refused
            )

        self.open_editor(dialog, book)
