"""The import page: choose, preview, apply, undo."""
