"""The window's answer to "why?": one popup for every amount."""
