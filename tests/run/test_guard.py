"""The guard: whatever a guarded function does, the caller gets an answer that says what happened, and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sousveil.errors import SousveilError
from sousveil.run.guard import Guard, Outcome

LINUX = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[Guard]:
    with Guard(tmp_path / "spool") as made:
        yield made


def call(guard: Guard, name: str, payload: Any = None, seconds: float = 10.0, megabytes: int = 1024) -> Outcome:
    return guard.call(f"tests.run.guarded:{name}", payload, seconds, megabytes)


def still_works(guard: Guard) -> bool:
    return call(guard, "echo", "hello") == Outcome("done", "hello")


def soon(true: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def gone(pid: int) -> bool:
    """Whether no such process runs; one that is dead and waits to be fetched does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("value", [None, 1, 1.5, "감시 \x00 \ud800", [1, [2]], {"a": {"b": []}}, "x" * 3_000_000])
def test_json_goes_in_and_comes_out(guard: Guard, value: Any) -> None:
    assert call(guard, "echo", value) == Outcome("done", value)


def test_time_is_bounded_asleep_and_at_work(guard: Guard) -> None:
    for name, payload in (("sleep", 60), ("spin", None)):
        begin = time.monotonic()
        assert call(guard, name, payload, seconds=0.3).state == "timeout"
        assert time.monotonic() - begin < 3
    assert still_works(guard)
    assert Outcome("timeout").sentence(0.3, 1)[0] == "Took longer than 0.3 seconds and was stopped."


def test_memory_is_bounded(guard: Guard) -> None:
    assert call(guard, "eat", megabytes=300).state == "memory"
    assert still_works(guard)


def test_output_is_bounded(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    # The bound stands in the guard's own process, so its program is given a smaller one.
    program = "import sousveil.run.zygote as z; z.ANSWER_BYTES = 100_000; z.main()"
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    monkeypatch.setattr(guard, "_process", process)
    assert call(guard, "flood", 50_000).state == "done"
    assert call(guard, "flood", 5_000_000) == Outcome("flood")
    assert still_works(guard)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_is_told_with_its_signal(guard: Guard, number: int) -> None:
    assert call(guard, "die", number) == Outcome("killed", message=f" (signal {int(number)})")
    assert still_works(guard)


def test_a_child_that_simply_leaves_gave_nothing(guard: Guard) -> None:
    for code in (0, 3):
        assert call(guard, "leave", code).state == "killed"
    assert still_works(guard)


def test_an_error_is_told_with_its_words(guard: Guard) -> None:
    assert call(guard, "raises", "no such thing \ud800") == Outcome("error", message="ValueError: no such thing \ud800")
    assert "TypeError" in call(guard, "not_json").message
    assert "AttributeError" in call(guard, "no_such_function").message
    assert "ModuleNotFoundError" in guard.call("no.such:module", None, 5, 1024).message
    assert still_works(guard)


@LINUX
def test_a_child_that_closes_its_pipe_is_not_waited_for(guard: Guard) -> None:
    begin = time.monotonic()
    assert call(guard, "close_pipe").state == "killed"
    assert time.monotonic() - begin < 3 and still_works(guard)


@LINUX
@pytest.mark.parametrize(
    "body", ["", "}", "no json}", "[1]", "5}", '{"state": "done"', '{"state": "done", "value": 1}}', '{"a": "\\ud8'],
)  # fmt: skip
def test_an_answer_that_is_none_is_no_answer(guard: Guard, body: str) -> None:
    assert call(guard, "forge", body).state == "killed"
    assert still_works(guard)


@LINUX
def test_an_answer_made_to_break_the_reader_does_not(guard: Guard) -> None:
    assert call(guard, "nest", 200_000).state == "killed"
    assert still_works(guard)


@LINUX
def test_a_child_can_answer_for_itself_alone(guard: Guard) -> None:
    assert call(guard, "pipes").value == 1


@LINUX
@pytest.mark.parametrize("away", [False, True], ids=["in the same session", "in its own session"])
def test_a_grandchild_left_behind_is_ended_and_not_waited_for(guard: Guard, tmp_path: Path, away: bool) -> None:
    file = tmp_path / "pid"
    begin = time.monotonic()
    assert call(guard, "grandchild", {"file": str(file), "away": away}) == Outcome("done", "left one behind")
    assert time.monotonic() - begin < 3
    assert soon(lambda: gone(int(file.read_text())))
    assert still_works(guard)


def test_what_it_wrote_is_gone_when_the_call_returns(guard: Guard, tmp_path: Path) -> None:
    folder = Path(call(guard, "litter", "left behind").value)
    assert folder.parent == tmp_path / "spool" and not folder.exists()
    call(guard, "die", signal.SIGKILL)
    call(guard, "sleep", 60, seconds=0.1)
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with Guard(tmp_path / "file") as guard, pytest.raises(SousveilError, match="could not be written"):
        call(guard, "echo", 1)


@LINUX
def test_a_zygote_that_dies_is_lost_with_its_child_and_the_next_call_has_a_new_one(
    guard: Guard, tmp_path: Path
) -> None:
    file = tmp_path / "pid"
    begin = time.monotonic()
    assert call(guard, "kill_parent", {"file": str(file)}) == Outcome("lost")
    assert time.monotonic() - begin < 3
    assert soon(lambda: gone(int(file.read_text())))
    assert still_works(guard)


def test_a_zygote_that_died_between_calls_costs_nothing(guard: Guard) -> None:
    assert still_works(guard)
    assert guard._process is not None
    guard._process.kill()
    guard._process.wait()
    assert still_works(guard)


PARENT = """
import sys
from pathlib import Path
from sousveil.run.guard import Guard
with Guard(Path(sys.argv[1])) as guard:
    guard.call("tests.run.guarded:note_and_sleep", sys.argv[2], 60, 1024)
"""


@LINUX
def test_nothing_is_left_running_when_the_program_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "pids"
    program = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "spool"), str(file)], cwd=Path(__file__).parents[2]
    )
    assert soon(lambda: file.exists() and file.read_text().endswith("}"), 20)
    pids = json.loads(file.read_text())
    assert not gone(pids["child"]) and not gone(pids["zygote"])
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert soon(lambda: gone(pids["child"]) and gone(pids["zygote"]))


def test_closing_ends_the_process_and_twice_is_no_error(tmp_path: Path) -> None:
    guard = Guard(tmp_path)
    assert still_works(guard)
    assert guard._process is not None
    pid = guard._process.pid
    guard.close()
    guard.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("state", ["timeout", "memory", "flood", "killed", "lost", "error", "something new"])
def test_every_outcome_has_its_sentence(state: str) -> None:
    reason, advice = Outcome(state, message="").sentence(60, 512)
    assert reason.endswith(".") and advice.endswith(".") and "\n" not in reason + advice
