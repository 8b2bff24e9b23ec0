"""The alerts page: one quiet list of what asks for attention."""
