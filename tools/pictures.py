"""Takes the pictures of the documents: the sample case's report in a headless browser, into docs/images."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
IMAGES = HERE / "docs" / "images"
SIZE = {
    "report.png": (1200, 1150),
    "finding.png": (1200, 1300),
    "document.png": (1200, 1150),
    "matrix.png": (1200, 800),
}
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def take(browser: str, page: Path, target: Path, anchor: str = "") -> None:
    """One picture of ``page``."""
    width, height = SIZE[target.name]
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser, *QUIET, f"--user-data-dir={profile}", f"--window-size={width},{height}",
             f"--screenshot={target}", page.resolve().as_uri() + anchor],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def main() -> int:
    """Builds the demo in a temporary folder and takes every picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("No Chromium here. On Debian: apt-get install chromium")
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        subprocess.run([sys.executable, "-m", "sousveil.cli.main", "demo", str(demo)], check=True, capture_output=True)
        report = demo / "report"
        take(browser, report / "index.html", IMAGES / "report.png")
        take(browser, report / "matrix.html", IMAGES / "matrix.png")
        take(browser, report / "findings" / "facial-recognition.html", IMAGES / "finding.png")
        pages = sorted((report / "items").glob("0*.html"))
        wire = next(page for page in pages if "05-halyard-post-cameras" in page.read_text(encoding="utf-8"))
        take(browser, wire, IMAGES / "document.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
