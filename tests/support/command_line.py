"""The command line in tests: called in this process, or as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result
from repository import ROOT

from corpora.commands.group import main

KOREAN = "양측은 해양 협력을 강화하기로 합의하였다.\n"
ENGLISH = "The two sides agreed to strengthen maritime cooperation.\n"


def daeyeok(*arguments: object, stdin: bytes | None = None) -> Result:
    """What a command does; a traceback is a failed test."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(*arguments: object, stdin: bytes | None = None, status: int = 1) -> str:
    """The one line that a command ends with, without its "Error: "; nothing else is said."""
    result = daeyeok(*arguments, stdin=stdin)
    assert result.exit_code == status, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[-1].startswith("Error: ")
    assert len(lines) == 1 or status == 2
    return lines[-1].removeprefix("Error: ")


def process(*arguments: object, code: str = "", **options: object) -> subprocess.Popen[bytes]:
    """The command line, or some code, as a process with pipes for all three streams."""
    words = ["-c", code] if code else ["-m", "cli"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, *words, *map(str, arguments)],
        env=environment,
        cwd=ROOT,
        **{**pipes, **options},
    )


def files(folder: Path) -> set[str]:
    """The names of all that lies in a folder."""
    return {path.name for path in folder.iterdir()}
