"""What ``small_release()`` looks like in each format, to the byte: written by daeyeok 1.2.3."""

from pathlib import Path

_GOLDEN = Path(__file__).parent / "golden" / "0.3.0"

EXPECTED = {path.suffix[1:]: path.read_bytes() for path in sorted(_GOLDEN.glob("small.*"))}
