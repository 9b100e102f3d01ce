"""What every writing verb can do."""

from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.files import Disk
from tests.cli.written import WHOLE, Ltz, files

WRITES = {
    "update": ("update", "A1", "--text", "十"),
    "raise": ("raise", "A1", "--text", "难", "--needs", "bureaus"),
    "sort": ("sort", "{problem}", "--as", "land", "--needs", "bureaus", "--because", "由"),
    "accept": ("accept", "{problem}", "--text", "好"),
    "accept task": ("accept", "B1"),
    "return": ("return", "B1", "--because", "由"),
    "withdraw": ("withdraw", "{problem}", "--because", "由"),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_dry_run_writes_nothing_and_shows_all(blank: Path, wrote: Any, ltz: Ltz, name: str) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    wrote("update", "B1", "--stage", "reported_complete")
    words = [word.format(problem=problem) for word in WRITES[name]]
    before = files(blank)
    done = ltz(*words, "--dry-run", "--lang", "en")
    assert done.code == 0
    assert files(blank) == before
    assert not list((blank / "data").rglob(".*"))
    assert "Nothing written" in done.err
    path, _, data = done.out.partition("\n")
    id = wrote(*words)  # the very bytes and the very path are what is written then
    [new] = set(files(blank)) - set(before)
    assert new.relative_to(blank / "data" / "records").as_posix() == path
    assert new.read_bytes() == data.encode()
    assert id


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_after_a_write_the_id_stands_alone(blank: Path, wrote: Any, ltz: Ltz, name: str, lang: str) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    wrote("update", "B1", "--stage", "reported_complete")
    before = files(blank)
    done = ltz(*(word.format(problem=problem) for word in WRITES[name]), "--lang", lang)
    assert done.code == 0
    assert WHOLE.fullmatch(done.out)
    [new] = set(files(blank)) - set(before)
    assert len(done.err.splitlines()) == 1
    assert new.name in done.err


def test_a_disk_that_fails(blank: Path, no: Any, wrote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Disk):
        def write(self, handle: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("ltzplan.cli.recorder.Disk", Full)
        assert "No space left on device" in no("not_stored", "update", "A1", "--nil")
    wrote("update", "A1", "--nil")


def test_the_built_in_plan_is_read_only(
    tmp_path: Path, ltz: Ltz, no: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ltz("status", "--as-of", "2020-10-31", "--lang", "en")
    assert done.code == 0
    assert len(done.err.splitlines()) == 1
    assert "read-only" in done.err
    assert "ltz init" in done.err
    done = ltz("update", "T1", "--nil", "--office", "secretariat")
    assert (done.code, done.out) == (2, "")
    assert "error[read_only]" in done.err
