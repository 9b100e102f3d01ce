"""A bar beside the document that tells how far long work is: on a terminal alone, and gone when it is done."""

import sys
from collections.abc import Collection, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")
PATIENCE = 0.5
"""Seconds after which somebody wonders whether anything happens."""


class Bar:
    """One bar, as long as one stays within it."""

    _shown: "Progress | None" = None

    def __enter__(self) -> Self:
        """Show nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        if self._shown:
            self._shown.stop()

    def all(self, items: Collection[Item]) -> Iterable[Item]:
        """Return items one by one, and tell how many of them are done."""
        return self.of(len(items), items)

    def of(self, count: int, items: Iterable[Item]) -> Iterable[Item]:
        """Return so many items one by one, and tell how many of them are done."""
        return self._told(count, items) if sys.stderr and sys.stderr.isatty() else items

    def _told(self, count: int, items: Iterable[Item]) -> Iterator[Item]:
        began, task = monotonic(), None
        for done, item in enumerate(items, 1):
            yield item
            if task is not None and self._shown:
                self._shown.update(task, completed=done)
            elif monotonic() - began > PATIENCE:
                self._shown = self._shown or _bar()
                task = self._shown.add_task("", total=count, completed=done)
        if task is not None and self._shown:
            self._shown.remove_task(task)


def _bar() -> "Progress":
    """Return a bar that is shown, on the terminal itself: no answer keeps it."""
    from rich.console import Console  # noqa: PLC0415 - heavy, and only for long work on a screen
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        console=Console(file=sys.__stderr__),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.start()
    return bar
