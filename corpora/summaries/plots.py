"""Pictures of a store: how much is left out or added, by year and by agency.

matplotlib is an extra, and is loaded only here.
"""

from __future__ import annotations

import html
import io
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from align.errors import OutputError
from corpora.io.output import atomic_writer, check_output
from corpora.io.paths import shown
from corpora.store import Figures, Statistics
from corpora.summaries.stats import UNKNOWN, figures_cells, overview_lines, table_headings

SUFFIXES = (".png", ".svg", ".html")
#: Agencies that are drawn: those with the most releases.
MOST_AGENCIES = 15
#: Fonts that have Hangul and Latin, the first that is there is taken.
_FONTS = (
    "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "Malgun Gothic", "Apple SD Gothic Neo",
    "AppleGothic", "UnDotum", "Baekmuk Gulim",
)  # fmt: skip
_OMITTED, _ADDED = "#c2410c", "#1d4ed8"  # told apart by the colour-blind too, and in grey
_LONGEST_NAME = 24


def check_plot(path: Path, *, force: bool) -> None:
    """Raise OutputError if `write_plot` would refuse before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(f"{shown(path)}: unknown suffix; choose one of {', '.join(SUFFIXES)}")
    if find_spec("matplotlib") is None:
        raise OutputError(
            'pictures need matplotlib, which is not installed; install the extra: ".[plots]"'
        )
    check_output(path, force=force)


def write_plot(found: Statistics, path: Path, *, force: bool = False) -> tuple[str, ...]:
    """Write the picture of some statistics, and give back what a person should know of it.

    Args:
        found: The statistics.
        path: The file; its suffix, one of SUFFIXES, says what it becomes. A page has the
            figures as tables too.
        force: Whether a file of that name may be replaced.

    Raises:
        OutputError: The suffix is unknown, matplotlib is missing, or the file exists or
            cannot be written.
    """
    check_plot(path, force=force)
    kind = path.suffix.lower()
    picture, warnings = _drawn(found, "png" if kind == ".png" else "svg")
    if kind == ".html":
        picture = _page(found, picture.decode())
    with atomic_writer(path, force=force) as stream:
        stream.write(picture)
    return warnings


def _drawn(found: Statistics, kind: str) -> tuple[bytes, tuple[str, ...]]:
    """The picture as the bytes of a file."""
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    agencies = dict(
        sorted(found.by_agency.items(), key=lambda item: -item[1].releases)[:MOST_AGENCIES]
    )
    font = _korean_font()
    needs_font = not "".join((*agencies, *found.by_year)).isascii()
    warnings: tuple[str, ...] = ()
    if font is None and needs_font and kind == "png":
        warnings = (
            "no font with Hangul was found, so names show as boxes; install one, or -o .svg",
        )
    settings: dict[Any, Any] = {
        "font.family": [*([font] if font else []), "sans-serif"],
        "svg.fonttype": "none",  # text stays text, which any browser can show
        "svg.hashsalt": "daeyeok",
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    heights = max(2.2, 0.8 + 0.42 * len(found.by_year)), max(2.2, 0.8 + 0.42 * len(agencies))
    with rc_context(settings):
        figure = Figure(figsize=(9, 0.6 + sum(heights)), layout="constrained")
        upper, lower = figure.subplots(2, 1, height_ratios=heights, sharex=True)
        _bars(upper, found.by_year, "By year")
        _bars(lower, agencies, "By agency" + _left_out(found, agencies))
        upper.legend(loc="lower left", bbox_to_anchor=(0, 1.12), ncols=2, frameon=False)
        stream = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None} if kind == "svg" else {}
        figure.savefig(stream, format=kind, dpi=130, metadata=metadata)
    return stream.getvalue(), warnings


def _bars(axes: Any, groups: Mapping[str, Figures], title: str) -> None:
    """Two bars a group: what is omitted, and what is added."""
    names = [f"{_short(name)} ({one.releases:,})" for name, one in groups.items()]
    places = range(len(names))
    for shift, colour, label, rates in (
        (-0.19, _OMITTED, "omitted, of the source's segments",
         [one.omission_rate for one in groups.values()]),
        (0.19, _ADDED, "added, of the target's segments",
         [one.addition_rate for one in groups.values()]),
    ):  # fmt: skip
        lengths = [100 * (rate or 0) for rate in rates]
        bars = axes.barh(
            [place + shift for place in places], lengths, height=0.36, color=colour, label=label
        )
        axes.bar_label(
            bars, ["" if rate is None else f"{rate:.1%}" for rate in rates], padding=3, fontsize=8
        )
    axes.set_yticks(list(places), names)
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.xaxis.set_major_formatter("{x:.0f}%")
    axes.tick_params(axis="x", labelbottom=True)
    axes.set_xlim(left=0)
    axes.set_title(f"{title} (number of releases)", loc="left", fontsize=11)


def _left_out(found: Statistics, shown_agencies: Mapping[str, Figures]) -> str:
    rest = len(found.by_agency) - len(shown_agencies)
    return f", the largest; {rest:,} more are not shown" if rest else ""


def _short(name: str) -> str:
    # A dollar sign would begin a formula.
    name = shown(name).replace("$", r"\$") or UNKNOWN
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _korean_font() -> str | None:
    """The name of an installed font with Hangul."""
    from matplotlib import font_manager  # noqa: PLC0415

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _FONTS if name in installed), None)


def _page(found: Statistics, picture: str) -> bytes:
    """A page with the picture and the tables behind it."""
    summary = []
    for line in overview_lines(found):
        if not line:
            break
        summary.append(f"<p>{html.escape(line)}</p>")
    tables = [_table("Agency", found.by_agency), _table("Year", found.by_year)]
    return _PAGE.format(
        summary="\n".join(summary),
        picture=picture[picture.index("<svg") :],
        tables="\n".join(tables),
    ).encode()


def _table(name: str, groups: Mapping[str, Figures]) -> str:
    rows = ["".join(f"<th>{cell}</th>" for cell in table_headings(name))]
    rows += [
        "".join(f"<td>{html.escape(cell)}</td>" for cell in (group or UNKNOWN, *figures_cells(one)))
        for group, one in groups.items()
    ]
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A store of daeyeok</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
svg {{ max-width: 100%; height: auto; }}
table {{ border-collapse: collapse; margin: 1.5rem 0; }}
th, td {{ padding: 0.2rem 0.8rem; text-align: right; border-bottom: 1px solid #ddd; }}
th:first-child, td:first-child {{ text-align: left; }}
</style>
<h1>What the store holds</h1>
{summary}
{picture}
{tables}
</html>
"""
