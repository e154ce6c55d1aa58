"""Outputs that cannot be written: one line, and nothing half-written under the final name."""

import errno
import io
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import ENGLISH, KOREAN, daeyeok, files, process, refused
from repository import EXAMPLE

from corpora.formats import release_file as formats
from corpora.formats.release_file import FORMATS

BOTH = ("ko.txt", "en.txt")
#: What every command prints something for.
COMMANDS = {
    "align": ("align", EXAMPLE / "ko.txt", EXAMPLE / "en.txt", "--beads"),
    "read": ("read", EXAMPLE / "ko.txt"),
    "read as JSON": ("read", EXAMPLE / "ko.txt", "--json"),
    "evaluate": ("evaluate", EXAMPLE),
}


@pytest.fixture(autouse=True)
def texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ko.txt").write_text(KOREAN, encoding="utf-8")
    Path("en.txt").write_text(ENGLISH, encoding="utf-8")


@pytest.fixture
def unread(monkeypatch):
    """Fail if the work is begun although the output is hopeless from the start."""

    def fail(*arguments: object, **keywords: object) -> None:
        pytest.fail("the texts were read before the outputs were looked at")

    monkeypatch.setattr("corpora.workflows.align.read_file", fail)


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (
            ["a.docx"],
            "a.docx: unknown suffix; choose one of tmx, csv, tsv, jsonl, "
            "xliff, xlf, xlsx, parquet, moses, html",
        ),
        (
            ["a"],
            "a: unknown suffix; choose one of tmx, csv, tsv, jsonl, "
            "xliff, xlf, xlsx, parquet, moses, html",
        ),
        (
            ["a.csv", "b.doc"],
            "b.doc: unknown suffix; choose one of tmx, csv, tsv, jsonl, "
            "xliff, xlf, xlsx, parquet, moses, html",
        ),
        (["-"], "- has no suffix that names a format; name a file, such as release.tmx"),
        (["no/a.tmx"], "no/a.tmx: there is no such folder; make it first"),
        (["ko.txt/a.tmx"], "ko.txt/a.tmx: there is no such folder; make it first"),
        (["f.tmx"], "f.tmx is a folder; name a file in it"),
        (["old.csv"], "old.csv already exists; use --force to replace it"),
        (["a.csv", "a.csv"], "a.csv is given twice; name each output once"),
        (["a.csv", "./a.csv"], "a.csv is given twice; name each output once"),
        (["a.csv", "f.tmx/../a.csv"], "f.tmx/../a.csv is given twice; name each output once"),
        (["x" * 300 + ".csv"], "x" * 300 + ".csv: the name is too long; choose a shorter one"),
    ],
)
def test_outputs_that_are_refused_at_once(outputs, message):
    Path("f.tmx").mkdir()
    Path("old.csv").write_text("mine")
    before = files(Path())
    arguments = [word for output in outputs for word in ("-o", output)]
    assert refused("align", *BOTH, *arguments) == message
    assert files(Path()) == before
    assert Path("old.csv").read_text() == "mine"


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_an_input_is_never_replaced(force):
    Path("ko.csv").write_text(KOREAN, encoding="utf-8")
    Path("soft.csv").symlink_to("ko.csv")
    os.link("en.txt", "hard.csv")
    for output in ("ko.csv", "soft.csv", "./ko.csv", str(Path("ko.csv").resolve())):
        message = refused("align", "ko.csv", "en.txt", "-o", output, *force)
        assert message.endswith("is an input too; write to another file")
    message = refused("align", "ko.txt", "en.txt", "-o", "hard.csv", *force)
    assert message == "hard.csv is an input too; write to another file"
    assert Path("ko.csv").read_text(encoding="utf-8") == KOREAN


@pytest.mark.usefixtures("unread")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_without_permission():
    Path("locked").mkdir(mode=0o555)
    message = "locked/a.csv: permission denied; choose another folder"
    assert refused("align", *BOTH, "-o", "locked/a.csv") == message


@pytest.mark.usefixtures("unread")
def test_missing_permission_is_seen_before_the_work(monkeypatch):
    monkeypatch.setattr(os, "access", lambda *arguments: False)
    message = "a.csv: permission denied; choose another folder"
    assert refused("align", *BOTH, "-o", "a.csv") == message


def test_force_replaces():
    Path("a.csv").write_text("mine")
    result = daeyeok("align", *BOTH, "-o", "a.csv", "--force")
    assert (result.exit_code, result.stderr) == (0, "Wrote a.csv\n")
    assert formats.read_release("a.csv").bitext.beads
    assert files(Path()) == {"ko.txt", "en.txt", "a.csv"}


