from collections.abc import Iterator

import pytest

from ognisko.mail.tests.sink import Sink, listening_sink


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """A real mail server on the loopback, given to the settings."""
    with listening_sink() as made:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", made.port
        yield made
