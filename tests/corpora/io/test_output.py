"""A file appears whole or not at all, and no temporary file is left behind."""

import errno
import io
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import OutputError, SettingsError
from corpora.io.output import atomic_writer, creation_time


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_at_the_end(tmp_path):
    with atomic_writer(tmp_path / "a.csv") as stream:
        stream.write(b"done")
        assert "a.csv" not in names(tmp_path)
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"done"


def test_permissions_follow_the_umask_or_the_file_replaced(tmp_path):
    path = tmp_path / "a.csv"
    before = os.umask(0o027)
    try:
        with atomic_writer(path) as stream:
            stream.write(b"1")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o664)
    with atomic_writer(path, force=True) as stream:
        stream.write(b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_an_existing_file_is_kept_unless_forced(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with (
        pytest.raises(OutputError, match=r"a\.csv already exists; use --force to replace it"),
        atomic_writer(path),
    ):
        pytest.fail("the block must not run")
    assert path.read_bytes() == b"old"
    with atomic_writer(path, force=True) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(tmp_path, monkeypatch, links):
    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EOPNOTSUPP))
    path = tmp_path / "a.csv"

    def race() -> None:
        with atomic_writer(path) as stream:
            stream.write(b"mine")
            path.write_bytes(b"theirs")

    with pytest.raises(OutputError, match="already exists"):
        race()
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.csv"]


def test_without_hard_links_the_file_appears_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    with atomic_writer(tmp_path / "a.csv") as stream:
        stream.write(b"done")
    assert (tmp_path / "a.csv").read_bytes() == b"done"
    assert names(tmp_path) == ["a.csv"]


def test_without_hard_links_a_failed_rename_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(Path, "replace", failing(errno.EIO))
    with pytest.raises(OutputError), atomic_writer(tmp_path / "a.csv") as stream:
        stream.write(b"done")
    assert names(tmp_path) == []


def failing(number: int):
    def fail(*args: object, **keywords: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ValueError, SystemExit])
def test_an_interrupt_leaves_all_as_it_was(tmp_path, error, force):
    path = tmp_path / "a.csv"
    if force:
        path.write_bytes(b"old")

    def interrupt() -> None:
        with atomic_writer(path, force=force) as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(error):
        interrupt()
    assert names(tmp_path) == (["a.csv"] if force else [])
    assert not force or path.read_bytes() == b"old"


def test_a_full_disk_while_writing(tmp_path):
    path = tmp_path / "a.csv"
    with (
        pytest.raises(OutputError, match=r"a\.csv: the disk is full; make room"),
        atomic_writer(path),
    ):
        failing(errno.ENOSPC)()
    assert names(tmp_path) == []


def test_a_full_disk_at_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    with pytest.raises(OutputError, match="the disk is full"), atomic_writer(tmp_path / "a") as out:
        out.write(b"all")
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("size", [1, 1_000_000])
def test_a_full_device(size):
    with (
        pytest.raises(OutputError, match="/dev/full: the disk is full"),
        atomic_writer("/dev/full") as stream,
    ):
        stream.write(b"x" * size)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_on_a_full_disk_ends_in_one_line():
    code = (
        "from corpora.io.output import atomic_writer\n"
        "from align.errors import OutputError\n"
        "try:\n"
        "    with atomic_writer('-') as stream: stream.write(b'x')\n"
        "except OutputError as error: raise SystemExit(str(error))\n"
    )
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr.decode().splitlines() == [
        "standard output: the disk is full; make room or choose another place"
    ]
    assert done.returncode == 1


def test_standard_output(capsysbinary):
    with atomic_writer("-") as stream:
        stream.write("대역\n".encode())
    assert capsysbinary.readouterr().out == "대역\n".encode()


def test_a_closed_pipe_is_not_the_users_fault(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(BrokenPipeError), atomic_writer("-"):
        raise BrokenPipeError


def test_places_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    for path, message in [
        (tmp_path, "is a folder; name a file in it"),
        (tmp_path / "none" / "a.csv", "there is no such folder; make it first"),
        (tmp_path / "file" / "a.csv", "there is no such folder; make it first"),
        ("a\0b.csv", "a file name cannot contain a NUL character"),
        (tmp_path / ("x" * 300), "the name is too long; choose a shorter one"),
    ]:
        with pytest.raises(OutputError, match=message) as caught, atomic_writer(path):
            pytest.fail("the block must not run")
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    with (
        pytest.raises(OutputError, match="permission denied"),
        atomic_writer(folder / "a.csv"),
    ):
        pytest.fail("the block must not run")


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with atomic_writer(link, force=True) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(signal, "SIGTERM") or os.name == "nt", reason="needs signals")
def test_a_polite_kill_leaves_nothing(tmp_path):
    before = signal.getsignal(signal.SIGTERM)

    def kill() -> None:
        with atomic_writer(tmp_path / "a.csv") as stream:
            stream.write(b"half")
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(SystemExit) as caught:
        kill()
    assert caught.value.code == 128 + signal.SIGTERM
    assert names(tmp_path) == []
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_time_of_creation_can_be_fixed(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert creation_time().year == 1970
    for wrong in ("yesterday", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH must be a number"):
            creation_time()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert creation_time().year > 2000
