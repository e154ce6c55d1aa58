"""Every command that a page names exists as it is written there.

What stands after ``$`` in console blocks is run by ``docs/refresh.py`` and compared with what the
page shows (`test_documentation`). Here is what else the pages say to type.
"""

import os
import re
import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner
from repository import ROOT
from test_documentation import PAGES, refresh

from corpora.commands.group import main

TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in [*PAGES, ROOT / "README.md", ROOT / "README.ko.md"]
}
PROSE = {name: text for name, text in TEXTS.items() if name != "docs/reference/commands.md"}
OUTSIDE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)

#: Lines that pages give without running them, and why no test does.
NOT_RUN = {
    "daeyeok review corpus.db --release 1 --reviewer \"Kim Ji-won\"": "serves until Ctrl-C; "
    "test_review_web.py and test_review_browser.py try it",
    "daeyeok review 말뭉치.db": "as above",
    "daeyeok build corpus.db archive/pairs.csv --scheduler local --jobs 4": "needs an extra; "
    "test_cluster.py tries it",
    "daeyeok build corpus.db archive/pairs.csv --scheduler tcp://HOST:8786": "needs a cluster; "
    "test_cluster.py tries it",
    ".venv/bin/daeyeok align corpora/examples/01-ocean-dialogue/ko_raw.txt "
    "corpora/examples/01-ocean-dialogue/en_raw.txt": "installs first; .ci/run tries it",
    ".venv/bin/daeyeok align corpora/examples/01-ocean-dialogue/ko_raw.txt "
    "corpora/examples/01-ocean-dialogue/en_raw.txt --language ko": "as above",
}  # fmt: skip


def typed(text):
    """The commands in indented blocks, without what stands behind them."""
    for line in OUTSIDE.sub("", text).splitlines():
        found = re.match(r" {4}(?:.*&& )?((?:\S+/)?daeyeok [^#]+)", line)
        if found:
            yield found[1].strip()


def test_what_is_not_run_has_a_reason():
    assert {line for text in PROSE.values() for line in typed(text)} == set(NOT_RUN)


def inline(text):
    """What stands between backquotes in running text, on one line."""
    return [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", OUTSIDE.sub("", text))]


COMMANDS = sorted(
    {
        code
        for text in TEXTS.values()
        for code in [*inline(text), *NOT_RUN]
        if code.startswith("daeyeok ") and "COMMAND" not in code
    }
)


def parser(command):
    return command.make_parser(click.Context(command, help_option_names=["-h", "--help"]))


@pytest.mark.parametrize("line", COMMANDS)
def test_the_command_takes_what_the_page_gives_it(line):
    words = shlex.split(line.partition(" > ")[0])[1:]
    if words[0].startswith("-"):
        parser(main).parse_args(words)
        return
    command = main.commands[words[0]]
    # What is missing or of a wrong type is not looked at: FILE and STORE stand for others.
    _, rest, _ = parser(command).parse_args(words[1:])
    assert rest == []


def test_a_command_that_is_not_there_would_be_noticed():
    with pytest.raises(click.NoSuchOption):
        parser(main.commands["align"]).parse_args(["a", "b", "--colour"])


#: Options that pages name and that belong to other programs.
FOREIGN = {"--check"}


def test_every_option_that_is_named_is_one():
    ours = {
        name
        for command in [main, *main.commands.values()]
        for option in command.params
        for name in [*option.opts, *option.secondary_opts]
    } | {"--help"}
    named = {
        word
        for text in PROSE.values()
        for code in inline(text)
        if "python -m" not in code and "pip" not in code
        for word in re.findall(r"(?<!\S)--[a-z][a-z-]*", code)
    }
    assert named - ours - FOREIGN == set()
    assert len(named) > 20


BENCHMARK = re.compile(r"benchmarks[./](\w+)")


def sources(top):
    return (ROOT / top).rglob("*.py")


def test_every_benchmark_that_is_named_is_there():
    code = [path.read_text("utf-8") for top in ("align", "corpora") for path in sources(top)]
    named = {name for text in [*TEXTS.values(), *code] for name in BENCHMARK.findall(text)}
    there = {path.stem for path in (ROOT / "benchmarks").iterdir()}
    assert named - there == set()
    assert len(named) > 10


def test_every_extra_that_is_named_is_there_and_explained():
    setup = (ROOT / "setup.cfg").read_text("utf-8")
    extras = set(re.findall(r"^(\w+) =$", setup.partition("[options.extras_require]")[2], re.M))
    named = {
        extra
        for text in TEXTS.values()
        for group in re.findall(r"pip install (?:-e )?\"?\.\[([\w,]+)\]", text)
        for extra in group.split(",")
    }
    assert named - extras == set()
    explained = set(re.findall(r"^\| `(\w+)` \|", TEXTS["docs/howto/install.md"], re.M))
    assert explained == extras - {"test", "browser", "console_scripts"}


def completed(words, **environment):
    """What click offers for the last of some words."""
    line = " ".join(words)
    result = CliRunner().invoke(
        main,
        prog_name="daeyeok",
        env={
            "_DAEYEOK_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            **environment,
        },
    )
    return result.output.split()


def test_commands_options_and_choices_are_completed():
    assert completed(["daeyeok", "al"]) == ["plain,align"]
    assert completed(["daeyeok", "align", "--gl"]) == ["plain,--glossary"]
    assert completed(["daeyeok", "gaps", "a.db", "--kind", "om"]) == ["plain,omission"]
    assert completed(["daeyeok", "read", "re"]) == ["file,re"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_that_the_page_names_gets_its_script(shell):
    page = TEXTS["docs/howto/install.md"]
    assert f"_DAEYEOK_COMPLETE={shell}_source daeyeok" in page
    result = CliRunner().invoke(
        main, prog_name="daeyeok", env={"_DAEYEOK_COMPLETE": f"{shell}_source"}
    )
    assert "_DAEYEOK_COMPLETE" in result.output
    assert "daeyeok" in result.output


def test_bash_completes_after_the_line_of_the_page(tmp_path):
    page = TEXTS["docs/howto/install.md"]
    (line,) = re.findall(r"^- bash.*: `(eval .*?)`$", page, re.M)
    program = tmp_path / "daeyeok"
    code = "from corpora.commands.group import main; main(prog_name='daeyeok')"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    program.chmod(0o755)
    script = (
        f"{line}\nCOMP_WORDS=(daeyeok exp)\nCOMP_CWORD=1\n"
        '_daeyeok_completion daeyeok\necho "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["export"], done.stderr


def test_console_blocks_hold_commands_that_are_run():
    blocks = [block for text in PROSE.values() for block in refresh.console_blocks(text)]
    assert len(blocks) > 30
    assert all(block.startswith("$ ") for block in blocks)
