"""Who gets what from the outbox's forms: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("mail:trial", "none", "POST", 302, 404, 404, 404),
    ("mail:send_all_again", "none", "POST", 302, 404, 404, 404),
    ("mail:unsubscribe", "word", "GET", 404, 404, 404, 404),
    ("mail:unsubscribe", "word", "POST", 404, 404, 404, 404),
    ("mail:paused", "none", "GET", 302, 404, 404, 404),
    ("mail:paused", "none", "POST", 302, 404, 404, 404),
    ("mail:resume", "word", "GET", 404, 404, 404, 404),
    ("mail:resume", "word", "POST", 404, 404, 404, 404),
]
