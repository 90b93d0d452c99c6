"""What a language model answered about a part of a passage, kept so that the same words are never sent twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a language model that the user named.

    key: SHA-256 of the model's name, the prompt's hash and the words that were sent: the same three give the same
    answer and are asked once. model: its name as the user gave it. prompt: hash of everything else that was sent (task,
    vocabulary, schema). reply: the model's own words, unchecked: JSON if it kept to the task. at: UTC instant.
    """

    id: str
    item: str
    key: str
    model: str
    prompt: str
    reply: str
    at: str
