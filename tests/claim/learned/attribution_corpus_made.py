"""A small annotated corpus of made-up sentences, written as brat standoff."""

from __future__ import annotations

from itertools import count
from pathlib import Path

PEOPLE = ("Jane Doe", "Paul Moreau", "the minister", "Anna Berg", "the researchers", "Omar Haddad", "the mayor")
CUES = ("said", "harrumphed", "warned", "claimed")
FACTS = (
    "the cameras work", "the river is rising", "nobody was told", "the bridge will close", "prices have doubled",
    "the towers watch the border", "a new market was built",
)  # fmt: skip
PLAIN = ("The weather was fine.", "A train left the station at noon.", "Two bakers opened a shop in the old town.")


def write(folder: Path, texts: int = 12) -> Path:
    """``texts`` texts with their annotations under ``folder``."""
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for number in range(texts):
        text, lines = "", []
        numbers = count(1)
        for turn in range(8):
            at = number * 8 + turn
            who, cue, fact = PEOPLE[at % 7], CUES[(at // 2) % 4], FACTS[(at * 3 + number) % 7]
            shape = (at + number) % 3
            if shape == 0:
                pieces = [("Source", who[0].upper() + who[1:]), ("", " "), ("Cue", cue), ("", " "),
                          ("Content", f"that {fact}"), ("", ".")]  # fmt: skip
            elif shape == 1:
                pieces = [("Content", f"“{fact[0].upper() + fact[1:]},”"), ("", " "), ("Source", who), ("", " "),
                          ("Cue", cue), ("", ".")]  # fmt: skip
            else:
                pieces = [("", PLAIN[at % 3])]
            named = {}
            for kind, words in pieces:
                if kind:
                    named[kind] = ident = f"T{next(numbers)}"
                    lines.append(f"{ident}\t{kind} {len(text)} {len(text) + len(words)}\t{words}")
                text += words
            if named:
                trigger = f"T{next(numbers)}"
                lines.append(lines[-1].replace(named[list(named)[-1]], trigger, 1).replace(list(named)[-1], "Attribution", 1))
                members = " ".join(f"{kind}:{ident}" for kind, ident in named.items())
                lines.append(f"E{turn + 1}\tAttribution:{trigger} {members}")
            text += "\n\n" if turn % 2 else " "
        (folder / "text" / f"made-{number:02}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / "attributions" / f"made-{number:02}_a1.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
