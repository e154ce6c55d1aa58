"""The bar of long work: on a terminal only."""

import io

from corpora.commands.common import bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_how_far_it_is(monkeypatch):
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr", terminal)
    with bar("pairs") as show:
        show(3, 7, 0)
        show(7, 7, 2)
    shown = terminal.getvalue()
    assert "7/7" in shown
    assert "pairs, 2 failed" in shown


def test_elsewhere_nothing_is_shown(monkeypatch, capsys):
    with bar("pairs") as show:
        assert show is None
    monkeypatch.setattr("sys.stderr", None)
    with bar("pairs") as show:
        assert show is None
    assert capsys.readouterr().out == ""
