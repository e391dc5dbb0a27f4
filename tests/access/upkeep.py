"""Who gets what from the pages of upkeep: see Row in tests/test_access.py."""

ROWS = [
    ("upkeep:doctor", "none", "GET", 302, 403, 403, 403),
    ("upkeep:backups", "none", "GET", 302, 403, 403, 403),
    ("upkeep:back_up_now", "none", "POST", 302, 403, 403, 403),
]
