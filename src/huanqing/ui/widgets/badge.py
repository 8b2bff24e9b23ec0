"""A number at the right end of a list's item: so many things wait there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from huanqing.ui.overriding import override
from huanqing.ui.tokens import METRICS

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from huanqing.ui.appearance import Appearance

COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST = 99
_MARGIN = 16


class BadgeDelegate(QStyledItemDelegate):
    """Paints an item as ever, and its number beside it where there is one."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        count = index.data(COUNT_ROLE)
        if not isinstance(count, int) or count <= 0:
            return
        text = str(count) if count <= _MOST else f"{_MOST}+"
        font = QFont(option.font)
        font.setPixelSize(METRICS.scaled(11))
        font.setBold(True)
        metrics = QFontMetrics(font)
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(text) + METRICS.spacing)
        rect = QRectF(option.rect)
        pill = QRectF(0, 0, width, height)
        pill.moveCenter(rect.center())
        pill.moveRight(rect.right() - METRICS.scaled(_MARGIN))
        colours = self._appearance.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
