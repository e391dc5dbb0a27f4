"""Who gets what from the pages where administrators choose in the product: see Row in tests/test_access.py."""

ROWS: list[tuple[str, str, str, int, int, int, int]] = [
    ("office:registration", "none", "GET", 302, 403, 403, 403),
    ("office:registration", "none", "POST", 302, 403, 403, 403),
    ("office:free_days", "none", "GET", 302, 403, 403, 403),
    ("office:free_days", "none", "POST", 302, 403, 403, 403),
    ("office:remove_free_day", "unknown", "POST", 302, 403, 403, 403),
    ("office:switches", "none", "GET", 302, 403, 403, 403),
    ("office:read_only", "none", "POST", 302, 403, 403, 403),
    ("office:sign_everybody_out", "none", "POST", 302, 403, 403, 403),
    ("office:settings", "none", "GET", 302, 403, 403, 403),
]
