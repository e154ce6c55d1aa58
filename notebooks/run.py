"""Makes each notebook from its .py, runs it, and writes it with its plots.

    python notebooks/run.py [NAME ...]

Without names all are run. The .py files are what people edit (jupytext, percent format).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import jupytext
import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
#: Seconds for one cell.
PATIENCE = 170


def notebooks(names: list[str]) -> list[Path]:
    """The notebooks with these names, or all."""
    found = sorted(FOLDER.glob("[0-9]*.py"))
    return [path for path in found if not names or path.stem in names]


def made(path: Path) -> nbformat.NotebookNode:
    """The notebook of a .py file, not run."""
    notebook = jupytext.read(path)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"  # the same each time, so that changes can be seen
    notebook.metadata = {
        "jupytext": {"formats": "ipynb,py:percent"},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    }
    return notebook


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook of a .py file with its output; run in a folder with nothing but `measured`."""
    notebook = made(path)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(FOLDER / "measured", Path(folder) / "measured")
        # Through files rather than ports, so that nobody else can listen.
        kernel = AsyncKernelManager(
            kernel_name="python3", transport="ipc", ip=str(Path(folder) / "kernel")
        )
        client = NotebookClient(
            notebook,
            km=kernel,
            timeout=PATIENCE,
            resources={"metadata": {"path": folder}},
            record_timing=False,
        )
        client.execute(cleanup_kc=True)  # it would leave a kernel that it was given running
    notebook.metadata.pop("language_info", None)
    return notebook


def main(names: list[str]) -> None:
    """Run the notebooks with these names, or all."""
    for path in notebooks(names):
        started = time.monotonic()
        nbformat.write(run(path), path.with_suffix(".ipynb"))
        print(f"{path.stem}: {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
