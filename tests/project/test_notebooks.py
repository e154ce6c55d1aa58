"""The notebooks run, and what is shown of them is what they say."""

import ast
import importlib.util
import re

import pytest
from repository import ROOT

pytestmark = pytest.mark.slow

nbformat, *_ = (
    pytest.importorskip(module, reason="the notebooks' tools are in requirements-docs.txt")
    for module in ("nbformat", "jupytext", "nbclient", "ipykernel", "pandas", "matplotlib")
)

FOLDER = ROOT / "notebooks"
SOURCES = sorted(FOLDER.glob("[0-9]*.py"))

_spec = importlib.util.spec_from_file_location("run_notebooks", FOLDER / "run.py")
runner = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(runner)

by_name = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)


def shown(path):
    return nbformat.read(path.with_suffix(".ipynb"), as_version=4)


@by_name
def test_the_notebook_runs(path, monkeypatch):
    for name in ("DAEYEOK_DATA", "DAEYEOK_STORE", "DAEYEOK_MODEL"):
        monkeypatch.delenv(name, raising=False)
    outputs = [out for cell in runner.run(path).cells for out in cell.get("outputs", [])]
    assert any("image/png" in out.get("data", {}) for out in outputs)
    assert [out.text for out in outputs if out.get("name") == "stderr"] == []


@by_name
def test_the_pair_says_the_same(path):
    cells = [(cell.cell_type, cell.source) for cell in shown(path).cells]
    assert cells == [(cell.cell_type, cell.source) for cell in runner.made(path).cells], (
        "bring it up to date with: python notebooks/run.py"
    )


@by_name
def test_what_is_kept_tells_nothing_of_a_machine(path):
    text = path.with_suffix(".ipynb").read_text("utf-8")
    assert re.findall(r"(?<![\w.])/(?:tmp|home|root|usr|work|Users)/", text) == []
    assert "image/png" in text


@by_name
def test_functions_are_in_the_packages(path):
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_thresholds_of_other_data_are_drawn_too(monkeypatch):
    monkeypatch.setenv("DAEYEOK_DATA", str(ROOT / "corpora" / "examples" / "05-film-week"))
    [path] = [path for path in SOURCES if path.stem == "03_choose_thresholds"]
    assert "your data" in nbformat.writes(runner.run(path))
