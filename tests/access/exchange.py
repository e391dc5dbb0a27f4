"""Who gets what from the pages of bringing in: none of the four is an administrator."""

ROWS = [("exchange:uploads", "none", method, 302, 403, 403, 403) for method in ("GET", "POST")]
