"""The Chinese words are complete and up to date."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from huanqing.ui.application import translate
from huanqing.ui.languages import resolve
from huanqing.ui.preferences import Language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "resources" / "i18n" / "zh_CN.ts"
PLACE = re.compile(r"\{\d\}")


def read_messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in root.iter("context")
        for message in context.iter("message")
    }


MESSAGES = read_messages(SOURCE)


@pytest.mark.parametrize(("context", "source"), MESSAGES)
def test_a_message_is_translated_with_all_its_places(context: str, source: str) -> None:
    translation = MESSAGES[context, source].find("translation")
    assert translation is not None
    assert translation.get("type") is None
    text = translation.text or ""
    assert text.strip()
    assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(source))


def test_no_message_of_the_code_is_missing_and_none_is_left_over(tmp_path: Path) -> None:
    copy = tmp_path / "zh_CN.ts"
    shutil.copy(SOURCE, copy)
    files = [
        str(path)
        for path in sorted((ROOT / "src" / "huanqing" / "ui").rglob("*.py"))
        if path.name != "_resources.py"
    ]
    entry = "from PySide6.scripts.pyside_tool import lupdate; lupdate()"
    options = ["-silent", "-locations", "none", "-no-obsolete"]
    subprocess.run(  # noqa: S603 - this interpreter on fixed arguments
        [sys.executable, "-c", entry, *options, *files, "-ts", str(copy)], check=True
    )
    assert set(read_messages(copy)) == set(MESSAGES)


def test_the_window_speaks_chinese_where_the_words_are_compiled(app: QApplication) -> None:
    pytest.importorskip("huanqing.ui._resources")
    translate(app, Language.CHINESE)
    spoken = QCoreApplication.translate("Pages", "Statements")
    translate(app, Language.ENGLISH)
    assert spoken == "账单"
    assert QCoreApplication.translate("Pages", "Statements") == "Statements"


def test_the_system_chooses_the_language_unless_the_user_does() -> None:
    chinese, french = QLocale("zh_CN"), QLocale("fr_FR")
    assert resolve(Language.SYSTEM, chinese) is Language.CHINESE
    assert resolve(Language.SYSTEM, french) is Language.ENGLISH
    assert resolve(Language.ENGLISH, chinese) is Language.ENGLISH
