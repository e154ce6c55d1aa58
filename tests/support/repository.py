"""Where the repository and its example releases lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "corpora" / "examples"
#: A gap on both sides, a disclaimer, an attachment and a closing mark.
EXAMPLE = EXAMPLES / "01-ocean-dialogue"
