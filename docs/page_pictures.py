"""Draws the pictures of the page (`ltz page`) in docs/pictures: `make pictures`. Needs chromium and the group `browser`.

Each view on a phone or a desk, in both languages and both themes, of the rehearsal (examples/rehearsal) when it is over.
"""

import os
import shutil
import tempfile
from base64 import b64decode
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from pictures import FIXED, ROOT, play
from playwright.sync_api import sync_playwright

from ltzplan.cli.main import main

VIEWS = {
    "first": ("", (390, 720)), "desk": ("", (1080, 560)), "board": ("#{}-board", (390, 420)), "timeline": ("#{}-timeline", (960, 250)),
    "task": ("#{}-t-L7", (390, 620)), "problem": ("#{} .problem", (390, 420)), "calendar": ("#{}-calendar", (390, 360)),
}  # fmt: skip
"""Name of the picture -> the section, and the size in pixels."""
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--force-color-profile=srgb",
)  # fmt: skip
DAY, QUALITY = "2021-01-08", 30


def draw(folder: Path) -> None:
    """Draw every view."""
    with tempfile.TemporaryDirectory() as made, patch.dict(os.environ, FIXED), sync_playwright() as started:
        home = Path(made)
        play(home)
        with chdir(home):
            assert main(["page", "-o", "plan.html", "--as-of", DAY]) == 0
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for name, (section, (width, height)) in VIEWS.items():
            for lang in ("en", "zh"):
                for scheme in ("light", "dark"):
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                    page.goto((home / "plan.html").as_uri() + f"#{lang}")
                    if section:
                        page.locator(section.format(lang)).first.evaluate("one => one.scrollIntoView()")
                    told = {"format": "webp", "quality": QUALITY}
                    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", told)
                    (folder / f"page-{name}-{scheme}-{lang}.webp").write_bytes(b64decode(taken["data"]))
                    page.close()
        browser.close()


if __name__ == "__main__":
    draw(ROOT / "docs" / "pictures")
