"""The guard: each hostile item in a process of its own, with bounds on time, memory and output.

What the guarded function returns is JSON. What can go wrong is told apart, so that the researcher reads "took longer
than 60 seconds" and not "worker died".
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from sousveil.case.disk import disk_error

from .zygote import read_frame, write_frame


@dataclass(frozen=True)
class Outcome:
    """What came of a guarded call. state: ``done``, ``error``, ``timeout``, ``memory``, ``killed``, ``flood`` or
    ``lost`` (the guard itself died). value: the function's JSON when done. message: of an error."""

    state: str
    value: Any = None
    message: str = ""

    def sentence(self, seconds: float, megabytes: int) -> tuple[str, str]:
        """What happened and what to do, for a researcher."""
        split = "Split the file, or raise item_seconds and item_megabytes in case.yaml."
        if self.state == "timeout":
            return f"Took longer than {seconds:g} seconds and was stopped.", split
        if self.state == "memory":
            return f"Needed more than {megabytes} MB of memory and was stopped.", split
        if self.state == "flood":
            return (
                "Gave an implausible amount of output and was stopped.",
                "The file may be made to harm; leave it out.",
            )
        if self.state == "killed":
            return (
                f"The program reading it crashed{self.message}.",
                "The file is damaged or made to harm; get a clean copy. The original is preserved.",
            )
        if self.state == "lost":
            return "The process that guards hostile files died.", "Run `sousveil build --retry` to try it again."
        return f"Could not be worked on: {self.message}.", "Please report this with the file's type, if you may."


class Guard:
    """Runs functions in guarded processes, one at a time. Not for sharing between threads: give each its own."""

    def __init__(self, spool: Path | None = None) -> None:
        self._spool = spool
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the guard's process."""
        if self._process is not None:
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sousveil.run.zygote"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True,
            )  # fmt: skip
        return self._process

    def call(
        self,
        target: str,
        payload: Any,
        seconds: float,
        megabytes: int,
        preload: Sequence[str] = (),
        settings: Mapping[str, Any] | None = None,
    ) -> Outcome:
        """Runs ``target`` ("module:function") on the JSON value ``payload``.

        seconds: of wall time; megabytes: of address space. The function may write into its temporary folder, which is
        gone when this returns. preload: modules imported once, before forking; their ``warm(settings)`` is called if
        they have one, so that what is costly to load is loaded once.

        Raises:
            SousveilError: there is no room for the temporary folder.
        """
        try:
            if self._spool is not None:
                self._spool.mkdir(parents=True, exist_ok=True)
            folder = tempfile.mkdtemp(prefix="guard-", dir=self._spool)
        except OSError as error:
            raise disk_error(error, (self._spool or Path(tempfile.gettempdir())) / "guard") from error
        request = {
            "target": target, "payload": payload, "seconds": seconds, "megabytes": megabytes, "folder": folder,
            "preload": [*preload], "settings": dict(settings or {}),
        }  # fmt: skip
        try:
            process = self._started()
            assert process.stdin is not None and process.stdout is not None
            write_frame(cast(BinaryIO, process.stdin), json.dumps(request).encode())
            body = read_frame(cast(BinaryIO, process.stdout))
        except (BrokenPipeError, OSError):
            body = None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if body is None:
            if self._process is not None:
                self._process.kill()
                self.close()
            return Outcome("lost")
        try:
            answer = json.loads(body)
            state = answer.get("state")
        except (ValueError, RecursionError, AttributeError):
            return Outcome("killed", message="")
        if state == "done":
            return Outcome("done", answer.get("value"))
        if state == "error":
            return Outcome("error", message=f"{answer.get('error')}: {answer.get('message')}")
        if state == "killed":
            number = answer.get("signal", 0)
            return Outcome("killed", message=f" (signal {number})" if number else "")
        return Outcome(str(state))
