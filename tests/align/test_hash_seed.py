"""The same to the last bit in every process, whatever order its sets have."""

import json
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
#: A text whose numbers and names add up to other last bits in another order.
FOLDER = REPOSITORY / "corpora" / "examples" / "05-film-week"

SCRIPT = """
import json, sys
from align import AlignSettings
from corpora import align_files, check_release
release = align_files(*sys.argv[1:], settings=AlignSettings(one_per_line=True)).release
exact = lambda value: None if value is None else value.hex()
print(json.dumps([
    [[exact(bead.probability), exact(bead.score)] for bead in release.bitext.beads],
    [[one.bead, one.finding.kind, exact(one.finding.confidence)] for one in check_release(release)],
]))
"""


def results(seed):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, FOLDER / "ko.txt", FOLDER / "en.txt"],
        env={
            **os.environ,
            "PYTHONHASHSEED": str(seed),
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": str(REPOSITORY),
        },
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_results_do_not_depend_on_the_hash_seed():
    first = results(0)
    assert first[0]
    assert results(1) == first
    assert results(2) == first