def failing_after_some(error: BaseException):
    """A writer that gives up when part of the file is out."""

    def write(release: object, stream: io.BufferedIOBase, *, created: object) -> None:
        stream.write(b"half a file")
        stream.flush()
        raise error

    return write


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 1,
         "Error: a.tmx: the disk is full; make room or choose another place"),
        (OSError(errno.EDQUOT, "Quota exceeded"), 1,
         "Error: a.tmx: your disk quota is used up; make room or choose another place"),
        (OSError(errno.EIO, "Input/output error"), 1, "Error: a.tmx: Input/output error"),
        (KeyboardInterrupt(), 1, "Aborted!"),
    ],
)  # fmt: skip
def test_what_breaks_half_way_leaves_nothing(monkeypatch, error, status, message, force):
    if force:
        Path("a.tmx").write_text("mine")
    broken = replace(FORMATS["tmx"], write_release=failing_after_some(error))
    monkeypatch.setitem(FORMATS, "tmx", broken)
    result = daeyeok("align", *BOTH, "-o", "a.tmx", *["--force"] * force)
    assert result.exit_code == status
    assert result.stderr.strip().splitlines()[-1] == message
    assert "Traceback" not in result.stderr
    assert files(Path()) == {"ko.txt", "en.txt", *["a.tmx"] * force}
    assert not force or Path("a.tmx").read_text() == "mine"


SLOW = """
import sys, time
from dataclasses import replace
from corpora.formats.registry import FORMATS
def slow(release, stream, *, created):
    stream.write(b"half"); stream.flush()
    print("writing", flush=True)
    for _ in range(600):  # a signal just before one sleep would wait for its end
        time.sleep(0.1)
FORMATS["tmx"] = replace(FORMATS["tmx"], write_release=slow)
import cli
cli.main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_middle_of_writing(tmp_path, number):
    output = tmp_path / "a.tmx"
    arguments = ["align", tmp_path / "ko.txt", tmp_path / "en.txt", "-o", output]
    with process(*arguments, code=SLOW) as child:
        assert child.stdout.readline() == b"writing\n"
        assert any(name.endswith(".part") for name in files(tmp_path))
        child.send_signal(number)
        _, said = child.communicate(timeout=60)
    assert child.returncode in (1, 130, 143)
    assert b"Traceback" not in said
    assert files(tmp_path) == {"ko.txt", "en.txt"}


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_an_interrupt_while_waiting_for_input():
    with process("align", "-", EXAMPLE / "en.txt") as child:
        # More than a pipe holds: written when the program has begun to read.
        child.stdin.write(KOREAN.encode() * 10_000)
        child.stdin.flush()
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert child.returncode in (1, 130)
    assert b"Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_on_a_full_disk(command):
    with Path("/dev/full").open("wb") as full, process(*COMMANDS[command], stdout=full) as child:
        _, said = child.communicate(timeout=60)
    assert said.decode().splitlines() == [
        "Error: standard output: the disk is full; make room or choose another place"
    ]
    assert child.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_had_enough_is_no_error(command):
    with process(*COMMANDS[command]) as child:
        child.stdout.close()
        child.stdin.close()
        assert child.stderr.read() == b""
        child.wait(timeout=60)
    assert child.returncode in (1, 141)


@pytest.mark.skipif(os.name == "nt", reason="closes file descriptors")
@pytest.mark.parametrize(
    ("closed", "message"),
    [
        (0, "Error: standard input is closed; send text to it or name a file"),
        (1, "Error: standard output is closed; redirect it to a file or a terminal"),
    ],
)
def test_closed_streams(closed, message):
    korean = "-" if closed == 0 else EXAMPLE / "ko.txt"
    code = f"import os; os.close({closed})\n"
    code += "import os, sys; os.execv(sys.executable, [sys.executable, '-m', 'cli', *sys.argv[1:]])"
    with process("align", korean, EXAMPLE / "en.txt", code=code) as child:
        _, said = child.communicate(timeout=60)
    assert said.decode().splitlines() == [message]
    assert child.returncode == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "latin-1", "ascii"])
def test_terminals_that_lack_characters(encoding, command):
    with process(*COMMANDS[command], env={"PYTHONIOENCODING": encoding}) as child:
        out, said = child.communicate(timeout=60)
    assert (child.returncode, said) == (0, b"")
    assert out.count(b"\n") > 2
