"""Chooses the language of the window and loads its words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from huanqing.ui.preferences import Language


class Translation(QObject):
    """The translators in use; choosing another language replaces them.

    Widgets take their words when they are built, so a new choice shows in new windows.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []

    def install(self, language: Language) -> Language:
        """Load the words and set the default locale; return the language now in use."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        resolved = resolve(language, QLocale.system())
        if resolved is Language.CHINESE:
            QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._load("qtbase_zh_CN", folder)
            self._load("zh_CN.qm", ":/i18n")
        else:
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return resolved

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self._app)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)


def resolve(language: Language, system: QLocale) -> Language:
    """Return Chinese or English: the choice, else what the system speaks."""
    if language is not Language.SYSTEM:
        return language
    return Language.CHINESE if system.language() is QLocale.Language.Chinese else Language.ENGLISH
