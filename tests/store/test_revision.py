"""Reading plan and records out of git's objects: nothing is checked out, and the doors are the same."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.options import Globals, Reading
from ltzplan.cli.run import Run
from ltzplan.issues import LtzError
from ltzplan.store.files import Disk
from ltzplan.store.git import Blob
from ltzplan.store.reader import Records
from ltzplan.store.records import id_of
from ltzplan.store.source import Folder, Tree
from ltzplan.store.workspace import BLANK, load
from tests.build import paper, update, write

Git = Callable[..., str]
Ltz = Callable[..., Any]
FOLDERS = (".", "两市 计划/里层 folder")


@pytest.fixture(params=FOLDERS)
def workspace(
    request: pytest.FixtureRequest, tmp_path: Path, repository: Callable[[Path], Path], git: Git,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:  # fmt: skip
    """A plan with one report, committed: at the top of a repository, or deep below it."""
    top = repository(tmp_path / "top")
    (top / "other.txt").write_text("not ours")
    folder = top / request.param
    (folder / "data").mkdir(parents=True)
    shutil.copyfile(BLANK, folder / "data" / "tasks.yaml")
    write(folder / "data" / "records", [update("A1", "2026-03-31", percent=10)], Disk())
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "-m", "start")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")
    return folder


def asked(ltz: Ltz, *words: str) -> Any:
    done = ltz("status", "--format", "json", *words)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_commit_is_read_whatever_lies_on_the_disk(workspace: Path, git: Git, ltz: Ltz) -> None:
    """Newer records, a changed plan and strangers are of today; the report is that commit's."""
    before = asked(ltz)
    commit = git(workspace, "rev-parse", "HEAD").strip()
    ltz("update", "B1", "--text", "二期", "--commit")
    ltz("update", "B1", "--text", "三期")
    (workspace / "data" / "tasks.yaml").write_text("broken", encoding="utf-8")
    (workspace / "data" / "stranger").write_text("x")
    for typed in (commit, commit[:9], "HEAD~1"):
        found = asked(ltz, "--rev", typed)
        assert found == before
        assert (found["commit"], found["read"]["uncommitted"]) == (commit, 0)
    assert asked(ltz, "--rev", "HEAD")["read"]["records"] == 2


def test_no_path_is_quoted_or_lost(workspace: Path, git: Git, ltz: Ltz) -> None:
    """Offices and subjects may be Chinese; git's objects give every name as it is."""
    ltz("raise", "A1", "--text", "用地", "--commit")
    assert asked(ltz, "--rev", "HEAD")["read"]["records"] == 2
    assert not git(workspace, "status", "--porcelain")


