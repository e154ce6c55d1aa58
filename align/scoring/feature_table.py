"""Features as a table: each row is a name and the function that yields the value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

#: What is measured once, and from which the features of one table are read off.
Measured = TypeVar("Measured")


@dataclass(frozen=True, eq=False)
class FeatureTable(Generic[Measured]):
    """Features that are read off one measurement, in order."""

    rows: Mapping[str, Callable[[Measured], NDArray[np.generic]]]

    @property
    def names(self) -> tuple[str, ...]:
        """What the features are called."""
        return tuple(self.rows)

    def values(self, measured: Measured) -> Iterator[NDArray[Any]]:
        """The value of each feature, one after the other."""
        return (value(measured) for value in self.rows.values())
