"""Where a request comes from: the address of the machine, and whether it is this very machine."""

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

UNKNOWN = "0.0.0.0"  # noqa: S104 - not a place to listen at, only "nobody told us"


def client_address(meta: Mapping[str, Any], trusted_proxies: int) -> str:
    """The sender's address. What proxies report is believed only from as many as stand before us by the settings."""
    address = str(meta.get("REMOTE_ADDR") or "")
    if trusted_proxies:
        reported = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
        if len(reported) >= trusted_proxies:
            address = reported[-trusted_proxies]
    return _plain(address)


def address_to_count(meta: Mapping[str, Any], trusted_proxies: int) -> str:
    """The same, but a whole network of one IPv6 subscriber counts as one sender."""
    address = client_address(meta, trusted_proxies)
    if isinstance(ip_address(address), IPv6Address):
        return str(ip_network(f"{address}/64", strict=False).network_address)
    return address


def is_loopback(meta: Mapping[str, Any]) -> bool:
    """Sent on this machine by itself; a proxy on this machine that speaks for others is not meant."""
    if meta.get("HTTP_X_FORWARDED_FOR") or meta.get("HTTP_FORWARDED"):
        return False
    return ip_address(client_address(meta, 0)).is_loopback


def _plain(address: str) -> str:
    try:
        parsed = ip_address(address.strip("[]"))
    except ValueError:
        return UNKNOWN
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
