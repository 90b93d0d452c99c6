"""Reading the code blocks of a document.

A ``console`` block after a line ``<!-- run -->`` is run by the tests: every line that begins with ``$`` is a command
(a final backslash continues it), and the lines below it are what it prints, with ``...`` for anything. A command that
is meant to fail ends with ``  # exit 1``. All blocks of one document run in order in one empty folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOCK = re.compile(r"(?P<run><!-- run -->\n+)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"  # exit (\d)$")


@dataclass(frozen=True)
class Block:
    """One code block. run: whether the tests run it."""

    language: str
    text: str
    run: bool

    def commands(self) -> list[tuple[str, str, int]]:
        """Each command with what it should print and its exit status."""
        found: list[tuple[str, list[str], int]] = []
        lines = iter(self.text.splitlines())
        for line in lines:
            if not line.startswith("$ "):
                found[-1][1].append(line)
                continue
            command = line[2:]
            while command.endswith("\\"):
                command += "\n" + next(lines)
            status = EXIT.search(command)
            found.append((EXIT.sub("", command), [], int(status[1]) if status else 0))
        return [(command, "\n".join(printed), status) for command, printed, status in found]


def blocks(text: str) -> Iterator[Block]:
    """The code blocks of a Markdown text, in order."""
    for match in BLOCK.finditer(text):
        yield Block(match["language"], match["text"], bool(match["run"]))


def matches(expected: str, printed: str) -> bool:
    """Whether the ``expected`` lines stand in ``printed``, one below the other, with ``...`` for anything."""
    if not expected.strip():
        return True
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else _line(line) for line in expected.splitlines())
    return re.search(r"(?:^|(?<=\n))" + pattern, printed.rstrip() + "\n") is not None


def _line(line: str) -> str:
    return r"[^\n]*".join(re.escape(part) for part in line.rstrip().split("...")) + r"[^\n]*\n"
