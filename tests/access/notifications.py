"""Who gets what from the pages of notifications: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("notifications:list", "none", "GET", 302, 200, 200, 200),
    ("notifications:see", "none", "POST", 302, 302, 302, 302),
    ("notifications:preferences", "none", "GET", 302, 200, 200, 200),
    ("notifications:preferences", "none", "POST", 302, 200, 200, 200),
    ("notifications:hours", "none", "POST", 302, 422, 422, 422),
    ("discussions:follow", "thread", "GET", 302, 200, 200, 200),
    ("discussions:follow", "thread", "POST", 302, 302, 302, 302),
    ("communities:follow", "community", "GET", 302, 200, 200, 200),
    ("communities:follow", "community", "POST", 302, 302, 302, 302),
]
