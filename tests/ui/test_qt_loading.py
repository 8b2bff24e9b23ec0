"""Loading Qt, each time in a program of its own: it can be loaded only once."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def said_by(program: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 - its own words
        [sys.executable, "-c", textwrap.dedent(program)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_python_imports_as_before_once_qt_is_loaded() -> None:
    said = said_by("""
        import builtins
        plain = builtins.__import__
        from huanqing.ui.qt_loading import load_qt
        load_qt()
        print(builtins.__import__ is plain)
        load_qt()
        print(builtins.__import__ is plain)
    """)

    assert said == ["True", "True"]


def test_what_no_start_needs_of_qt_is_loaded_when_it_is_asked_for() -> None:
    said = said_by("""
        from huanqing.ui.qt_loading import LATER, load_qt
        load_qt()
        import sys
        from PySide6.QtCore import QObject, Signal, Slot
        from PySide6.QtWidgets import QApplication, QLabel
        parts = [sys.modules[f"{name}.{each}"] for name in LATER for each in LATER[name]]
        print(len(parts), {type(each).__name__ for each in parts})
        for part in parts:
            assert [each for each in ("ExactEnumerator", "Formatter", "create_signature",
                    "seterror_argument", "pyside_type_init") if hasattr(part, each)]
        parts = [sys.modules[f"{name}.{each}"] for name in LATER for each in LATER[name]]
        print(len(parts), {type(each).__name__ for each in parts})
    """)

    assert said == ["5", "{'_Later'}", "5", "{'module'}"]


def test_a_signature_can_be_told() -> None:
    said = said_by("""
        from huanqing.ui.qt_loading import load_qt
        load_qt()
        from PySide6.QtCore import QPoint
        print(QPoint.manhattanLength.__doc__)
    """)

    assert said == ["manhattanLength(self,", "/)", "->", "int"]


def test_a_wrong_argument_is_still_told_with_what_would_be_right() -> None:
    said = said_by("""
        from huanqing.ui.qt_loading import load_qt
        load_qt()
        from PySide6.QtCore import QPoint
        try:
            QPoint("x")
        except TypeError as error:
            print("Supported signatures:" in str(error), "(xpos: int, ypos: int" in str(error))
    """)

    assert said == ["True", "True"]
