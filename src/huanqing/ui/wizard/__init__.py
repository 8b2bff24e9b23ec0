"""The first start: a few questions, each of which may stay unanswered."""
