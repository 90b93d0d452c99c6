"""The local preview. A release goes through ``publish_release`` instead."""

from __future__ import annotations

from pathlib import Path

from .account import Account, ReleasePlan
from .folder import original_paths, whole, write_originals, write_pages
from .view import Book


def render_report(account: Account, out: Path, *, release: ReleasePlan | None = None) -> list[Path]:
    """Writes the report as a folder of static pages that open from disk, and returns the files.

    An earlier report at ``out`` is replaced; anything else there is not touched. Without ``release`` every text is
    shown whole and the originals lie beside it (when the account has them). With a plan the pages are those that the
    release would have, ids replaced, but nothing was examined: only ``publish_release`` makes a release.

    Raises:
        SousveilError: ``out`` holds something else, or cannot be written.
    """
    if release is not None:
        from .release import as_released

        account = as_released(account, release)
        originals = original_paths(account, release.originals)
    else:
        originals = original_paths(account, (i.id for i in account.items) if account.open_original else ())
    book = Book(account, originals, full=frozenset(originals) if release is not None else None)
    with whole(out, replace=True) as folder:
        write_pages(folder, book, release=release is not None)
        write_originals(folder, account, originals, out)
    return sorted(path for path in out.rglob("*") if path.is_file())
