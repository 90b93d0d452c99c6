"""Speaking with the language model: the one place of the program that opens a connection to it.

Only to the address that the user named: no proxy, no redirect. What comes back is bounded in time and size.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sousveil.errors import SousveilError
from sousveil.settings import Settings

LARGEST = 1 << 20
"""Bytes of an answer above which it is refused: a hundred times what the task can need."""
TRIES = 3
TOKENS = 1500
_AGAIN = frozenset({429, 502, 503, 504})
_OTHERWISE = frozenset({400, 415, 422, 500, 501})
"""What servers that do not know a way to ask for JSON answer with (llama-cpp-python: 500); they are asked in the next
way."""
_WAYS = ("json_schema", "json_object", "words alone")
"""How JSON is asked for: by the protocol's schema, by llama.cpp's older field for it, by the task's words."""
_PATH = "/v1/chat/completions"


class NotAnsweredError(Exception):
    """The address gave no answer; the message says why, in one sentence."""


@dataclass(frozen=True)
class Endpoint:
    """Where the model is. address: as the user named it. path: of the request. key: sent as a bearer token."""

    address: str
    host: str
    port: int
    secure: bool
    path: str
    model: str
    seconds: float
    key: str | None = field(default=None, repr=False)


def endpoint(settings: Settings, environment: Mapping[str, str] | None = None) -> Endpoint:
    """The endpoint that ``settings`` name.

    Raises:
        SousveilError: the address is none, would send words unencrypted over the internet, or the key is not there.
    """
    stated = settings.llm_url.strip()
    try:
        parts = urlsplit(stated)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise SousveilError("llm_url is not the address of a server.", "Write it like http://127.0.0.1:8080/v1.")
    if parts.username or parts.password:
        raise SousveilError("llm_url holds a name or password.", "Put the key into the variable llm_key_env names.")
    secure = parts.scheme == "https"
    if not secure and not _near(host):
        raise SousveilError(
            f"llm_url would send passages to {host} unencrypted.",
            "Use https, or a server on this machine or in your own network.",
        )
    if not settings.llm_model.strip():
        raise SousveilError("llm_url is set, but no llm_model.", "Name the model, or empty llm_url.")
    key = None
    if settings.llm_key_env:
        key = (os.environ if environment is None else environment).get(settings.llm_key_env, "").strip()
        if not key or not key.isascii() or not key.isprintable():
            raise SousveilError(
                f"The environment variable {settings.llm_key_env} holds no usable key.", "Set it, or empty llm_key_env."
            )
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path}/chat/completions" if path.endswith("/v1") else f"{path}{_PATH}"
    return Endpoint(
        stated, host, port or (443 if secure else 80), secure, path, settings.llm_model.strip(), settings.llm_seconds,
        key,
    )  # fmt: skip


def _near(host: str) -> bool:
    """Whether ``host`` is this machine or one of a private network."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".lan", ".internal"))
    return address.is_loopback or address.is_private or address.is_link_local


class Client:
    """Asks one endpoint, one question after another."""

    def __init__(self, where: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        self.where = where
        self._pause = pause
        self._way = 0

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """The model's words, unchecked.

        Raises:
            NotAnsweredError: nothing usable came back, after at most three tries.
        """
        for number in range(TRIES):
            try:
                status, body = self._in_some_way(messages, schema)
            except TimeoutError:
                # Not tried again: a model that is too slow once is too slow the next moment, and costs as much.
                raise NotAnsweredError(f"It did not answer within {self.where.seconds:g} seconds.") from None
            except ssl.SSLError as error:
                raise NotAnsweredError(f"The encrypted connection failed ({error.reason}).") from error
            except (OSError, http.client.HTTPException) as error:
                why = NotAnsweredError(f"It could not be reached ({_plain(error)}).")
            else:
                if status == 200:
                    return _content(body)
                if 300 <= status < 400:
                    raise NotAnsweredError("It answered with a redirect, which is not followed.")
                why = NotAnsweredError(f"It answered with the error {status}.")
                if status not in _AGAIN:
                    raise why
            if number + 1 < TRIES:
                self._pause(0.5 * 2**number)
        raise why

    def _in_some_way(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> tuple[int, bytes]:
        """Status and body of the first way that the server knows; that one is kept."""
        for way in range(self._way, len(_WAYS)):
            status, body = self._post(self._payload(messages, schema, way))
            if status == 200:
                self._way = way
            if status not in _OTHERWISE:
                break
        return status, body

    def _payload(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], way: int) -> bytes:
        payload: dict[str, Any] = {
            "model": self.where.model, "messages": list(messages), "temperature": 0, "max_tokens": TOKENS,
            "stream": False,
        }  # fmt: skip
        if _WAYS[way] == "json_schema":
            named = {"name": "proposals", "strict": True, "schema": schema}
            payload["response_format"] = {"type": "json_schema", "json_schema": named}
        elif _WAYS[way] == "json_object":
            payload["response_format"] = {"type": "json_object", "schema": schema}
        return json.dumps(payload).encode()

    def _post(self, payload: bytes) -> tuple[int, bytes]:
        where = self.where
        deadline = time.monotonic() + where.seconds
        connection: http.client.HTTPConnection
        if where.secure:
            secure = ssl.create_default_context()
            connection = http.client.HTTPSConnection(where.host, where.port, timeout=where.seconds, context=secure)
        else:
            connection = http.client.HTTPConnection(where.host, where.port, timeout=where.seconds)
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "sousveil"}
        if where.key:
            headers["Authorization"] = f"Bearer {where.key}"
        try:
            connection.request("POST", where.path, payload, headers)
            answer = connection.getresponse()
            return answer.status, _bounded(answer, connection, deadline)
        finally:
            connection.close()


def _bounded(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float) -> bytes:
    """The body, up to LARGEST bytes and the deadline: a server that drips one byte a second is stopped too."""
    held = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        piece = answer.read1(65536)
        if not piece:
            return bytes(held)
        held += piece
        if len(held) > LARGEST:
            raise NotAnsweredError(f"Its answer is larger than {LARGEST >> 20} MB and was refused.")


def _content(body: bytes) -> str:
    try:
        choice = json.loads(body)["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NotAnsweredError("What it answered is no chat completion; is the address right?") from None
    if not isinstance(words, str):
        raise NotAnsweredError("What it answered is no chat completion; is the address right?")
    return words


def _plain(error: Exception) -> str:
    words = getattr(error, "strerror", None) or type(error).__name__
    return str(words).splitlines()[0][:120]
