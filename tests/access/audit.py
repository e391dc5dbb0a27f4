"""Who gets what from the pages of the security log: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = []
