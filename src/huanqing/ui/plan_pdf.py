"""The accepted plan on paper: A4 pages with a table whose text can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from huanqing.domain.money import format_yuan
from huanqing.ui.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextTable

    from huanqing.application.plan_export import PlanSheet, PlanWords

_MARGIN_MM = 18.0
_TITLE_POINTS, _TEXT_POINTS, _SMALL_POINTS = 16.0, 9.5, 8.0
_DOTS = 1200
_WIDTHS = (7, 14, 22, 16, 27, 14)
"""The columns' shares of the page, in per cent."""

_RIGHT = frozenset({0, 3})
_CELL_POINTS = 3.5


def plan_pdf(sheet: PlanSheet, words: PlanWords, font: QFont) -> bytes:
    """Return the plan as PDF; ``font`` names the families that hold the words."""
    return _Paper(sheet, words, font).printed()


class _Paper:
    """One printing: a document laid out for A4, with a header and a footer on every page."""

    def __init__(self, sheet: PlanSheet, words: PlanWords, font: QFont) -> None:
        self._sheet = sheet
        self._words = words
        self._font = QFont(font)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer = QPdfWriter(self._buffer)
        writer.setResolution(_DOTS)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        writer.setTitle(words.title)
        writer.setCreator("Huanqing")

    def printed(self) -> bytes:
        """Return the pages."""
        document = self._document()
        painter = QPainter(self._writer)
        pages = document.pageCount()
        for page in range(pages):
            if page:
                self._writer.newPage()
            self._paint(painter, document, page, pages)
        painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())

    def _paint(self, painter: QPainter, document: QTextDocument, page: int, pages: int) -> None:
        width, height = float(self._writer.width()), float(self._writer.height())
        line, body = self._edge(), document.pageSize().height()
        sheet, words = self._sheet, self._words
        written = sheet.written_at[:16].replace("T", " ")
        painter.setFont(self._sized(_SMALL_POINTS))
        painter.setPen(QColor(LIGHT.muted))
        top, bottom = QRectF(0, 0, width, line), QRectF(0, height - line, width, line)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        low = Qt.AlignmentFlag.AlignBottom
        painter.drawText(top, left, words.made_on.format(sheet.made_on.isoformat(), written))
        painter.drawText(
            top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, sheet.account
        )
        painter.drawText(bottom, Qt.AlignmentFlag.AlignLeft | low, words.origin)
        number = words.page.format(page + 1, pages)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight | low, number)
        painter.save()
        painter.translate(0, line - page * body)
        document.drawContents(painter, QRectF(0, page * body, width, body))
        painter.restore()

    def _document(self) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._sized(_TEXT_POINTS))
        size = QSizeF(self._writer.width(), self._writer.height() - 2 * self._edge())
        document.setPageSize(size)
        cursor = QTextCursor(document)
        cursor.insertText(self._words.title, self._style(_TITLE_POINTS, LIGHT.text))
        if not self._sheet.is_on_time:
            self._insert_line(cursor, self._words.late, LIGHT.bad)
        self._insert_line(cursor, "", LIGHT.text)
        self._fill(self._table(cursor))
        return document

    def _insert_line(self, cursor: QTextCursor, text: str, colour: str) -> None:
        cursor.insertBlock()
        cursor.insertText(text, self._style(_TEXT_POINTS, colour))

    def _table(self, cursor: QTextCursor) -> QTextTable:
        form = QTextTableFormat()
        form.setHeaderRowCount(1)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        lengths = [QTextLength(QTextLength.Type.PercentageLength, each) for each in _WIDTHS]
        form.setColumnWidthConstraints(lengths)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorder(self._points(0.5))
        form.setBorderBrush(QColor(LIGHT.border))
        form.setBorderCollapse(True)
        form.setCellPadding(self._points(_CELL_POINTS))
        form.setCellSpacing(0)
        return cursor.insertTable(len(self._sheet.rows) + 2, len(_WIDTHS), form)

    def _fill(self, table: QTextTable) -> None:
        sheet, words = self._sheet, self._words
        header = (words.number, words.day, words.card, words.amount, words.bills, words.state)
        self._fill_row(table, 0, header, is_shaded=True)
        for place, row in enumerate(sheet.rows, start=1):
            texts = (
                str(row.number),
                row.day.isoformat(),
                row.card,
                format_yuan(row.amount_fen, symbol=""),
                words.bills_of(row),
                words.states[row.state],
            )
            self._fill_row(table, place, texts, LIGHT.text if row.is_to_pay else LIGHT.muted)
        total = format_yuan(sheet.total_fen, symbol="")
        left = f"{words.left} {format_yuan(sheet.left_fen, symbol='')}"
        last = len(sheet.rows) + 1
        self._fill_row(table, last, (words.total, "", "", total, left, ""), is_shaded=True)
        table.mergeCells(last, 0, 1, 3)
        table.mergeCells(last, 4, 1, 2)

    def _fill_row(
        self,
        table: QTextTable,
        row: int,
        texts: Sequence[str],
        colour: str = LIGHT.text,
        *,
        is_shaded: bool = False,
    ) -> None:
        for column, text in enumerate(texts):
            cell = table.cellAt(row, column)
            if is_shaded:
                shade = cell.format()
                shade.setBackground(QColor(LIGHT.page))
                cell.setFormat(shade)
            cursor = cell.firstCursorPosition()
            block = QTextBlockFormat()
            is_right = column in _RIGHT and not (column == 0 and is_shaded and row)
            block.setAlignment(
                Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
            )
            cursor.setBlockFormat(block)
            cursor.insertText(text, self._style(_TEXT_POINTS, colour))

    def _style(self, points: float, colour: str) -> QTextCharFormat:
        """Return a style; none is bold, for a font without bold would print its text twice."""
        style = QTextCharFormat()
        style.setFont(self._sized(points))
        style.setForeground(QColor(colour))
        return style

    def _sized(self, points: float) -> QFont:
        font = QFont(self._font)
        font.setPointSizeF(points)
        return font

    def _edge(self) -> float:
        """Return the height of header and footer, each with the space beside it."""
        return QFontMetricsF(self._sized(_SMALL_POINTS), self._writer).height() * 2

    @staticmethod
    def _points(points: float) -> float:
        """Return a length as a format has it; the layout scales those to the device itself."""
        return points * 96 / 72
