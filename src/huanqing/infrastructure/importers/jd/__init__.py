"""The reader of JD (京东) transaction exports, layouts v1 (2023-2024) and v2 (since 2024-12)."""
