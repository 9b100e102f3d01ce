"""What an import stored is one file a task and year: others merge it, it is archived, undone and known again as any record is."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import Ltz, files, newest, record
from tests.conftest import run_git

LINES = [
    {"kind": "update", "task": task, "date": f"2026-{month:02}", "text": f"{task} {month}"}
    for month in range(1, 7)
    for task in ("A1", "A2", "B1")
]


def rows(lines: Iterable[dict[str, str]]) -> str:
    """Write rows as JSON Lines; the name of the file."""
    Path("rows.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    return "rows.jsonl"


@pytest.fixture
def hub(blank: Path, repository: Any) -> Path:
    """The blank plan, committed."""
    repository(blank)
    run_git(blank, "add", "--all")
    run_git(blank, "commit", "--quiet", "-m", "start")
    return blank


def test_overlapping_imports_of_two_clones_merge_and_count_once(
    hub: Path, ltz: Ltz, yes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At one instant: so the rows that both have are the same records, and stand in files of both. Archived they still do."""
    for name, count in (("one", 10), ("two", 18)):
        run_git(hub, "clone", "--quiet", str(hub), str(tmp_path / name))
        monkeypatch.chdir(tmp_path / name)
        run_git(Path(), "config", "user.name", "Tester")
        run_git(Path(), "config", "user.email", "tester@example.org")
        assert len(yes("import", rows(LINES[:count]), "--commit").split()) == count
        assert len(files(Path())) == 3

    def merged(count: int) -> str:
        run_git(Path(), "pull", "--quiet", "--no-rebase", "--no-edit", "../one")
        assert len(files(Path())) == count
        assert yes("validate", "--strict") == ""
        listed = str(yes("list", "records", "--format", "csv"))
        assert len(listed.splitlines()) == 1 + 18
        assert ltz("import", rows(LINES), "--lang", "en").err == "0 imported, 18 already there\n"
        return listed

    before = merged(6)
    monkeypatch.setenv("LTZ_NOW", "2027-01-15T09:00:00+08:00")
    for name in ("one", "two"):
        monkeypatch.chdir(tmp_path / name)
        yes("archive", "2026", "--office", "secretariat")
    assert merged(2) == before


def test_undo_takes_back_what_stands_in_the_file_of_the_last_row(hub: Path, ltz: Ltz, yes: Any) -> None:
    ids = yes("import", rows(LINES[:9])).split()
    taken = newest(hub, yes("undo", "--lang", "en").split()[0])
    assert [one["withdraws"] for one in taken] == ids[2::3]
    assert ltz("undo").code == 2


def test_undo_of_a_row_beside_a_withdrawal_takes_back_the_row(hub: Path, yes: Any) -> None:
    wrong = yes("update", "A1", "--text", "Wrong.").strip()
    lines = [{"kind": "withdrawal", "withdraws": wrong, "date": "2026-10-31", "because": "twice"}, {"kind": "update", "task": "A1", "date": "2026-10-31", "text": "Right."}]
    _, right = yes("import", rows(lines)).split()
    [taken] = newest(hub, yes("undo").split()[0])
    assert taken["withdraws"] == right


def test_a_row_that_is_said_again_is_committed_with_all_that_stands_beside_it(hub: Path, yes: Any) -> None:
    ids = yes("import", rows(LINES)).split()
    yes("update", "A2", "--date", "2026-03", "--text", "A2 3", "--commit")
    told = run_git(hub, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert sorted(told) == sorted(one for one in ids if one[:2] == "A2")


def test_a_row_is_not_said_again_by_hand(hub: Path, ltz: Ltz, yes: Any) -> None:
    ids, before = yes("import", rows(LINES)).split(), files(hub)
    again = ltz("update", "A2", "--date", "2026-03", "--text", "A2 3")
    assert (again.code, again.out.split()) == (0, [ids[7]])
    assert files(hub) == before


def test_what_no_commit_holds_is_counted_and_committed_with_all_that_stands_beside_it(hub: Path, ltz: Ltz) -> None:
    first = ltz("import", rows(LINES), "--lang", "en")
    ids = first.out.split()
    assert "18 records of this office are in no commit yet" in first.err
    done = ltz("import", rows(LINES[:2]), "--commit", "--lang", "en")
    assert "6 records of this office are in no commit yet" in done.err
    told = run_git(hub, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert sorted(told) == sorted(one for one in ids if one[:2] in ("A1", "A2"))
    assert record(hub, ids[0])["text"] == "A1 1"
