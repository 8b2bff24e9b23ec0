"""Builds the palette and the one style sheet of the program from the design tokens."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette

from huanqing.ui.tokens import DARK, METRICS, Colours, as_mapping

_QSS = Template("""
QToolTip { color: $text; background: $card; border: 1px solid $border; padding: 4px 6px; }
QMainWindow, QWidget[role="page"], QDialog { background: $page; }
QWidget[role="ground"] { background: transparent; }
QMenuBar { background: $navigation; color: $text; border-bottom: 1px solid $border; padding: 2px; }
QMenuBar::item { padding: 5px 10px; border-radius: ${control_radius}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $card; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QStatusBar { background: $navigation; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QPushButton { min-height: 20px; padding: 0 8px; }
QStatusBar QPushButton:focus { min-height: 18px; padding: 0 7px; }

QListWidget#navigation {
    background: $navigation; border: none; border-right: 1px solid $border; outline: 0;
    padding-top: 10px;
}
QListWidget#navigation::item {
    height: ${item_box}px; margin: 2px 8px; padding-left: 10px; color: $text;
    border: 1px solid transparent; border-radius: ${control_radius}px;
}
QListWidget#navigation::item:hover { background: $hover; }
QListWidget#navigation::item:selected { background: $selection; color: $selection_text; }
QListWidget#navigation::item:selected:focus { border-color: $focus; }

QFrame[role="card"] {
    background: $card; border: 1px solid $border; border-radius: ${card_radius}px;
}
QFrame[role="dropzone"] {
    background: $card; border: 2px dashed $control_border; border-radius: ${card_radius}px;
}
QFrame[role="dropzone"][tone="active"] { border-color: $accent; background: $selection; }
QLabel { color: $text; background: transparent; }
QLabel[role="title"] { font-size: ${font_title}px; font-weight: 700; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="label"] { font-size: ${font_small}px; color: $muted; }
QLabel[role="figure"] { font-size: ${font_figure}px; font-weight: 700; }
QLabel[role="note"] { font-size: ${font_small}px; color: $muted; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="warning"] { color: $warning; }

QPushButton {
    background: $card; color: $text; border: 1px solid $control_border;
    border-radius: ${control_radius}px; padding: 0 14px; min-height: ${control_box}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: ${focus_box}px; }
