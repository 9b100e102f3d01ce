"""`ltz archive`: one commit, every answer as it was, and what arrives before, between and after."""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build import ROOT
from tests.cli.written import JSON, Ltz, files
from tests.conftest import run_git
from tests.store.in_git import committed

LATER = "2027-01-15T09:00:00+08:00"
QUESTIONS = (
    ("status", *JSON), ("escalate", *JSON), ("todo", *JSON), ("show", "A1", *JSON), ("why", "A1", *JSON), ("log", *JSON),
    ("list", "records", *JSON), ("list", "problems", *JSON), ("list", "doubts", *JSON), ("calendar", *JSON),
    ("status", "--as-of", "2026-05-31", *JSON), ("status", "--known-on", "2026-05-31", *JSON), ("log", "A1"), ("validate", *JSON),
    ("paper", "bulletin", "--month", "2026-06"), ("paper", "summary", "--quarter", "2026Q2"), ("diff", "data/tasks.yaml", *JSON),
)  # fmt: skip


@pytest.fixture
def past(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half a year of records, committed, in the year after it."""
    monkeypatch.setenv("LTZ_NOW", LATER)
    return own


def answers(ltz: Ltz, rev: str = "") -> list[str]:
    """Give what every question is answered, but for the commit and for how many files differ from it."""
    asked = [(*words, "--rev", rev) if rev else words for words in QUESTIONS if not rev or words[0] not in ("validate", "diff")]
    done = [ltz(*words, "--lang", "en", "--office", "secretariat") for words in asked]
    assert {one.code for one in done} <= {0, 1}, done
    return [re.sub(r'"[0-9a-f]{40}"|"uncommitted": \d+|commit [0-9a-f]{7}( \(\+\d+ uncommitted\))?', "", one.out) for one in done]


def of_year(folder: Path, office: str = "secretariat", year: str = "2026") -> list[str]:
    return sorted(one.name for one in (folder / "data" / "records" / office / year).glob("*.yaml"))


def archived(ltz: Ltz, *words: str) -> str:
    """Archive 2026; give the path of the one archive that it prints."""
    done = ltz("archive", "2026", "--lang", "en", "--office", "secretariat", *words)
    assert done.code == 0, done
    [path] = done.out.splitlines()
    return path


def test_it_is_one_commit_of_the_archive_and_the_removals_and_nothing_else(past: Path, ltz: Ltz) -> None:
    before = of_year(past)
    (past / "staged.txt").write_text("x")
    run_git(past, "add", "staged.txt")
    path = archived(ltz)
    folder = "data/records/secretariat/2026"
    assert sorted(committed(run_git, past)) == sorted([f"A {path}", *(f"D {folder}/{one}" for one in before)])
    assert run_git(past, "status", "--porcelain") == "A  staged.txt\n"
    assert of_year(past) == [Path(path).name]


def test_what_it_says(past: Path, ltz: Ltz) -> None:
    """The path alone on stdout; how much, and the commit, for people and in the plan's language."""
    count = len(of_year(past))
    tried = ltz("archive", "2026", "--dry-run", "--lang", "en", "--office", "secretariat")
    assert tried.code == 0
    assert run_git(past, "status", "--porcelain") == ""
    done = ltz("archive", "2026", "--lang", "en", "--office", "secretariat")
    assert done.out == tried.out
    said, commit = done.err.splitlines()
    assert (said, commit) == (f"Archived {count} files with {count} records of 2026", "Committed")
    assert tried.err == f"Nothing written; {count} files with {count} records of 2026 would be archived in:\n"
    assert run_git(past, "log", "-1", "--format=%s%b").strip() == f"秘书处2026年记录归档：文件{count}个"


def test_every_answer_is_the_same_before_half_way_and_after(past: Path, ltz: Ltz) -> None:
    """With and without what was kept of earlier questions; and so are those about a commit before and after."""
    kept = {one: one.read_bytes() for one in files(past)}
    before = answers(ltz)
    for office in {one.parts[-3] for one in kept}:
        assert ltz("archive", "2026", "--of", office, "--office", "secretariat").code == 0
        assert answers(ltz) == before
    assert len(files(past)) == len({one.parent for one in kept})
    for one, data in list(kept.items())[::2]:
        one.write_bytes(data)
    assert answers(ltz) == before
    assert answers(ltz, "HEAD") == answers(ltz, "HEAD~1")


def test_an_issued_paper_is_printed_again_to_the_byte(own: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = ("paper", "bulletin", "--month", "2026-06", "--issue", "--commit", "--office", "secretariat", "--lang", "en")
    assert ltz(*issue).code == 0
    id = ltz("list", "papers", "--format", "csv", "--raw").out.splitlines()[-1].partition(",")[0]
    before = ltz("paper", "bulletin", "--rev", id)
    monkeypatch.setenv("LTZ_NOW", LATER)
    archived(ltz)
    assert ltz("paper", "bulletin", "--rev", id) == before
    assert "already_issued" in ltz(*issue).err
    assert ltz("why", f"{id}:1", "--lang", "en").code == 0


def test_records_of_an_archive_are_corrected_and_answered_like_any_other(past: Path, ltz: Ltz) -> None:
    archived(ltz)
    [first, *_] = (one for one in json.loads(ltz("list", "records", *JSON).out)["records"] if one["kind"] == "update")
    done = ltz("withdraw", first["id"], "--because", "x", "--commit", "--office", "secretariat", "--lang", "en")
    assert done.code == 0, done
    effects = {one["id"]: one["effect"] for one in json.loads(ltz("list", "records", *JSON).out)["records"]}
    assert effects[first["id"]] == "withdrawn"


def test_what_was_said_just_before_it_was_archived_is_not_committed_again(past: Path, ltz: Ltz) -> None:
    said = ("update", "A1", "--text", "late", "--date", "2026-12-01", "--commit", "--office", "secretariat", "--lang", "en")
    first = ltz(*said)
    archived(ltz)
    again = ltz(*said)
    assert (again.code, again.out) == (0, first.out)
    assert run_git(past, "status", "--porcelain") == ""


# ---- killed, or refused by git


def test_what_git_refuses_is_finished_by_the_same_command(past: Path, ltz: Ltz, hook: Callable[[Path, str], Path]) -> None:
    before, names = answers(ltz), of_year(past)
    refusing = hook(past, "echo no >&2; exit 1")
    head = run_git(past, "rev-parse", "HEAD")
    for _ in range(2):
        done = ltz("archive", "2026", "--lang", "en", "--office", "secretariat")
        assert done.code == 3
        assert done.err.splitlines()[-1] == "The archive is written but not committed: no. Once that is settled, run the same command again"
        assert run_git(past, "rev-parse", "HEAD") == head
        assert answers(ltz) == before
    refusing.unlink()
    path = archived(ltz)
    assert path == done.out.strip()
    assert len(committed(run_git, past)) == len(names) + 1
    assert run_git(past, "status", "--porcelain") == ""


@pytest.mark.parametrize("left", [0, 1, -1], ids=["none removed", "one left", "all but one left"])
def test_what_was_killed_is_finished_by_the_same_command(past: Path, ltz: Ltz, left: int) -> None:
    """The archive that is there is taken; no second one is made of what is left."""
    names = of_year(past)
    path = Path(archived(ltz))
    run_git(past, "reset", "--quiet", "HEAD~1")
    run_git(past, "checkout", "--", "data/records")
    for name in names[left:] if left else ():
        (past / path.parent / name).unlink()
    assert archived(ltz) == str(path)
    assert len(committed(run_git, past)) == len(names) + 1
    assert of_year(past) == [path.name]
    assert run_git(past, "status", "--porcelain") == ""


def test_of_a_commit_by_hand_half_way_the_rest_is_committed(past: Path, ltz: Ltz) -> None:
    names = of_year(past)
    path = archived(ltz)
    run_git(past, "reset", "--quiet", "HEAD~1")
    run_git(past, "checkout", "--", "data/records")
    run_git(past, "add", path)
    run_git(past, "commit", "--quiet", "-m", "by hand")
    assert archived(ltz) == path
    assert len(committed(run_git, past)) == len(names)
    assert run_git(past, "status", "--porcelain") == ""


# ---- others' clones


@pytest.fixture
def two(past: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of the office: each with a record that the other has not."""
    clones = past, tmp_path / "other"
    run_git(tmp_path, "clone", "--quiet", str(past), "other")
    run_git(clones[1], "config", "user.name", "Other")
    run_git(clones[1], "config", "user.email", "other@example.org")
    return clones


def late(ltz: Ltz, folder: Path, text: str, year: str = "2026") -> str:
    done = ltz("--data", f"{folder}/data", "--office", "secretariat", "update", "A1", "--text", text, "--date", f"{year}-12-01", "--commit", "--background")
    assert done.code == 0, done
    return done.out.strip()


def pull(folder: Path, other: Path) -> None:
    run_git(folder, "pull", "--quiet", "--no-rebase", "--no-edit", str(other), "HEAD")


@pytest.mark.parametrize("year", ["2026", "2025"], ids=["many files", "hardly any"])
def test_archives_made_apart_merge_and_each_record_counts_once(two: tuple[Path, Path], ltz: Ltz, year: str) -> None:
    """Also where a year has so few files that git might take an archive for a renamed one."""
    here, there = two
    late(ltz, here, "shared", year)
    pull(there, here)
    late(ltz, there, "late there " * 9, year)
    for folder in two:
        done = ltz("--data", f"{folder}/data", "--office", "secretariat", "archive", year)
        assert done.code == 0, done
    pull(here, there)
    pull(there, here)
    assert len(of_year(here, year=year)) == 2
    assert run_git(here, "status", "--porcelain") == ""
    said = [json.loads(ltz("--data", f"{folder}/data", "list", "records", *JSON).out)["records"] for folder in two]
    assert said[0] == said[1]
    ids = [one["id"] for one in said[0]]
    assert len(ids) == len({*ids})
    nothing = ltz("--data", f"{here}/data", "--office", "secretariat", "archive", year)
    assert "nothing_to_archive" in nothing.err


def test_the_same_archive_made_apart_is_one(two: tuple[Path, Path], ltz: Ltz) -> None:
    for folder in two:
        assert ltz("--data", f"{folder}/data", "--office", "secretariat", "archive", "2026").code == 0
    pull(two[0], two[1])
    assert len(of_year(two[0])) == 1


def test_what_arrives_late_is_archived_by_itself(two: tuple[Path, Path], ltz: Ltz) -> None:
    """The first archive stays as it is."""
    here, there = two
    id = late(ltz, there, "late")
    first = archived(ltz)
    before = (here / first).read_bytes()
    pull(here, there)
    assert len(of_year(here)) == 2
    assert id in ltz("list", "records", *JSON).out
    second = archived(ltz)
    assert of_year(here) == sorted([Path(first).name, Path(second).name])
    assert len(committed(run_git, here)) == 2
    assert (here / first).read_bytes() == before


def test_a_file_that_comes_back_beside_its_archive_is_removed_again(past: Path, ltz: Ltz) -> None:
    """As from an old copy: the record counts once, and no commit is lacking."""
    name = of_year(past)[0]
    old = (past / "data/records/secretariat/2026" / name).read_bytes()
    path = Path(archived(ltz))
    (path.parent / name).write_bytes(old)
    assert ltz("validate").code == 0
    done = ltz("archive", "2026", "--office", "secretariat", "--lang", "en")
    assert done.out == f"{path}\n"
    assert of_year(past) == [path.name]
    assert (done.code, run_git(past, "status", "--porcelain")) == (0, "")


# ---- by hand, as docs/records.md says


def lines_of(page: str, section: str) -> list[str]:
    """Give the lines of the shell in a section of a page."""
    text = (ROOT / page).read_text(encoding="utf-8").partition(f"## {section}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def shell(folder: Path, line: str) -> str:
    return subprocess.run(["sh", "-ec", line], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_one_record_is_checked_and_all_are_taken_out_again_by_hand(past: Path, ltz: Ltz) -> None:
    names = of_year(past)
    kept = {name: (past / "data/records/secretariat/2026" / name).read_bytes() for name in names}
    path = Path(archived(ltz))
    check, out = lines_of("docs/records.md", "Archiving a year")
    digest = names[0].removesuffix(".yaml").rpartition("-")[2]
    told = {"NAME": names[0], "ARCHIVE": path.name}
    check, out = (re.sub("NAME|ARCHIVE", lambda one: shlex.quote(told[one[0]]), line) for line in (check, out))
    assert shell(past / path.parent, check).startswith(digest)
    shell(past / path.parent, out)
    assert {name: (path.parent / name).read_bytes() for name in names} == kept


# ---- who may, and what


def test_an_office_archives_its_own_and_the_secretariat_any(past: Path, ltz: Ltz, no: Any) -> None:
    late(ltz, past, "x")
    done = ltz("update", "A1", "--text", "x", "--date", "2026-12-01", "--office", "north", "--commit")
    assert done.code == 0, done
    assert "“Secretariat (secretariat)”" in no("not_your_office", "archive", "2026", "--of", "secretariat", "--office", "north", "--lang", "en")
    assert ltz("archive", "2026", "--office", "north").code == 0
    assert len(of_year(past, "north")) == 1
    assert ltz("update", "A1", "--text", "y", "--date", "2026-12-01", "--office", "north", "--commit").code == 0
    assert ltz("archive", "2026", "--office", "secretariat", "--of", "北样市").code == 0
    assert len(of_year(past, "north")) == 2


@pytest.mark.parametrize("change", ["new", "edited by git", "removed", "staged", "removed from git", "archive removed"])
def test_what_no_commit_holds_as_it_stands_is_named(past: Path, ltz: Ltz, no: Any, change: str) -> None:
    name = of_year(past)[3]
    path = past / "data/records/secretariat/2026" / name
    if change in ("new", "staged"):
        ltz("update", "A1", "--text", "new", "--date", "2026-12-01", "--office", "secretariat")
        [name] = {*of_year(past)} - {*run_git(past, "ls-files").replace("/", "\n").splitlines()}
    if change == "staged":
        run_git(past, "add", "--all")
    if change == "edited by git":  # the folder has the record again, which the commit has not
        old = path.read_bytes()
        path.write_bytes(old + b" ")
        run_git(past, "commit", "--quiet", "--all", "-m", "edited")
        path.write_bytes(old)
    if change == "removed":
        path.unlink()
    if change == "removed from git":
        run_git(past, "rm", "--quiet", "--cached", str(path))
        run_git(past, "commit", "--quiet", "-m", "removed")
    if change == "archive removed":
        Path(archived(ltz)).unlink()
        late(ltz, past, "x")
    assert name in no("not_as_committed", "archive", "2026", "--office", "secretariat") or change == "archive removed"


def test_a_year_is_over_in_the_plans_zone(past: Path, ltz: Ltz, no: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "2026-12-31T15:59:59+00:00")
    assert "2027-01-01" in no("year_not_over", "archive", "2026", "--office", "secretariat")
    monkeypatch.setenv("LTZ_NOW", "2026-12-31T16:00:00+00:00")
    archived(ltz)
