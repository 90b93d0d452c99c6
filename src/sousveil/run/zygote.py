"""The process that forks one child for each item: `python -m sousveil.run.zygote`.

It imports a step's code once and then forks, so that a guarded item costs milliseconds and not a start of Python. It
stays single-threaded, because forking a process with threads is not safe. It reads frames from standard input and
answers on standard output. A frame is a length (8 bytes, big endian) and JSON. For each request:

    {"target": "module:function", "payload": ..., "seconds": 60, "megabytes": 2048, "folder": "/...",
     "preload": ["module", ...], "settings": {...}}

the child runs ``function(payload)`` under limits of time, memory and file size and the answer is one of

    {"state": "done", "value": ...}    {"state": "error", "error": "ValueError", "message": "..."}
    {"state": "timeout"}   {"state": "memory"}   {"state": "killed", "signal": 11}   {"state": "flood"}
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

ANSWER_BYTES = 512 << 20
"""No child may answer with more: a reader bounded to 20 million characters stays below it."""

FILE_BYTES = 4 << 30
"""No file that a child writes may be larger (unpacking has closer limits of its own)."""

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
"""Of linux/prctl.h."""

STRAY_ROUNDS = 1000
"""Generations of processes that a child may have left behind, each of which is ended in its turn."""

LENGTH = struct.Struct(">Q")


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame's JSON, or None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: BinaryIO, body: bytes) -> None:
    """Writes one frame and flushes."""
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _limit(seconds: float, megabytes: int) -> None:
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    cpu = int(seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 2))


def _prctl(option: int, value: int) -> None:
    """Linux's prctl; elsewhere nothing happens."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _child(request: dict[str, Any], out: int) -> None:
    os.setsid()
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if request.get("folder"):
        tempfile.tempdir = request["folder"]
        os.environ["TMPDIR"] = request["folder"]
    _limit(request["seconds"], request["megabytes"])
    answer: dict[str, Any]
    try:
        function = _load(request["target"])
        answer = {"state": "done", "value": function(request["payload"])}
        body = json.dumps(answer, ensure_ascii=True).encode()
    except MemoryError:
        body = b'{"state": "memory"}'
    except BaseException as error:
        # A BaseException too: SystemExit out of a parser must not look like an answer.
        answer = {"state": "error", "error": type(error).__name__, "message": str(error)[:2000]}
        body = json.dumps(answer, ensure_ascii=True).encode()
    view = memoryview(body)
    while view:
        view = view[os.write(out, view) :]
    os._exit(0)


def _load(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _collect(pid: int, source: int, seconds: float) -> bytes:
    """The child's answer, or the frame that says how it ended. The child and its children are dead afterwards."""
    deadline = time.monotonic() + seconds
    parts, size, state = [], 0, None
    ended = _end_of(pid)
    watched = [source, 0] if ended is None else [source, 0, ended]
    try:
        while state is None:
            left = deadline - time.monotonic()
            ready = select.select(watched, [], [], left)[0] if left > 0 else []
            if not ready:
                state = b'{"state": "timeout"}'
            elif source in ready:
                part = os.read(source, 1 << 20)
                if not part:
                    break
                parts.append(part)
                size += len(part)
                if size > ANSWER_BYTES:
                    state = b'{"state": "flood"}'
            elif ended in ready:
                break  # all it wrote was read; a grandchild that still holds the pipe is waited for by nobody
            else:
                # Nobody asks for a second thing before the first is answered, so input means that the asker is gone.
                state = b'{"state": "lost"}'
    finally:
        if ended is not None:
            os.close(ended)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    _reap_strays()
    if state is not None:
        return state
    if parts:
        # The child wrote and then was killed by us or left: its answer stands when it is whole JSON.
        body = b"".join(parts)
        if body.endswith(b"}"):
            return body
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number == signal.SIGXCPU:
        return b'{"state": "timeout"}'
    return json.dumps({"state": "killed", "signal": number}).encode()


def _warm(request: dict[str, Any]) -> None:
    """Imports what the request needs and calls each module's ``warm(settings)``, so that children inherit it.

    Only trusted code and settings take part; what goes wrong here will go wrong in the child, where it is told.
    """
    settings = request.get("settings") or {}
    for module in [request["target"].partition(":")[0], *request.get("preload", ())]:
        key = (module, json.dumps(settings, sort_keys=True))
        if key in _warmed:
            continue
        _warmed.add(key)
        with contextlib.suppress(Exception):
            warm = getattr(importlib.import_module(module), "warm", None)
            if warm is not None:
                warm(settings)
        # What is loaded stays: the collector of a child need not touch it, so its pages stay shared.
        gc.collect()
        gc.freeze()


_warmed: set[tuple[str, str]] = set()


def _end_of(pid: int) -> int | None:
    """A descriptor that can be read from once the process has ended; None where the system has no such thing."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return None


def _reap_strays() -> None:
    """Ends what a child left running in a session of its own: as the subreaper, this process has inherited it."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for _ in range(STRAY_ROUNDS):
        try:
            left = [int(pid) for pid in children.read_text().split()]
        except (OSError, ValueError):
            return
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def main() -> None:
    """Serves requests until standard input ends."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may get between the frames
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while (body := read_frame(requests)) is not None:
        request = json.loads(body)
        _warm(request)
        source, out = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(source)
                os.close(answers.fileno())  # a child may answer for itself alone
                _child(request, out)
            finally:
                os._exit(1)
        os.close(out)
        try:
            answer = _collect(pid, source, request["seconds"])
        finally:
            os.close(source)
        write_frame(answers, answer)


if __name__ == "__main__":
    main()
