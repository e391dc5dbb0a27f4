import pytest

from ognisko.ui.addresses import address_to_count, client_address, is_loopback


@pytest.mark.parametrize(
    ("meta", "proxies", "address"),
    [
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, 0, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, 1, "1.2.3.4"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.2.3.4"}, 1, "1.2.3.4"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.2.3.4, 10.0.0.2"}, 2, "1.2.3.4"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, 2, "10.0.0.1"),
        ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "<script>"}, 1, "0.0.0.0"),
        ({"REMOTE_ADDR": ""}, 0, "0.0.0.0"),
        ({"REMOTE_ADDR": "::ffff:1.2.3.4"}, 0, "1.2.3.4"),
        ({}, 1, "0.0.0.0"),
    ],
)
def test_an_address_is_believed_as_far_as_the_settings_say(meta, proxies, address):
    assert client_address(meta, proxies) == address


def test_one_subscriber_of_the_new_protocol_counts_once():
    first = address_to_count({"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}, 0)

    assert first == address_to_count({"REMOTE_ADDR": "2001:db8:1:2:bbbb::9"}, 0)
    assert first != address_to_count({"REMOTE_ADDR": "2001:db8:1:3::1"}, 0)


def test_a_proxy_on_this_machine_is_not_this_machine():
    assert is_loopback({"REMOTE_ADDR": "127.0.0.1"})
    assert is_loopback({"REMOTE_ADDR": "::1"})
    assert not is_loopback({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"})
    assert not is_loopback({"REMOTE_ADDR": "10.0.0.1"})
