"""Whether words of an item may be sent to the language model: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.records import Item
from sousveil.settings import Settings


def may_send(item: Item, settings: Settings, around: Iterable[Item] = (), *, sealed_case: bool = False) -> bool:
    """Whether passages of ``item`` may be sent to the address in ``settings``.

    Never, unless the user named an address and a model; never from a sealed case; never what is sealed or lies in a
    container (``around``) that is. Whatever a mark of sealing holds besides a plain False counts as sealed.
    """
    if not settings.llm_url.strip() or not settings.llm_model.strip() or sealed_case:
        return False
    return not any(_sealed(one) for one in (item, *around))


def _sealed(item: Item) -> bool:
    return getattr(item, "sealed", False) is not False
