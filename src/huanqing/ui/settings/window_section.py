"""How the window looks and speaks; every choice holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget
from typing_extensions import override

from huanqing.ui.preferences import HIDE_AMOUNTS, LANGUAGE, ZOOM, Language, Look
from huanqing.ui.settings.section import Section
from huanqing.ui.settings.tray_card import TrayCard
from huanqing.ui.widgets.parts import Card, make_field_label, make_label
from huanqing.ui.zoom import ZOOMS

if TYPE_CHECKING:
    from huanqing.ui.settings.view_model import SettingsViewModel

_LOOKS = (Look.SYSTEM, Look.LIGHT, Look.DARK)
LANGUAGES = (Language.SYSTEM, Language.CHINESE, Language.ENGLISH)


class WindowSection(Section):
    """Look, language, size, and whether amounts are hidden.

    ``language_requested`` (a Language) and ``zoom_requested`` (percent) are wishes, because
    they need the window built anew; the others hold at once.
    """

    language_requested = Signal(object)
    zoom_requested = Signal(int)

    def __init__(self, view_model: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(view_model, parent)
        self.look = _combo(
            self.tr("Look"), [self.tr("Follow the system"), self.tr("Light"), self.tr("Dark")]
        )
        self.language = _combo(
            self.tr("Language"), [self.tr("Follow the system"), "中文", "English"]
        )
        self.zoom = _combo(self.tr("Size"), [f"{percent} %" for percent in ZOOMS])
        self.hide_amounts = QCheckBox(self.tr("Hide amounts"))
        self.hide_amounts.setAccessibleName(self.tr("Hide amounts"))
        hint = self.tr("Every amount shows as ***. The same as Ctrl+Shift+H.")
        self.hide_amounts.setAccessibleDescription(hint)
        card = Card(self.tr("Window"))
        form = QFormLayout()
        for combo in (self.look, self.language, self.zoom):
            form.addRow(make_field_label(combo.accessibleName(), combo), combo)
        form.addRow("", self.hide_amounts)
        form.addRow("", make_label("note", hint))
        card.body.addLayout(form)
        self.column.addWidget(card)
        self.tray = TrayCard(view_model.context.preferences)
        self.column.addWidget(self.tray)
        self.look.activated.connect(self._on_look_activated)
        self.language.activated.connect(self._on_language_activated)
        self.zoom.activated.connect(self._on_zoom_activated)
        self.hide_amounts.toggled.connect(self._on_hide_amounts_toggled)
        context = view_model.context
        context.formatter.amounts_visibility_changed.connect(self.show_choices)
        context.appearance.look_changed.connect(self.show_choices)
        self.show_choices()

    @override
    def show_stored(self) -> None:
        self.show_choices()

    @Slot()
    def show_choices(self) -> None:
        """Show what is chosen now."""
        context = self.view_model.context
        self.look.setCurrentIndex(_LOOKS.index(context.appearance.look))
        self.language.setCurrentIndex(LANGUAGES.index(context.preferences.get(LANGUAGE)))
        zoom = context.preferences.get(ZOOM)
        self.zoom.setCurrentIndex(min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - zoom)))
        with QSignalBlocker(self.hide_amounts):
            self.hide_amounts.setChecked(context.formatter.hides_amounts)
        self.tray.show_choices()

    @Slot(int)
    def _on_look_activated(self, place: int) -> None:
        self.view_model.context.appearance.choose(_LOOKS[place])

    @Slot(int)
    def _on_language_activated(self, place: int) -> None:
        self.language_requested.emit(LANGUAGES[place])

    @Slot(int)
    def _on_zoom_activated(self, place: int) -> None:
        self.zoom_requested.emit(ZOOMS[place])

    @Slot(bool)
    def _on_hide_amounts_toggled(self, hide: bool) -> None:  # noqa: FBT001 - the signal's argument
        context = self.view_model.context
        context.preferences.put(HIDE_AMOUNTS, hide)
        context.formatter.set_hide_amounts(hide=hide)


def _combo(name: str, items: list[str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItems(items)
    return combo
