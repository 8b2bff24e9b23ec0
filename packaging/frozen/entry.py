"""Where the frozen program begins: the command line, or by the name ``-gui`` the window."""

import os
import sys
from pathlib import Path

from huanqing.bootstrap import main, main_window


def _settle_surroundings() -> None:
    """Let Qt find its plugins here only, and what the program starts its own libraries.

    PyInstaller's own hook does the first by importing Qt, for which ``--version`` would wait.
    """
    home = Path(sys.executable).resolve().with_name("_internal")
    os.environ["QT_PLUGIN_PATH"] = str(home / "PySide6/Qt/plugins")
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    if sys.platform == "linux":
        _settle_surroundings()
    is_window = Path(sys.argv[0]).stem.endswith("-gui")
    sys.exit(main_window() if is_window else main())
