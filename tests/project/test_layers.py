"""What may import what, and what the command line must not load."""

import ast
import re
import subprocess
import sys

import pytest
from repository import ROOT

from corpora.commands import foreign_package

HEAVY = {"torch", "sentence_transformers", "pandas", "kiwipiepy", "scipy", "sklearn"}


@pytest.mark.parametrize("package", ["align", "corpora"])
def test_no_package_imports_the_command_line(package):
    imports = re.compile(r"^\s*(?:import|from) cli\b", re.MULTILINE)
    files = list((ROOT / package).rglob("*.py"))
    assert files
    assert [file for file in files if imports.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "code",
    [
        "import corpora.commands.group",
        "from corpora import align_files; align_files('{0}/ko_raw.txt', '{0}/en_raw.txt')",
    ],
    ids=["import", "align"],
)
def test_the_default_path_loads_nothing_heavy(code):
    code = code.format(ROOT / "corpora/examples/01-ocean-dialogue")
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    loaded = {name.partition(".")[0] for name in shown.stdout.split()}
    assert "align" in loaded
    assert loaded & HEAVY == set()


def test_the_words_of_a_summary_load_no_engine_for_pages():
    code = (
        "import corpora.configuration, corpora.summaries.release, sys;"
        "print('jinja2' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert shown.stdout == "False\n"


def test_align_opens_no_files_and_prints_nothing():
    """Values in, values out; the encoders alone read models that a user keeps in files."""
    called = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {node.func.id}"
        for file in (ROOT / "align").rglob("*.py")
        if file.parent.name != "encoders"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"open", "print", "input"}
    ]
    assert called == []


def test_a_foreign_package_is_named_in_one_line(tmp_path):
    (tmp_path / "align").mkdir()
    (tmp_path / "align" / "__init__.py").write_text("raise ImportError('foreign')\n")
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}];"
        "from corpora.commands import main; main(['--version'])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 1
    assert shown.stdout == ""
    (line,) = shown.stderr.splitlines()
    assert line.startswith("Error: another package called align is found before that of daeyeok: ")
    assert str(tmp_path) in line
    assert line.endswith("install daeyeok in an environment of its own, for example with pipx")


def test_our_own_package_is_no_foreign_one():
    assert foreign_package() == ""
