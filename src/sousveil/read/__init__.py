"""Documents into passages with exact offsets.

`step.read_item` is the way in. One reader per format stands in `readers.READERS` and is imported when it is needed.
A reader gives a `reading.Reading`: the text, and blocks that say which part of it is a heading, a cell, page furniture.
What all formats share comes after: `furniture` marks what is not the document, `bylines` finds who wrote it and when,
`language` and `sentences` do what their names say.
"""

STEP_VERSION = "3"
"""Raised whenever the same input would give other records. It stands here so that listing steps loads no rules."""
