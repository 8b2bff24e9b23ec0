"""One start as a user has it, for ``window.py``: says when the first figures have been painted.

``window_start.py LEDGER DAY`` starts the program on a ledger; ``window_start.py`` alone shows an
empty window, the floor. Neither imports anything that only a measurement needs. Each line is a
word and the processor time until then, in seconds.
"""

import os
import sys
import time

SIZE = (1280, 860)


def say(word: str) -> None:
    spent = time.process_time()
    os.write(1, f"{word} {spent}\n".encode())


def show_empty() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["empty"])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    say("figures")
    os._exit(0)


def start(ledger: str, day: str) -> None:
    from huanqing import bootstrap
    from huanqing.ui import qt_loading

    load_qt = qt_loading.load_qt

    def load_and_watch() -> None:
        """Load Qt where the program does, and watch what it does then."""
        load_qt()
        watch()

    qt_loading.load_qt = load_and_watch
    raise SystemExit(bootstrap.main(["open", ledger, "--break-lock", "--today", day]))


def watch() -> None:
    """Run until the figures are painted in the place of the event loop, then end the program."""
    from PySide6.QtWidgets import QApplication

    from huanqing.ui.widgets.limit_ring import LimitRing

    painted = []
    paint = LimitRing.paintEvent

    def paint_and_note(ring: LimitRing, event: object) -> None:
        paint(ring, event)  # type: ignore[arg-type]
        painted.append(ring)

    def run() -> int:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        (window,) = (each for each in app.topLevelWidgets() if each.inherits("QMainWindow"))
        # The first start makes it so large, and the later ones find it so.
        window.resize(*SIZE)
        while not painted:
            app.processEvents()
        say("figures")
        while not window.context.runner.is_idle:  # type: ignore[attr-defined]
            app.processEvents()
        say("ledger")
        window.close()
        return 0

    LimitRing.paintEvent = paint_and_note  # type: ignore[assignment, method-assign]
    QApplication.exec = staticmethod(run)  # type: ignore[method-assign]


if __name__ == "__main__":
    if sys.argv[1:]:
        start(*sys.argv[1:])
    else:
        show_empty()
