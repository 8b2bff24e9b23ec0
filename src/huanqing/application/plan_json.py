"""One JSON object, read field by field with its type; what nobody asks for is left alone."""

from __future__ import annotations

from datetime import date

from huanqing.domain.errors import InvalidFieldError


class JsonObject:
    """A JSON object; every refusal is an InvalidFieldError with the path and the value."""

    def __init__(self, path: str, value: object) -> None:
        """Take the object that stands at ``path``."""
        if not isinstance(value, dict):
            raise InvalidFieldError(path, value, "must be an object")
        self._path = path
        self._values = value

    def place(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self._path}.{name}" if self._path else name

    def text(self, name: str) -> str:
        """Return a text."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise InvalidFieldError(self.place(name), value, "must be a text")
        return value

    def optional_text(self, name: str) -> str | None:
        """Return a text, None where absent or null."""
        return None if self._values.get(name) is None else self.text(name)

    def integer(self, name: str) -> int:
        """Return an integer."""
        value = self._values.get(name)
        # A JSON true is an int to Python.
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidFieldError(self.place(name), value, "must be an integer")
        return value

    def optional_integer(self, name: str) -> int | None:
        """Return an integer, None where absent or null."""
        return None if self._values.get(name) is None else self.integer(name)

    def day(self, name: str) -> date:
        """Return a day written YYYY-MM-DD."""
        value = self.text(name)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidFieldError(self.place(name), value, "must be a day YYYY-MM-DD") from None

    def optional_day(self, name: str) -> date | None:
        """Return a day, None where absent or null."""
        return None if self._values.get(name) is None else self.day(name)

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where absent."""
        found = self._list(name)
        for each in found:
            if not isinstance(each, str):
                raise InvalidFieldError(self.place(name), each, "must be texts")
        return [str(each) for each in found]

    def child(self, name: str) -> JsonObject:
        """Return an object within."""
        return JsonObject(self.place(name), self._values.get(name))

    def optional_child(self, name: str) -> JsonObject | None:
        """Return an object within, None where absent or null."""
        return None if self._values.get(name) is None else self.child(name)

    def children(self, name: str) -> list[JsonObject]:
        """Return a list of objects, empty where absent."""
        place = self.place(name)
        return [
            JsonObject(f"{place}[{number}]", each) for number, each in enumerate(self._list(name))
        ]

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name, [])
        if not isinstance(value, list):
            raise InvalidFieldError(self.place(name), value, "must be a list")
        return value
