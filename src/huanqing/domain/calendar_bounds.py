"""The first and the last day that the program knows."""

from datetime import date

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""What no entry lies outside of: a slip of the keyboard would break every calendar."""