QPushButton:disabled { color: $disabled; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled {
    background: $track; color: $disabled; border-color: $track;
}
QPushButton[role="quiet"] { border-color: transparent; background: transparent; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:checked {
    background: $selection; color: $selection_text; font-weight: 600;
}

QLineEdit, QComboBox, QSpinBox {
    background: $card; color: $text; border: 1px solid $control_border;
    border-radius: ${control_radius}px; padding: 0 10px; min-height: ${control_box}px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $focus; min-height: ${focus_box}px;
}
QLineEdit[invalid="true"], QComboBox[invalid="true"] {
    border: 2px solid $bad; min-height: ${focus_box}px;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QSpinBox::down-arrow {
    image: url(:/icons/controls/down_$look.svg); width: 12px; height: 12px;
}
QSpinBox::up-arrow { image: url(:/icons/controls/up_$look.svg); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 24px; background: transparent; }
QPushButton[has_menu="true"] { padding-right: 30px; }
QPushButton::menu-indicator {
    image: url(:/icons/controls/down_$look.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 10px;
}
QComboBox QAbstractItemView {
    background: $card; color: $text; border: 1px solid $border; outline: 0;
    selection-background-color: $selection; selection-color: $text;
}
QTextEdit, QPlainTextEdit {
    background: $card; color: $text; border: 1px solid $control_border;
    border-radius: ${control_radius}px;
}

QTableView {
    background: $card; color: $text; border: 1px solid transparent; outline: 0;
    alternate-background-color: $card; gridline-color: transparent;
    selection-background-color: $selection; selection-color: $text;
}
QTableView:focus { border: 1px solid $focus; border-radius: 4px; }
QTableView::item { border-bottom: 1px solid $border; padding: 0 8px; }
QTableView::item:selected { background: $selection; color: $text; }
QHeaderView { background: $card; border: none; }
QHeaderView::section {
    background: $card; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: 0 11px; height: ${header_height}px; font-size: ${font_small}px; font-weight: 500;
}
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: $card; border: none; }

QFrame[role="message"] {
    background: $info_ground; border: 1px solid $border; border-radius: ${control_radius}px;
}
QFrame[role="message"][tone="good"] { background: $good_ground; border-color: $good; }
QFrame[role="message"][tone="bad"] { background: $bad_ground; border-color: $bad; }
QFrame[role="message"][tone="warning"] {
    background: $warning_ground; border-color: $warning;
}
QFrame[role="banner"] { background: $info_ground; border: none; border-bottom: 1px solid $border; }
QProgressBar {
    background: $track; color: $text; border: none; border-radius: 4px; max-height: 8px;
    min-height: 8px;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QListWidget[role="plain"] { background: transparent; border: none; outline: 0; }
QListWidget[role="plain"]::item {
    padding: 4px 10px; border: 1px solid transparent; border-radius: ${control_radius}px;
    color: $text;
}
QListWidget[role="plain"]::item:hover { background: $hover; }
QListWidget[role="plain"]::item:selected { background: $selection; color: $selection_text; }
QListWidget[role="plain"]::item:selected:focus { border-color: $focus; }
QListWidget[role="choices"] {
    background: $card; border: 1px solid $control_border; border-radius: ${control_radius}px;
    outline: 0;
}
QListWidget[role="choices"]::item { padding: 5px 10px; color: $text; }
QListWidget[role="choices"]::item:hover { background: $hover; }
QListWidget[role="choices"]::item:selected { background: $selection; color: $selection_text; }
QListWidget[role="choices"]:focus { border-color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 12px; border: 1px solid transparent;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $selection_text; border-bottom: 2px solid $accent; }
QTabBar::tab:selected:focus { border: 1px solid $focus; border-bottom: 2px solid $focus; }
QCheckBox {
    color: $text; background: transparent; spacing: 8px; padding: 3px;
    border: 1px solid transparent; border-radius: ${control_radius}px;
}
QCheckBox:focus { border-color: $focus; }
QCheckBox::indicator, QTableView::indicator {
    width: ${box}px; height: ${box}px; border: 1px solid $muted; border-radius: 4px;
    background: $card;
}
QCheckBox::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url(:/icons/controls/tick.svg);
}
QCheckBox::indicator:disabled, QTableView::indicator:disabled { border-color: $disabled; }

QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton {
    background: transparent; color: $text; border: 1px solid transparent; padding: 4px 8px;
    border-radius: ${control_radius}px;
}
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border: 1px solid $focus; }
QCalendarWidget QAbstractItemView {
    background: $card; color: $text; selection-background-color: $accent;
    selection-color: $on_accent; outline: 0;
}
QCalendarWidget QTableView::item { border: none; padding: 0; }

QSplitter::handle { background: transparent; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: 5px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def build_style_sheet(colours: Colours) -> str:
    """Return the style sheet of a look."""
    m = METRICS
    return _QSS.substitute(
        as_mapping(colours),
        look="dark" if colours is DARK else "light",
        box=m.font + 1,
        card_radius=m.card_radius,
        control_radius=m.control_radius,
        control_box=m.control_height - 2,
        focus_box=m.control_height - 4,
        item_box=m.navigation_item - 2,
        header_height=m.header_height,
        font_small=m.font_small,
        font_figure=m.font_figure,
        font_title=m.font_title,
    )


def build_palette(colours: Colours) -> QPalette:
    """Return the palette of a look, for what a style sheet does not reach."""
    role = QPalette.ColorRole
    table = {
        role.Window: colours.page,
        role.WindowText: colours.text,
        role.Base: colours.card,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.card,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Link: colours.selection_text,
        role.LinkVisited: colours.selection_text,
        role.Light: colours.hover,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.control_border,
        role.Shadow: colours.border,
        role.Accent: colours.accent,
    }
    palette = QPalette()
    for each, colour in table.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.disabled))
    return palette
