"""The schema's version, apart from the tables, which take long to load."""

SCHEMA_VERSION = 4
