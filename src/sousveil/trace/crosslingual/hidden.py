"""Names that must not tell one text in another: aliases are never linked across items, in any language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..aliases import Mark, aliased


def hides(around: Sequence[Mark], changed: bool) -> Callable[[str], bool] | None:
    """Whether a name is, or may be, an alias in a text; None: the text has no alias.

    around: the words beside its marks of an alias. changed: whether it says that it changed names at large; then any
    name may be one.
    """
    if changed:
        return lambda name: True
    if not around:
        return None

    def hidden(name: str) -> bool:
        return aliased(name, around) or any(part in mark.words for mark in around for part in (name, *name.split()))

    return hidden
