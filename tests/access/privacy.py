"""Rows of tests/test_access.py for what is kept about people. Nobody of the four looks after personal data."""

ROWS = [
    ("privacy:mine", "none", "GET", 302, 200, 200, 200),
    ("privacy:ask_export", "none", "POST", 302, 302, 302, 302),
    ("privacy:fetch", "unknown", "GET", 302, 404, 404, 404),
    ("privacy:close_account", "none", "GET", 302, 302, 302, 302),
    ("privacy:close_account", "none", "POST", 302, 302, 302, 302),
    ("privacy:closed", "none", "GET", 200, 200, 200, 200),
    ("privacy:requests", "none", "GET", 302, 403, 403, 403),
    ("privacy:register", "none", "GET", 302, 403, 403, 403),
    ("privacy:register", "none", "POST", 302, 403, 403, 403),
    ("privacy:request", "unknown", "GET", 302, 403, 403, 403),
    ("privacy:extend", "unknown", "POST", 302, 403, 403, 403),
    ("privacy:close", "unknown", "POST", 302, 403, 403, 403),
    ("privacy:export", "unknown", "POST", 302, 403, 403, 403),
    ("privacy:erase", "unknown", "GET", 302, 403, 403, 403),
    ("privacy:erase", "unknown", "POST", 302, 403, 403, 403),
    ("privacy:periods", "none", "GET", 302, 403, 403, 403),
    ("privacy:periods", "none", "POST", 302, 403, 403, 403),
    ("privacy:erasures", "none", "GET", 302, 403, 403, 403),
    ("privacy:settle_place", "unknown", "POST", 302, 403, 403, 403),
    ("privacy:processing", "none", "GET", 302, 403, 403, 403),
]
