"""Takes the pictures of report and review that the pages show, in a headless Chromium.

``python docs/pictures.py`` writes ``docs/report.png`` of an example release, reviews it, and writes
``docs/review*.png``. It needs the extras ``review``, ``browser`` and ``plots``, a Chromium as
``chromium``, and a Korean font. Look at what it made.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpora import ReleaseMetadata, add_files  # noqa: E402

EXAMPLE = ROOT / "corpora" / "examples" / "03-rescue-drill"
FACTS = ReleaseMetadata(date="2025-09-12", agency="국가해양안전청")
#: The end of a picture's name, the language of the browser, and the reviewer.
LANGUAGES = (("", "en-US", "Kim"), (".ko", "ko-KR", "김지원"))
SIZE = {"width": 1360, "height": 860}
REPORT_SIZE = {"width": 1180, "height": 1255}


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = Path(folder) / "made.db"
        add_files(made, EXAMPLE / "ko_raw.txt", EXAMPLE / "en_raw.txt", facts=FACTS)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        _report(browser, Path(folder) / "report.html")
        for ending, language, reviewer in LANGUAGES:
            store = Path(folder) / f"store{ending}.db"
            shutil.copy(made, store)
            options = ["--release", "1", "--reviewer", reviewer, "--no-browser", "--port", "0"]
            server = subprocess.Popen(
                [sys.executable, "-m", "cli", "review", str(store), *options],
                cwd=ROOT, stderr=subprocess.PIPE, text=True,
            )  # fmt: skip
            try:
                assert server.stderr is not None
                _take(browser, re.search(r"http\S+", server.stderr.readline())[0], ending, language)
            finally:
                server.terminate()
                server.wait()
        browser.close()


def _report(browser: Browser, made: Path) -> None:
    """The top of a report, as far as the picture of the alignment."""
    files = [str(EXAMPLE / f"{side}_raw.txt") for side in ("ko", "en")]
    command = [sys.executable, "-m", "cli", "align", *files, "-o", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    page = browser.new_page(locale="en-US", viewport=REPORT_SIZE)
    page.goto(made.as_uri())
    # All its colours: a palette would lose those of the smallest signs.
    page.screenshot(path=ROOT / "docs" / "report.png")
    page.close()


def _take(browser: Browser, address: str, ending: str, language: str) -> None:
    """The page with a finding chosen, and a pair that is being split."""
    page = browser.new_page(locale=language, viewport=SIZE, reduced_motion="reduce")
    page.goto(address)
    page.keyboard.press("j")
    page.locator("#panel [data-bead]").wait_for()
    for done in range(3):
        page.keyboard.press("a")
        page.locator(f"#rows > .is-accepted >> nth={done}").wait_for()
    page.keyboard.press("n")
    page.locator("#panel .finding").wait_for()
    _shoot(page, f"review{ending}.png")
    pairs = page.locator("#rows > li").count()
    page.keyboard.press("m")
    expect(page.locator("#rows > li")).to_have_count(pairs - 1)
    page.keyboard.press("s")
    page.locator(".cutting form").wait_for()
    _shoot(page, f"review-split{ending}.png")
    page.close()


def _shoot(page: Page, name: str) -> None:
    """Take a picture, with a palette, which makes it a third as large."""
    path = ROOT / "docs" / name
    page.screenshot(path=path)
    with Image.open(path) as image:
        image.convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    main()
