"""A real mail server on the loopback that records every letter, and can be told to refuse."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from ssl import SSLContext
from typing import Any

from aiosmtpd.smtp import SMTP


@dataclass
class Sink:
    """Takes letters as a mail server does; `answers` by address, "" for everybody, are given instead of 250."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    count: int = 0
    is_counting: bool = False  # and keeps nothing
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.get(address) or self.answers.get("")
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := self.answers.get("DATA"):
            return answer
        self.count += 1
        if self.is_counting:
            return "250 taken"
        message = message_from_bytes(envelope.content, policy=POLICY)
        self.taken += [(address, message) for address in envelope.rcpt_tos]
        return "250 taken"

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for _address, message in self.taken]


@contextmanager
def listening_sink(*, wraps: SSLContext | None = None, **ways: Any) -> Iterator[Sink]:
    """`wraps` is TLS from the first byte; `ways` are aiosmtpd's: tls_context, authenticator and the like."""
    made = Sink()
    loop = asyncio.new_event_loop()
    listening = loop.create_server(lambda: SMTP(made, hostname="sink", loop=loop, **ways), "127.0.0.1", 0, ssl=wraps)
    server = loop.run_until_complete(listening)
    made.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield made
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(server.wait_closed())
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
