"""A small server on this machine that speaks as much of OpenAI's protocol as the tests need, and misbehaves on order."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answering = Callable[[dict[str, Any]], "Reply | str"]


@dataclass
class Reply:
    """A raw answer. drip: seconds between its bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0


@dataclass
class Stub:
    """A running server. asked: the bodies it got, with path and headers beside. answer: what it says to a body."""

    port: int
    answer: Answering
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def words(self) -> list[str]:
        """The passages it was sent."""
        return [body["messages"][-1]["content"] for body in self.asked]


def said(content: Any) -> Reply:
    """A chat completion whose message is ``content`` (words, or a value written as JSON)."""
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    whole = {"choices": [{"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": "stop"}]}
    return Reply(body=json.dumps(whole).encode())


@contextlib.contextmanager
def serving(answer: Answering) -> Iterator[Stub]:
    """A server that answers with ``answer``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length))
            stub.asked.append(body)
            stub.paths.append(self.path)
            stub.headers.append(dict(self.headers))
            got = stub.answer(body)
            reply = said(got) if isinstance(got, str) else got
            with contextlib.suppress(OSError):
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if not reply.drip:
                    self.wfile.write(reply.body)
                    return
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub = Stub(server.server_address[1], answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
