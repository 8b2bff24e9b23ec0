"""The first page: limit, next due amount, what is owed, recent entries."""
