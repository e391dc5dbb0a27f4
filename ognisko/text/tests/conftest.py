"""The rooms of text need no database: the named world is not built for them."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "text",
    deadline=None,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("text")
