"""A small reader of beancount text, written from the language's manual and strict where it can.

It knows only what the program writes, and refuses everything else: a line of another form, an
account that is not open, a transaction that does not sum to zero, a balance that does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

_NAME = r"(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]+)+"
_TEXT = r'"(?:[^"\\\n]|\\["\\n])*"'
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"
_AMOUNT = r"(?P<amount>-?\d+\.\d{2}) CNY"
_OPTION = re.compile(rf"option {_TEXT} {_TEXT}")
_OPEN = re.compile(rf"{_DAY} open (?P<account>{_NAME}) CNY")
_HEAD = re.compile(
    rf"{_DAY} (?P<flag>[*!]) (?P<first>{_TEXT})(?: (?P<second>{_TEXT}))?"
    r"(?: \^(?P<link>[A-Za-z0-9\-_/.]+))?"
)
_NOTE = re.compile(rf"{_DAY} note (?P<account>{_NAME}) (?P<first>{_TEXT})")
_BALANCE = re.compile(rf"{_DAY} balance (?P<account>{_NAME}) +{_AMOUNT}")
_POSTING = re.compile(rf"  (?P<account>{_NAME}) +{_AMOUNT}")
_META = re.compile(rf"  (?P<key>[a-z][a-zA-Z0-9\-_]+): (?P<first>{_TEXT})")


@dataclass
class Directive:
    """A transaction, note or balance as it was read; amounts in fen."""

    kind: str
    day: date
    payee: str = ""
    text: str = ""
    link: str = ""
    flag: str = ""
    account: str = ""
    amount: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    postings: list[tuple[str, int]] = field(default_factory=list)

    def amount_of(self, account: str) -> int:
        """Return what an account gets."""
        return sum(amount for name, amount in self.postings if name == account)


class BeanLedger:
    """What a text says; reading it checks it."""

    def __init__(self, text: str) -> None:
        """Read and check; AssertionError names what is wrong."""
        self.opened: dict[str, date] = {}
        self.names: dict[str, str] = {}
        self.directives: list[Directive] = []
        assert text.endswith("\n")
        self._account = ""
        for line in text.removesuffix("\n").split("\n"):
            assert line == line.rstrip()
            if line and not _OPTION.fullmatch(line):
                self._read(line)
        self._check_balances()

    def of_kind(self, kind: str) -> list[Directive]:
        """Return the directives of a kind: transaction, note or balance."""
        return [each for each in self.directives if each.kind == kind]

    def told(self, kind: str) -> list[Directive]:
        """Return the directives that a kind of entry led to."""
        return [each for each in self.directives if each.metadata.get("kind") == kind]

    def held(self, account: str, before: date = date.max) -> int:
        """Return what an account holds at the beginning of a day."""
        return sum(
            each.amount_of(account) for each in self.of_kind("transaction") if each.day < before
        )

    def _read(self, line: str) -> None:
        if line.startswith("  "):
            self._read_inner(line)
        elif found := _OPEN.fullmatch(line):
            self._account = found["account"]
            assert self._account not in self.opened
            self.opened[self._account] = date.fromisoformat(found["day"])
        elif found := _HEAD.fullmatch(line):
            first, second = plain(found["first"]), found["second"]
            payee, text = (first, plain(second)) if second else ("", first)
            self._add("transaction", found["day"], payee=payee, text=text,
                      flag=found["flag"], link=found["link"] or "")  # fmt: skip
        elif found := _NOTE.fullmatch(line):
            self._add("note", found["day"], account=found["account"], text=plain(found["first"]))
        else:
            found = _BALANCE.fullmatch(line)
            assert found, line
            self._add("balance", found["day"], account=found["account"], amount=fen(found))

    def _add(self, kind: str, day: str, **values: object) -> None:
        self._account = ""
        self.directives.append(Directive(kind, date.fromisoformat(day), **values))  # type: ignore[arg-type]

    def _read_inner(self, line: str) -> None:
        if found := _META.fullmatch(line):
            if self._account:
                assert found["key"] == "name"
                self.names[self._account] = plain(found["first"])
                return
            metadata = self.directives[-1].metadata
            assert found["key"] not in {*metadata, "filename", "lineno"}
            metadata[found["key"]] = plain(found["first"])
            return
        found = _POSTING.fullmatch(line)
        assert found, line
        assert self.directives[-1].kind == "transaction"
        self.directives[-1].postings.append((found["account"], fen(found)))

    def _check_balances(self) -> None:
        used: set[str] = set()
        for each in self.directives:
            names = [each.account] if each.account else [name for name, _ in each.postings]
            assert names
            for name in names:
                assert self.opened[name] <= each.day, name
            used.update(names)
            assert sum(amount for _, amount in each.postings) == 0, each
            if each.kind == "balance":
                assert self.held(each.account, each.day) == each.amount, each
        assert used == set(self.opened)


def plain(quoted: str) -> str:
    """Return what a string says."""
    inner = quoted[1:-1]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], inner)


def fen(found: re.Match[str]) -> int:
    """Return an amount in fen."""
    return int(found["amount"].replace(".", ""))
