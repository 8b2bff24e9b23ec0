"""A JSON file that somebody hands over."""

from __future__ import annotations

import json
from pathlib import Path

from huanqing.domain.errors import InvalidFieldError


def read_json(name: str) -> object:
    """Return what a UTF-8 JSON file holds, with or without a byte order mark.

    Raises InvalidFieldError naming the file where it is none, OSError where it cannot be read.
    """
    try:
        return json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except RecursionError:
        reason = "is nested too deeply"
    except UnicodeDecodeError:
        reason = "is not UTF-8 text"
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
    except ValueError:
        # Python refuses to read whole numbers of thousands of digits.
        reason = "holds a number with too many digits"
    field = "the file"
    raise InvalidFieldError(field, name, reason)
