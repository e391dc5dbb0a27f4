"""Who gets what from the pages about the machine's work: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("activity:jobs", "none", "GET", 302, 403, 403, 403),
    ("activity:fire_again", "unknown", "POST", 302, 403, 403, 403),
    ("activity:try_event", "unknown", "POST", 302, 403, 403, 403),
    ("activity:try_all_events", "none", "POST", 302, 403, 403, 403),
]
