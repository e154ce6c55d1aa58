"""Imports optional libraries when a format needs them."""

from __future__ import annotations

import importlib
from typing import Any

from align.errors import SettingsError


def needed(module: str, extra: str, what: str = "this format") -> Any:
    """A module that is installed by an extra of daeyeok.

    Raises:
        SettingsError: It is not installed; the message says what to install.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise SettingsError(
            f'{what} needs {package}; install it with: pip install "daeyeok[{extra}]"'
        ) from None
