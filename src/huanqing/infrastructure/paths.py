"""Where things lie when the user names no place; from platformdirs, never beside the program."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "huanqing"


def default_ledger() -> Path:
    """Return the path of the user's ledger; its folder may not exist yet."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "ledger.huanqing"


def demo_ledger() -> Path:
    """Return the path of the demo ledger, apart from the user's own."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "demo.huanqing"


def settings_file() -> Path:
    """Return the INI file of window, language and look."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "window.ini"


def log_file() -> Path:
    """Return the log file."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "huanqing.log"


def seals_folder() -> Path:
    """Return where it stands which ledgers are as this program left them; no figures there."""
    return Path(platformdirs.user_cache_dir(APP, appauthor=False)) / "seals"
