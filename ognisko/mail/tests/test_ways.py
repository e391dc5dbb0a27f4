"""The ways out, each against a real server on the loopback."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ognisko.mail.actions import keep
from ognisko.mail.models import Letter
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
