"""How fast the review in a browser answers, for a release of 1,000 beads.

    python -m benchmarks.review

Made text, in a store of its own. With the extra ``browser`` and Chromium, the first paint and an
action as a person waits for it are measured, too.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from align import Bead, BeadFinding, Bitext, Document, Finding, Segment
from align.messages import quoted
from corpora import Release, Source, Store
from corpora.review.web.app import create_app
from corpora.review.web.server import listening

BEADS = 1000
_KOREAN = (
    "양측은 제{n}차 회의에서 해양 협력을 {n}억 원 규모로 강화하기로 합의하고 "
    "후속 조치를 논의하였다."
)
_ENGLISH = (
    "At meeting no. {n} the two sides agreed to strengthen maritime cooperation by KRW {n}00 "
    "million and discussed the next steps."
)


def made_release(count: int = BEADS) -> tuple[Release, tuple[BeadFinding, ...]]:
    """A release of one-to-one beads, every tenth with a finding."""
    documents = [
        _document([text.format(n=n) for n in range(1, count + 1)], language)
        for text, language in ((_KOREAN, "ko"), (_ENGLISH, "en"))
    ]
    beads = tuple(Bead(range(k, k + 1), range(k, k + 1), 0.97, 0.8) for k in range(count))
    bitext = Bitext(documents[0], documents[1], beads, "made")
    sources = [
        Source.of(one.text.encode(), name=f"{one.language}.txt", encoding="utf-8")
        for one in documents
    ]
    found = tuple(
        BeadFinding(k, Finding("number_mismatch", "high", 0.9, (0, 2), (0, 2), quoted("Made.")))
        for k in range(0, count, 10)
    )
    return Release.plain(bitext, sources[0], sources[1]), found


def _document(lines: list[str], language: str) -> Document:
    segments, position = [], 0
    for block, line in enumerate(lines):
        segments.append(Segment(line, "paragraph", position, position + len(line), block))
        position += len(line) + 1
    return Document("\n".join(lines) + "\n", language, tuple(segments))


def main() -> None:
    """Measure, and print medians."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        with Store.open(store, create=True) as opened:
            release, found = made_release()
            opened.add(release, found)
        _measure_server(store)
        if shutil.which("chromium"):
            _measure_browser(store)


def _measure_server(store: Path) -> None:
    client = create_app(store, who="benchmark").test_client()
    base = "http://127.0.0.1:5000"
    client.get("/", base_url=base)
    cookie = client.get_cookie("daeyeok_csrf", domain="127.0.0.1")
    assert cookie is not None
    headers = {"X-CSRF-Token": cookie.value, "HX-Request": "true"}

    def timed(count: int, path: str, **form: str) -> float:
        times = []
        for number in range(count):
            asked = path.format(bead=number + 200)
            begun = time.perf_counter()
            if form or path.endswith("undo"):
                answer = client.post(asked, base_url=base, headers=headers, data=form)
            else:
                answer = client.get(asked, base_url=base)
            times.append(time.perf_counter() - begun)
            assert answer.status_code == 200, answer.get_data(as_text=True)[-300:]
        return statistics.median(times) * 1000

    print(f"server: the page {timed(5, '/release/1'):.0f} ms")
    print(f"server: a bead chosen {timed(15, '/release/1/bead/{bead}'):.0f} ms")
    print(f"server: accept {timed(15, '/release/1/bead/{bead}/accept', version='0'):.0f} ms")
    print(f"server: undo {timed(15, '/release/1/undo'):.0f} ms")
    cut = {"version": "2", "source_at": "0", "target_at": "10"}
    print(f"server: split {timed(15, '/release/1/bead/{bead}/split', **cut):.0f} ms")


def _measure_browser(store: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra

    paints, accepts = [], []
    with listening(store, who="benchmark", host="127.0.0.1", port=0, release=1) as serving:
        threading.Thread(target=serving.server.serve_forever, daemon=True).start()
        with sync_playwright() as started:
            chromium = started.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for _ in range(5):
                page = chromium.new_page()
                page.goto(serving.address)
                paints.append(page.evaluate(
                    "performance.getEntriesByName('first-contentful-paint')[0].startTime"
                ))  # fmt: skip
                page.close()
            page = chromium.new_page()
            page.goto(serving.address + "#bead-500")
            page.locator("#panel [data-bead='500']").wait_for()
            for bead in range(500, 520):
                page.locator(f"#panel [data-bead='{bead}']").wait_for()
                page.wait_for_timeout(300)
                accepts.append(page.evaluate(
                    """bead => new Promise(done => {
                        const begun = performance.now();
                        document.addEventListener("daeyeok:select",
                            () => requestAnimationFrame(() => done(performance.now() - begun)),
                            { once: true });
                        document.querySelector("#panel [data-key=a]").dispatchEvent(
                            new KeyboardEvent("keydown", { key: "a", bubbles: true }));
                    })""",
                    bead,
                ))  # fmt: skip
            chromium.close()
        serving.server.shutdown()
    print(f"browser: first paint {statistics.median(paints):.0f} ms")
    print(
        f"browser: accept, until the next bead is painted {statistics.median(accepts):.0f} ms, "
        f"at most {max(accepts):.0f}"
    )


if __name__ == "__main__":
    main()
