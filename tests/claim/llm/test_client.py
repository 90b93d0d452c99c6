"""Speaking with the address: what is sent, and what happens when the other side misbehaves."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from sousveil.claim.llm.client import LARGEST, Client, Endpoint, NotAnsweredError, endpoint
from sousveil.errors import SousveilError
from sousveil.settings import Settings

from .stub import Reply, Stub, said, serving

MESSAGES = [{"role": "user", "content": "A passage."}]
SCHEMA = {"type": "object"}


def client(stub: Stub, seconds: float = 5.0, key_env: str = "", environment: dict[str, str] | None = None) -> Client:
    settings = Settings(llm_url=stub.url, llm_model="tiny", llm_key_env=key_env, llm_seconds=seconds)
    return Client(endpoint(settings, environment or {}), pause=lambda _: None)


def test_a_good_answer_comes_back_as_it_is() -> None:
    with serving(lambda _: said('{"proposals": []}')) as stub:
        one = client(stub, key_env="MY_KEY", environment={"MY_KEY": "secret"})
        assert one.ask(MESSAGES, SCHEMA) == '{"proposals": []}'
    assert stub.paths == ["/v1/chat/completions"]
    body = stub.asked[0]
    assert body["temperature"] == 0 and body["model"] == "tiny" and body["messages"] == MESSAGES
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert stub.headers[0]["Authorization"] == "Bearer secret"
    assert "secret" not in repr(one.where)


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize("known", ["json_object", "none"])
def test_a_server_without_schemas_is_asked_in_the_way_it_knows(status: int, known: str) -> None:
    def way(body: dict[str, Any]) -> str:
        return str(body.get("response_format", {}).get("type", "none"))

    with serving(lambda body: said("{}") if way(body) == known else Reply(status, b"{}")) as stub:
        one = client(stub)
        assert one.ask(MESSAGES, SCHEMA) == "{}"
        assert one.ask(MESSAGES, SCHEMA) == "{}"
    ways = ["json_schema", "json_object", "none"]
    first = ways[: ways.index(known) + 1]
    assert [way(body) for body in stub.asked] == [*first, known]


@pytest.mark.parametrize(
    ("reply", "tries", "why"),
    [
        (Reply(500, b"oops"), 3, "the error 500"),
        (Reply(429, b""), 3, "the error 429"),
        (Reply(401, b""), 1, "the error 401"),
        (Reply(302, b"", {"Location": "http://192.0.2.1/steal"}), 1, "redirect, which is not followed"),
        (Reply(307, b"", {"Location": "/elsewhere"}), 1, "redirect, which is not followed"),
        (Reply(200, b"<html>hello</html>"), 1, "no chat completion"),
        (Reply(200, b'{"choices": []}'), 1, "no chat completion"),
        (Reply(200, b'{"choices": [{"message": {"content": null}}]}'), 1, "no chat completion"),
        (Reply(200, b"[" * 100_000), 1, "no chat completion"),
        (Reply(200, b" " * (LARGEST + 1)), 1, "larger than 1 MB"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(reply: Reply, tries: int, why: str) -> None:
    with serving(lambda _: reply) as stub, pytest.raises(NotAnsweredError, match=why):
        client(stub).ask(MESSAGES, SCHEMA)
    assert len(stub.asked) == tries
    assert set(stub.paths) == {"/v1/chat/completions"}


def test_an_error_that_passes_is_tried_again() -> None:
    replies = [Reply(503), said("{}")]
    with serving(lambda _: replies.pop(0)) as stub:
        assert client(stub).ask(MESSAGES, SCHEMA) == "{}"


@pytest.mark.parametrize("drip", [False, True])
def test_a_server_that_never_ends_is_left_in_time(drip: bool) -> None:
    def answer(_: dict[str, Any]) -> Reply:
        if not drip:
            time.sleep(1.5)
        return Reply(200, json.dumps({"choices": [{"message": {"content": "x" * 400}}]}).encode(), drip=0.05)

    started = time.monotonic()
    with serving(answer) as stub, pytest.raises(NotAnsweredError, match=r"within 0\.4 seconds"):
        client(stub, seconds=0.4).ask(MESSAGES, SCHEMA)
    assert time.monotonic() - started < 5
    assert len(stub.asked) == 1


def test_nobody_there() -> None:
    with serving(lambda _: "") as stub:
        one = client(stub)
    with pytest.raises(NotAnsweredError, match="could not be reached"):
        one.ask(MESSAGES, SCHEMA)


def where(url: str, **more: Any) -> Endpoint:
    return endpoint(Settings(llm_url=url, llm_model="m", **more), {})


@pytest.mark.parametrize(
    ("url", "path", "port", "secure"),
    [
        ("http://127.0.0.1:8080", "/v1/chat/completions", 8080, False),
        ("http://localhost:8080/v1/", "/v1/chat/completions", 8080, False),
        ("http://192.168.1.20/openai/v1", "/openai/v1/chat/completions", 80, False),
        ("http://[::1]:9/v1/chat/completions", "/v1/chat/completions", 9, False),
        ("https://models.example.org", "/v1/chat/completions", 443, True),
    ],
)
def test_addresses(url: str, path: str, port: int, secure: bool) -> None:
    got = where(url)
    assert (got.path, got.port, got.secure) == (path, port, secure)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://127.0.0.1", "not the address of a server"),
        ("127.0.0.1:8080", "not the address of a server"),
        ("http://", "not the address of a server"),
        ("http://127.0.0.1:99999", "not the address of a server"),
        ("http://127.0.0.1/v1?to=elsewhere", "not the address of a server"),
        ("http://name:word@127.0.0.1/", "name or password"),
        ("http://models.example.org/v1", "unencrypted"),
        ("http://192.0.2.1.example.org/v1", "unencrypted"),
    ],
)
def test_addresses_that_are_refused(url: str, why: str) -> None:
    with pytest.raises(SousveilError, match=why):
        where(url)


def test_a_model_and_a_key_have_to_be_there() -> None:
    with pytest.raises(SousveilError, match="no llm_model"):
        endpoint(Settings(llm_url="http://127.0.0.1"), {})
    for value in ({}, {"K": ""}, {"K": "two\nlines"}):
        with pytest.raises(SousveilError, match="K holds no usable key"):
            endpoint(Settings(llm_url="http://127.0.0.1", llm_model="m", llm_key_env="K"), value)
