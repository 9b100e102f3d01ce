"""stdout and stderr, which may be full, closed, or read by nobody any more."""

from __future__ import annotations  # the first door imports this, and cannot wait for typing

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec, TextIO

    P = ParamSpec("P")


class Guarded:
    """A stream whose first failure is remembered and stops nothing: what a verb stores, it stores whole."""

    buffer = None
    """No way round it: who looks for the bytes behind a text stream writes here."""

    def __init__(
        self, stream: TextIO | None, name: str = "", said: list[tuple[str, str]] | None = None
    ) -> None:
        """Take the stream, its name, and where to note what is written; a closed one is another that takes nothing."""
        self._stream = stream or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - it lives on, and is quick
        self._name, self._said = name, said
        self.failure: Exception | None = None

    def write(self, text: str) -> int:
        """Write, unless that has failed before."""
        if not isinstance(text, str):  # so it is asked whether this is a stream of bytes
            raise TypeError(text)
        if text:
            self._note(self._name, text)
            self._try(self._stream.write, text)
        return len(text)

    def page(self, text: str) -> None:
        """Write a document that is only looked at: on a screen that is shorter by a pager."""
        from ltzplan.cli.pager import paged  # noqa: PLC0415 - the first door waits for nothing

        self._note("page", text)
        self.flush()
        if not (self._stream.isatty() and paged(text)):
            self._try(self._stream.write, text)

    def flush(self) -> None:
        """Hand on what was written."""
        self._try(self._stream.flush)

    def speak(self, encoding: str) -> None:
        """Write the bytes of an encoding from here on, every character as it is."""
        self._note("speak", encoding)
        if hasattr(self._stream, "reconfigure"):
            self._try(self._stream.reconfigure, encoding=encoding, newline="")

    def _note(self, where: str, text: str) -> None:
        if self._said is not None:
            self._said.append((where, text))

    def _try(self, call: Callable[P, object], *said: P.args, **how: P.kwargs) -> None:
        try:
            if self.failure is None:
                call(*said, **how)
        except (OSError, ValueError) as error:
            self.failure = error

    @property
    def lost(self) -> str | None:
        """Say why something did not come out; None where all did, or the reader had left."""
        self.flush()
        if self.failure is None or isinstance(self.failure, BrokenPipeError):
            return None
        return getattr(self.failure, "strerror", None) or str(self.failure)

    def __getattr__(self, name: str) -> object:
        """Be in all else the stream itself."""
        return getattr(self._stream, name)
