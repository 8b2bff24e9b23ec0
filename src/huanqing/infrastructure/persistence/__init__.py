"""The ledger file: SQLite through SQLAlchemy Core, one unit of work a transaction."""
