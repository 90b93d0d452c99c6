"""What tests let a guarded process do, in an importable module. JSON in, JSON out; some of it does harm."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from pathlib import Path
from typing import Any


def echo(value: Any) -> Any:
    return value


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def spin(_: Any) -> None:
    while True:
        pass


def eat(_: Any) -> int:
    return len([bytearray(1 << 24) for _ in range(100_000)])


def flood(size: int) -> str:
    return "x" * size


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(code: int) -> None:
    os._exit(code)


def raises(message: str) -> None:
    raise ValueError(message)


def not_json(_: Any) -> Any:
    return {1, 2}


def _pipe() -> int:
    """The descriptor of the child's answer: its only pipe."""
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if int(path.name) > 2 and str(path.readlink()).startswith("pipe:"):
                return int(path.name)
    raise AssertionError("no pipe")


def pipes(_: Any) -> int:
    """How many pipes the child holds beside its three standard streams."""
    links = []
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            links.append(str(path.readlink()))
    return len({link for link in links if link.startswith("pipe:")})


def close_pipe(_: Any) -> None:
    os.close(_pipe())
    time.sleep(60)


def forge(body: str) -> None:
    """Answers by hand and goes."""
    os.write(_pipe(), body.encode())
    os._exit(0)


def nest(depth: int) -> None:
    forge('{"state":' * depth + "1" + "}" * depth)


def litter(words: str) -> str:
    Path(os.environ["TMPDIR"], "litter").write_text(words)
    (Path(os.environ["TMPDIR"]) / "deep" / "er").mkdir(parents=True)
    return os.environ["TMPDIR"]


def grandchild(payload: dict[str, Any]) -> str:
    """Leaves a process behind that writes its number and sleeps; with ``away``, in a session of its own."""
    if os.fork() == 0:
        if payload.get("away"):
            os.setsid()
            if os.fork():
                os._exit(0)
        Path(payload["file"]).write_text(str(os.getpid()))
        time.sleep(60)
        os._exit(0)
    while not Path(payload["file"]).exists() or not Path(payload["file"]).read_text():
        time.sleep(0.01)
    return "left one behind"


def kill_parent(payload: dict[str, Any]) -> None:
    """Kills the zygote; with ``file``, notes its own number first."""
    if payload.get("file"):
        Path(payload["file"]).write_text(str(os.getpid()))
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def note_and_sleep(file: str) -> None:
    Path(file).write_text(json.dumps({"child": os.getpid(), "zygote": os.getppid()}))
    time.sleep(60)
