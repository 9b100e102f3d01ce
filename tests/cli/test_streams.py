"""Streams: what takes nothing or goes away, and what comes in from a pipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ltzplan.cli import progress
from tests.build import ROOT
from tests.cli.written import files
from tests.conftest import Stream
from tests.examples import thinned

unix = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `ltz` is the program, in a folder."""
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT), "LTZ_LANG": "en"}
    line = f'ltz() {{ "{sys.executable}" -m ltzplan "$@"; }}\n{line}'
    return subprocess.run(["bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


@unix
@pytest.mark.parametrize(
    "verb",
    thinned(["status", "list tasks --format csv", "calendar --format ics", "status --format json", "--help", "--version", "status --help", "paper summary --month 2026-03"], 4),
)  # fmt: skip
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_faults_T3_bug_25_an_answer_that_cannot_be_printed(blank: Path, verb: str, where: str) -> None:
    """2 and a sentence; a help and a report in an encoding that is not UTF-8 too."""
    for told in ("", *(("PYTHONIOENCODING=ascii ",) if verb in ("status", "--help") else ())):
        done = shell(blank, f"{told}ltz {verb} {where}")
        assert done.returncode == 2, done.stderr
        assert "error[not_printed]" in done.stderr
        assert "No record was written" in done.stderr
        assert "Traceback" not in done.stderr


@unix
@pytest.mark.parametrize("where", [">/dev/full", ">&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_faults_T3_a_stored_record_is_never_called_a_failure(blank: Path, where: str) -> None:
    """It is there, it is said to be there, and what comes after it was done too."""
    done = shell(blank, f'ltz update A1 --text "x" {where}')
    assert done.returncode == 2
    assert len(files(blank)) == 1
    if "2>" not in where:
        assert "the record is stored" in done.stderr
        assert files(blank)[0].stem.rpartition("-")[2] in done.stderr


@unix
def test_faults_T3_an_import_is_carried_out_whole(blank: Path) -> None:
    tasks = ("A1", "A1", "A2", "A2", "B1")
    records = "".join(f'  - {{kind: update, task: {one}, date: 2026-03-0{n}, text: "x"}}\n' for n, one in enumerate(tasks, 1))
    (blank / "batch.yaml").write_text(f"records:\n{records}", encoding="utf-8")
    done = shell(blank, "ltz import batch.yaml >/dev/full")
    assert (done.returncode, len(files(blank))) == (2, 3)
    assert "(+2)" in done.stderr
    assert "the record is stored" in done.stderr


@unix
@pytest.mark.parametrize("words", ["status", "log", "--help", "--version", 'update A1 --text "x"', "list tasks --format csv"])
def test_faults_T10_a_reader_that_went_away(blank: Path, words: str) -> None:
    """Even before the first byte: no failure and no complaint."""
    done = shell(blank, f"ltz {words} 2>err | true; echo ${{PIPESTATUS[0]}}")
    assert done.stdout == "0\n"
    assert (blank / "err").read_text(encoding="utf-8").startswith(("", "Recorded"))
    assert len(files(blank)) == (words[:6] == "update")


@unix
def test_faults_T3_closed_stderr_harms_nothing(blank: Path) -> None:
    done = shell(blank, 'ltz update A1 --text "x" 2>&-')
    assert (done.returncode, len(files(blank))) == (0, 1)
    assert files(blank)[0].stem.rpartition("-")[2] in done.stdout


# -- a file from a pipe


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
@pytest.mark.parametrize("line", ["ltz import - <b.yaml", "cat b.yaml | ltz import /dev/stdin", "ltz import <(cat b.yaml)"])
def test_bug_28_a_batch_from_a_pipe(blank: Path, line: str) -> None:
    (blank / "b.yaml").write_text("records:\n  - {kind: update, task: A1, date: 2026-03-01, text: x}\n", encoding="utf-8")
    done = shell(blank, line)
    assert (done.returncode, len(files(blank))) == (0, 1), done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_bug_28_a_session_and_a_plan_on_trial_from_a_pipe(blank: Path) -> None:
    assert shell(blank, "ltz session --level mayors --form meeting --from - <<<'text: Met'").returncode == 0
    assert "Met" in files(blank)[0].read_text(encoding="utf-8")
    assert shell(blank, "ltz diff <(cat data/tasks.yaml)").returncode == 0
    assert shell(blank, "ltz import - <&-").returncode == 2


# -- how far long work is


def test_a_bar_stands_on_a_terminal_while_long_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is gone after it, also where it fails; in a pipe, and for short work, there is none."""
    screen = Stream(screen=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "__stderr__", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with progress.Bar() as bar:
        assert [*bar.all("abc")] == ["a", "b", "c"]
    assert screen.getvalue() == ""
    monkeypatch.setattr(progress, "PATIENCE", -1)
    with pytest.raises(RuntimeError), progress.Bar() as bar:  # noqa: PT012 - it fails in the midst of the work
        assert [*bar.of(3, "abc")] == ["a", "b", "c"]
        for _ in bar.of(3, "abc"):
            raise RuntimeError
    assert "1/3" in screen.getvalue()
    assert screen.getvalue().rindex("\x1b[?25h") > screen.getvalue().rindex("\x1b[?25l")
    screen.screen = False
    assert progress.Bar().all("abc") == "abc"