def test_from_a_folder_below(workspace: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place one stands in says nothing."""
    monkeypatch.chdir(workspace / "data" / "records")
    assert asked(ltz, "--rev", "HEAD")["read"]["records"] == 1


def test_a_commit_without_the_plan(workspace: Path, git: Git, ltz: Ltz) -> None:
    """The error names commit and path."""
    git(workspace, "rm", "-r", "--quiet", "--cached", "data")
    git(workspace, "commit", "--quiet", "-m", "gone")
    done = ltz("status", "--rev", "HEAD", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(git(workspace, "rev-parse", "HEAD")[:7] + ":data/tasks.yaml: error[file_missing]")


@pytest.mark.parametrize("typed", ["nobody", "HEAD:data", "--all", "0" * 40, "bulletin-2020"])
def test_what_is_no_commit(workspace: Path, ltz: Ltz, typed: str) -> None:
    assert "[unknown_revision]" in ltz("status", f"--rev={typed}").err


def test_the_same_doors(workspace: Path, git: Git) -> None:
    """What is wrong on the disk is wrong in a commit, with the same words."""
    data = workspace / "data"
    [record] = (data / "records").rglob("*.yaml")
    record.write_bytes(record.read_bytes() + b" ")
    (record.parent / "note.txt").write_text("x")
    (data / "records" / "link").symlink_to(record)
    (data / "stray.txt").write_text("x")
    (data / ".hidden").write_text("x")
    on_disk = load(data)[1]
    git(workspace, "add", "--all")
    git(workspace, "commit", "--quiet", "-m", "broken")
    in_git = load(data, revision="HEAD")[1]
    assert {one.code for one in on_disk} == {"record_edited", "unknown_file", "symlink"}
    said = [(one.code, one.place and one.place.file.partition("data/")[2]) for one in in_git]
    assert sorted(map(str, said)) == sorted(
        str((one.code, one.place and one.place.file.partition("data/")[2])) for one in on_disk
    )


def test_links_to_the_plan_are_refused_and_records_may_be_missing(workspace: Path, git: Git) -> None:
    """A link in a commit leads nowhere."""
    data = workspace / "data"
    (data / "tasks.yaml").rename(data / ".plan")
    (data / "tasks.yaml").symlink_to(".plan")
    shutil.rmtree(data / "records")
    (data / "records").write_text("x")
    git(workspace, "add", "--all")
    git(workspace, "commit", "--quiet", "-m", "links")
    codes = [one.code for one in load(data, revision="HEAD")[1]]
    assert codes == ["not_a_file", "symlink"]
    assert [one.code for one in load(data)[1]] == ["not_a_file"]


def test_a_commit_has_a_cache_of_its_own(workspace: Path, tmp_path: Path, git: Git) -> None:
    """A reprint does not push out what the daily reads remember."""
    cache, data = tmp_path / "cache", workspace / "data"
    load(data, cache=cache)
    [daily] = cache.iterdir()
    held = daily.read_bytes()
    (data / "tasks.yaml").write_bytes((data / "tasks.yaml").read_bytes() + b"# x\n")
    git(workspace, "commit", "--quiet", "-am", "remark")
    spaces = [load(data, cache=cache, revision="HEAD")[0] for _ in range(2)]
    assert [*spaces[0].entries] == [*spaces[1].entries]
    assert replace(spaces[0], entries=(), files=()) == replace(spaces[1], entries=(), files=())
    assert daily.read_bytes() == held
    assert len(list(cache.iterdir())) == 2


def test_an_object_that_is_not_here(tmp_path: Path) -> None:
    """A clone that holds not everything says so."""
    tree = Tree({"a/2020/x.yaml": Blob("100644", "1", None), "sub": Blob("160000", "2", None)}, "data")
    with pytest.raises(LtzError, match="unreadable"):
        tree.read("a/2020/x.yaml", 5)
    assert [one.code for one in Records(tree).issues] == ["unknown_file", "unreadable"]
    assert load(tmp_path)[0] is None


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    long = Folder(tmp_path / ("x" * 300))
    with pytest.raises(LtzError, match="unreadable"):
        list(long.items())
    assert not Folder(tmp_path / "\0").leads_out("x")


# -- as a paper had it


def issue(workspace: Path, **said: Any) -> str:
    made = paper("bulletin", "2026-10-31", **said)
    write(workspace / "data" / "records", [made], Disk())
    return id_of(made)


def test_day_knowledge_and_commit_of_a_paper(workspace: Path, git: Git, ltz: Ltz) -> None:
    """An issued paper's id stands for the three; what is typed counts before them."""
    commit = git(workspace, "rev-parse", "HEAD").strip()
    id = issue(workspace, commit=commit)
    ltz("update", "B1", "--text", "二期", "--date", "2026-10-01", "--commit")
    for typed in (id, id[:14], id.upper()):
        found = asked(ltz, "--rev", typed)
        assert (found["as_of"], found["known_on"], found["commit"]) == ("2026-10-31", None, commit)
        assert found["read"]["records"] == 1
    assert asked(ltz, "--rev", id, "--as-of", "2026-11-01")["as_of"] == "2026-11-01"


def test_a_paper_of_what_was_known(workspace: Path, git: Git, ltz: Ltz) -> None:
    from ltzplan.model.values import Day

    commit = git(workspace, "rev-parse", "HEAD").strip()
    id = issue(workspace, commit=commit, known_on=Day.parse("2026-03-01"))
    found = asked(ltz, "--rev", id)
    assert found["known_on"] == "2026-03-01"
    assert all(row["percent"] is None for row in found["tasks"])


def test_several_papers_that_begin_alike(workspace: Path, ltz: Ltz) -> None:
    issue(workspace)
    issue(workspace, number="2")
    assert "[ambiguous_id]" in ltz("status", "--rev", "bulletin-").err


def test_a_reprint_that_differs_says_so(
    workspace: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    commit = git(workspace, "rev-parse", "HEAD").strip()
    digest, other = (sha256(text.encode()).hexdigest() for text in ("月通报", "月通报。"))
    id = issue(workspace, commit=commit, sha256=digest)
    run = Run(**vars(Globals(lang="en")))
    found = run.snapshot(Reading(rev=id))
    run.compare(found, digest)
    assert capsys.readouterr().err == ""
    run.compare(found, other)
    assert id in capsys.readouterr().err
    run.compare(run.snapshot(Reading(rev="HEAD")), other)
    assert capsys.readouterr().err == ""
