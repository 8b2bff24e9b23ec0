"""``NamedTuple`` at a third of its cost, for what every start loads.

Python's own compiles each annotation, which nobody reads while the program runs.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as LeanTuple
else:

    class _Maker(type):
        """Makes a named tuple of a class body, with its methods and properties."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = list(body.pop("__annotations__"))
            defaults = [body.pop(each) for each in names if each in body]
            plain = namedtuple(  # noqa: PYI024 - this is what is to be avoided
                name, names, defaults=defaults, module=body["__module__"]
            )
            return type(name, (plain,), body | {"__slots__": ()})

    class LeanTuple(metaclass=_Maker):
        """A class of this kind is a tuple with names."""


__all__ = ["LeanTuple"]
