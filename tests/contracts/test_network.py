"""The suite's own guard holds: a test that reaches for the network fails, one that stays on this machine does not."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

ELSEWHERE = ("192.0.2.1", 9)
"""TEST-NET-1 of RFC 5737: an address that belongs to nobody."""


@pytest.mark.parametrize("name", ["connect", "connect_ex"])
def test_a_connection_beyond_this_machine_fails(name: str) -> None:
    with socket.socket() as held, pytest.raises(AssertionError, match="no test may leave this machine"):
        getattr(held, name)(ELSEWHERE)


def test_a_datagram_beyond_this_machine_fails() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as held, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        held.sendto(b"word", ELSEWHERE)


def test_looking_up_a_name_fails() -> None:
    with pytest.raises(AssertionError, match=r"looking up the name 'example\.invalid'"):
        socket.create_connection(("example.invalid", 80), timeout=1)


def test_loopback_and_unix_sockets_are_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted = threading.Thread(target=lambda: server.accept()[0].close())
        accepted.start()
        socket.create_connection(server.getsockname(), timeout=5).close()
        accepted.join(5)
    # A Unix socket's path may be no longer than 107 bytes, and pytest's folders are long.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind("s")
        server.listen()
        client.connect("s")


@pytest.mark.skipif(os.environ.get("SOUSVEIL_TEST_NETWORK") != "none", reason="not in an empty network namespace")
def test_the_namespace_is_empty() -> None:
    assert [name for _, name in socket.if_nameindex()] == ["lo"]
