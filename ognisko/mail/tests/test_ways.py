"""The ways out, each against a real server on the loopback."""

import json
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ognisko.mail.actions import keep
from ognisko.mail.models import Letter, PausedAddress
from ognisko.mail.sending import Postman
from ognisko.mail.tests.sink import listening_sink

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Made by ourselves for the name localhost: the file of the certificate, and of it with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=400))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    alone, whole = folder / "alone.pem", folder / "whole.pem"
    alone.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    whole.write_bytes(alone.read_bytes() + secret)
    return alone, whole


def knows(server, session, envelope, mechanism, given):
    return AuthResult(success=(given.login, given.password) == (b"ognisko", b"tajne"), handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS", "ignore:Exception ignored in")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_letters_go_over_tls_to_a_server_that_asks_who_we_are(settings, monkeypatch, certificate, security):
    alone, whole = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(whole)
    ways = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"wraps": context}
    with listening_sink(
        authenticator=knows, auth_required=True, auth_require_tls=security == "starttls", **ways
    ) as sink:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_SECURITY = "localhost", sink.port, security
        settings.SMTP_USER, settings.SMTP_PASSWORD = "ognisko", "tajne"
        letter = keep(key="t:1", address="ewa@urzad.example", subject="Temat", text="Treść")
        Postman().send_letters("worker")
        letter.refresh_from_db()
        assert (sink.taken, "certificate verify failed" in letter.last_error) == (
            [],
            True,
        )  # its authority is not known here
        monkeypatch.setenv("SSL_CERT_FILE", str(alone))
        Letter.objects.update(not_before=letter.written_at, last_error="")
        settings.SMTP_PASSWORD = "inne"
        Postman().send_letters("worker")
        letter.refresh_from_db()
        assert (sink.taken, "535" in letter.last_error, letter.failed_at) == ([], True, None)
        settings.SMTP_PASSWORD = "tajne"
        Letter.objects.update(not_before=letter.written_at)
        Postman().send_letters("worker")
        assert sink.message_ids == [letter.message_id]


@contextmanager
def a_provider():
    """Answers as Mailgun does, with the status at the head of its list; the fields of what it took, by their names."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            whole = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + body
            status = server.statuses.pop(0) if server.statuses else 200
            if status == 200:
                server.taken.append(fields_of(whole))
            answer = json.dumps({"id": "<x>", "message": "Queued"}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    def fields_of(whole):
        found = message_from_bytes(whole)
        if not found.is_multipart():
            return dict(parse_qsl(found.get_payload()))
        return {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode()
            for part in found.get_payload()
        }

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.taken, server.statuses = [], []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_letters_go_through_a_provider_with_the_same_headers_again_after_it_was_ill(settings):
    with a_provider() as provider:
        settings.SMTP_HOST, settings.MAIL_BACKEND = "", "mailgun"
        url = f"http://127.0.0.1:{provider.server_port}/v3"
        settings.MAIL_PROVIDER = {"api_key": "k", "sender_domain": "urzad.example", "api_url": url}
        provider.statuses = [503, 200, 400]
        letters = [
            keep(key=f"t:{n}", address="ewa@urzad.example", subject="Żółć", text="Treść", html="<p>Treść</p>")
            for n in (1, 2)
        ]
        assert (Postman().send_letters("worker"), Letter.objects.waiting().count()) == (1, 2)
        Letter.objects.update(not_before=letters[0].written_at)
        assert (Postman().send_letters("worker"), Letter.objects.failed().count()) == (2, 1)
        taken = {name.lower(): value for name, value in provider.taken[0].items()}
        assert (taken["h:message-id"], taken["subject"]) == (letters[0].message_id, "Żółć")
        assert (taken["text"].strip(), taken["html"], taken["h:auto-submitted"]) == (
            "Treść",
            "<p>Treść</p>",
            "auto-generated",
        )
        assert PausedAddress.objects.count() == 0
