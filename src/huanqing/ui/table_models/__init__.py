"""Table models: immutable rows and a tuple of columns."""
