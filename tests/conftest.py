"""What every test of the suite has around it: no network beyond this machine, and no deadline of a busy one."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A slow moment of a shared machine is no fault of the code. On a build machine the examples are the same every time.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "default")


class NetworkForbidden(AssertionError):
    """A test, or the program inside it, reached for an address beyond this machine."""


def _is_this_machine(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket's path, or a kernel interface
    host = str(address[0]).partition("%")[0]
    if host in ("", "localhost", "localhost.localdomain"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return host == socket.gethostname()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Sockets of this process reach loopback and Unix sockets alone, whatever the machine allows.

    It does not bind the child processes that a test starts; ``./dev test --no-network`` does.
    """
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex", "sendto"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), name))
    patch.setattr(socket, "getaddrinfo", _guarded_names(socket.getaddrinfo))
    yield
    patch.undo()


def _guarded(real: Any, name: str) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if arguments and not _is_this_machine(arguments[-1]):
            raise NetworkForbidden(f"socket.{name} to {arguments[-1]!r}: no test may leave this machine")
        return real(self, *arguments)

    return guarded


def _guarded_names(real: Any) -> Any:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not _is_this_machine((host if isinstance(host, str) else host.decode(),)):
            raise NetworkForbidden(f"looking up the name {host!r}: no test may leave this machine")
        return real(host, *arguments, **options)

    return guarded
