"""Waits until a window stands on the display, and writes a picture of the screen.

``DISPLAY=:9 python packaging/deb/screen_picture.py PICTURE``
"""

from __future__ import annotations

import os
import sys
import time

_PATIENCE_SECONDS = 90
_SETTLED_SECONDS = 4
_STEP = 7
_LEAST_COLOURS = 12
"""An empty screen has one colour; a window's text alone has dozens."""


def main() -> int:
    """Return 0 once a window was seen and its picture written."""
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - after the platform is chosen

    _app = QGuiApplication(["screen_picture"])
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        if _colours() >= _LEAST_COLOURS:
            time.sleep(_SETTLED_SECONDS)
            picture = QGuiApplication.primaryScreen().grabWindow(0)
            picture.save(sys.argv[1])
            size = picture.size()
            print(f"{size.width()}x{size.height()}, {_colours()} colours sampled")
            return 0
        time.sleep(0.5)
    print("no window appeared", file=sys.stderr)
    return 1


def _colours() -> int:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - as above

    image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
    columns, rows = range(0, image.width(), _STEP), range(0, image.height(), _STEP)
    return len({image.pixel(x, y) for y in rows for x in columns})


if __name__ == "__main__":
    sys.exit(main())
