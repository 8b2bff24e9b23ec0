"""The window: Qt Widgets views, their view models and the task runner."""
