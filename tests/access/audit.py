"""Who gets what from the pages of the security log: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("audit:log", "none", "GET", 302, 403, 403, 403),
    ("audit:export", "word", "GET", 302, 403, 403, 403),
]
