"""Derived texts kept in the ledger, each with a stamp of what it was derived by."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from huanqing.infrastructure.persistence.tables import cache


class SqlCacheStore:
    """Derived texts within the open transaction; no change of them is an action of the user."""

    def __init__(self, connection: Connection) -> None:
        """Work within the open transaction."""
        self._connection = connection

    def put(self, key: str, stamp: str, text: str) -> None:
        """Keep a text; nothing is written where it is kept already."""
        value = text.encode("utf-8")
        found = self._connection.execute(
            select(cache.c.stamp, cache.c.value).where(cache.c.key == key)
        ).first()
        if found is not None and (found.stamp, found.value) == (stamp, value):
            return
        row = {"key": key, "stamp": stamp, "value": value}
        self._connection.execute(
            insert(cache)
            .values(row)
            .on_conflict_do_update(index_elements=["key"], set_={"stamp": stamp, "value": value})
        )
