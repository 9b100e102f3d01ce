"""What was found sound once need not be checked again: a file that may be deleted at any time.

It holds the plan as plain JSON and the digests of record files, for one content of the plan file
and one version of ltz, below the digest of all this. It lives in the user's own cache folder,
never beside the data.
"""

import contextlib
import json
import os
import secrets
from hashlib import sha256
from pathlib import Path

from ltzplan import __version__
from ltzplan.issues import LtzError
from ltzplan.model.codec import decoder, encode
from ltzplan.model.plan import Plan
from ltzplan.store.files import read_bytes

_PACKAGE = Path(__file__).parent.parent
_LIMIT = 2**30


def key_of(plan: bytes) -> str:
    """Give the key of a plan file's content under this version of ltz."""
    code = (f"{path}{path.stat().st_mtime_ns}" for room in ("model", "rules", "store") for path in
            sorted((_PACKAGE / room).glob("*.py")))  # fmt: skip
    return sha256(os.fsencode("".join((__version__, *code))) + plan).hexdigest()


class Cache:
    """What a cache file says is sound; nothing where there is none."""

    def __init__(self, folder: Path | None, data: Path, key: str, of: str = "") -> None:
        """Open the cache of a workspace for one content of its plan file; of commits it is another."""
        name = sha256(os.fsencode(f"{data.resolve()}{of}")).hexdigest()[:16] + ".json"
        self._file = folder / name if folder else None
        self._key = key
        self.plan: Plan | None = None
        self.digests: set[str] = set()
        with contextlib.suppress(LtzError):
            told, _, held = read_bytes(self._file, _LIMIT).partition(b"\n") if self._file else (b"", b"", b"")
            if told == _digest(key, held):
                said = json.loads(held)
                self.plan = decoder(Plan)(said["plan"])
                self.digests = set(said["digests"])

    def keep(self, plan: Plan, digests: set[str]) -> None:
        """Remember what was found sound; where that cannot be done, nothing is lost."""
        if self._file is None or (self.plan and digests == self.digests):
            return
        said = {"plan": encode(plan, brief=True), "digests": sorted(digests)}
        held = json.dumps(said, ensure_ascii=False).encode()
        spare = self._file.with_suffix(f".{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(_digest(self._key, held) + b"\n" + held)
            spare.replace(self._file)


def _digest(key: str, held: bytes) -> bytes:
    """Give what a cache file starts with: a byte that was changed in it makes it another one's, or nobody's."""
    return sha256(key.encode() + held).hexdigest().encode()
