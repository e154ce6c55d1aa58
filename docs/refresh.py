"""Brings what the pages show of the program up to date: its help, and what its commands print.

``python docs/refresh.py`` writes the references of commands and of the Python interface anew, runs
every line after ``$`` in the console blocks of the pages, in order and in one folder a page, and
puts its output below it. Output lines left out by hand, with ``...`` in their place, stay left out
as long as the rest fits. ``--check`` writes nothing and exits with 1 if a page is stale.
"""

from __future__ import annotations

import contextlib
import difflib
import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from interface import interface  # noqa: E402

from corpora.commands.group import main  # noqa: E402 - from this tree, whatever is installed

REFERENCE = ROOT / "docs" / "reference" / "commands.md"
INTERFACE = ROOT / "docs" / "reference" / "python.md"
#: The width of the help in the reference, in characters.
WIDTH = 88

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_INTRODUCTION = """\
# Commands

Made from the help of the commands by `docs/refresh.py`. `daeyeok COMMAND --help` prints the same.

Exit status: 0 done, 1 bad input, 2 wrong usage, 3 gaps or findings where that was asked about.
Results go to standard output, everything else to standard error. `-` is standard input or output.
"""


def pages() -> list[Path]:
    """Every page whose console blocks are run."""
    return [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "README.ko.md"]


def reference() -> str:
    """The command reference."""
    parts = [_INTRODUCTION]
    for name, command in {"": main, **main.commands}.items():
        text = CliRunner().invoke(
            main, [*name.split(), "--help"], prog_name="daeyeok", terminal_width=WIDTH
        )
        title = f"daeyeok {name}".strip()
        summary = (command.help or "").split("\n\n")[0].replace("\n", " ")
        parts.append(f"## {title}\n\n{summary}\n\n```text\n{text.output.rstrip()}\n```\n")
    return "\n".join(parts)


def with_output(page: str) -> str:
    """A page with the present output below each command."""
    with _working_folder():
        return _BLOCK.sub(lambda block: _ran(block[1]), page)


def console_blocks(page: str) -> list[str]:
    """What stands in the console blocks of a page."""
    return _BLOCK.findall(page)


def _ran(block: str) -> str:
    out = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, shown = part.partition("\n")
        if not command.startswith("$ "):
            out.append(part)
            continue
        output = _output(command.removeprefix("$ "))
        out.append(command + "\n" + (shown if fits(shown, output) else output))
    return "".join(out)


def fits(shown: str, output: str) -> bool:
    """Whether an output is the one that is shown, with ``...`` for any lines."""
    parts = [fnmatch_escaped(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return fnmatch.fnmatchcase(output, "*".join(parts))


def fnmatch_escaped(text: str) -> str:
    """A pattern that matches a text to the letter."""
    return re.sub(r"([*?[])", r"[\1]", text)


def _output(line: str) -> str:
    """What a line for a shell prints on both streams, without blanks at the ends of lines.

    Raises:
        RuntimeError: It ends with a status that is neither 0 nor 3.
    """
    words = shlex.split(line, comments=True)
    if words[0] == "daeyeok" and ">" not in words:
        result = CliRunner().invoke(main, words[1:], prog_name="daeyeok")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        output, status = result.output, result.exit_code
    else:
        output, status = _shell(line)
    if status not in (0, 3):
        raise RuntimeError(f"{line}: status {status}\n{output}")
    return "".join(line.rstrip() + "\n" for line in output.splitlines())


def _shell(line: str) -> tuple[str, int]:
    """What a shell prints that knows `daeyeok`, and its status."""
    setting = f'daeyeok() {{ {shlex.quote(sys.executable)} -m cli "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", setting + line],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout, done.returncode


@contextlib.contextmanager
def _working_folder() -> Iterator[None]:
    """A folder with the examples where a checkout has them, and where the tutorial copies them."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for place in ("examples", "corpora/examples"):
            shutil.copytree(ROOT / "corpora" / "examples", Path(folder) / place)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def refreshed() -> Iterator[tuple[Path, str, str]]:
    """Each page with what it says and what it should say."""
    for path, text in ((REFERENCE, reference()), (INTERFACE, interface())):
        yield path, path.read_text("utf-8") if path.exists() else "", text
    for path in pages():
        text = path.read_text("utf-8")
        if "```console" in text:
            yield path, text, with_output(text)


def refresh(*, check: bool) -> int:
    """The exit status: 1 if a page is stale and nothing is to be written."""
    stale = 0
    for path, old, new in refreshed():
        if old == new:
            continue
        name = path.relative_to(ROOT).as_posix()
        if not check:
            path.write_text(new, encoding="utf-8")
            print(f"Wrote {name}")
            continue
        stale += 1
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), name, "now", lineterm="")
        print("\n".join(lines))
    if stale:
        print("Stale; bring them up to date with: python docs/refresh.py", file=sys.stderr)
    return int(stale > 0)


if __name__ == "__main__":
    raise SystemExit(refresh(check="--check" in sys.argv[1:]))
