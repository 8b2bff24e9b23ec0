"""Paths of future spending, drawn with numpy."""
