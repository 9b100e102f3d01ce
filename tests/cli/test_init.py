"""`ltz init`, and the first ten minutes of a new user with a plan of their own."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ltzplan.store.reader import Records
from ltzplan.store.source import Folder
from ltzplan.store.start import SCHEMA

Git = Callable[..., str]
Ltz = Callable[..., object]
SHIPPED = Path(__file__).parents[2] / "data"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and an identity in the home."""
    (world / ".gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in path.as_posix() and path.name != SCHEMA
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_the_built_in_plan(
    here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    done = ltz("init", "mine", "--lang", lang)
    assert (done.code, done.out) == (0, "mine\n")
    assert "cd mine && ltz status" in done.err
    made = here / "mine"
    assert {name for name in files(made) if name.startswith("data/")} == {
        f"data/{name}" for name in files(SHIPPED)
    }
    assert (made / "data" / "tasks.yaml").read_bytes() == (SHIPPED / "tasks.yaml").read_bytes()
    assert git(made, "rev-parse", "--show-toplevel").strip() == str(made.resolve())
    assert git(made, "status", "--porcelain") == ""
    assert git(made, "log", "--format=%s").split() == ["建立工作区"]
    monkeypatch.chdir(made)
    assert ltz("validate").code == 0
    done = ltz("status", "--as-of", "2020-10-31", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    commit = git(made, "rev-parse", "HEAD")[:7]
    assert done.out.splitlines()[-2].count(f"{'版本' if lang == 'zh' else 'commit'} {commit}") == 1
    assert "uncommitted" not in done.out and "未提交" not in done.out


def test_blank(here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ltz("init", "mine", "--blank").code == 0
    assert list(files(here / "mine")) == [".gitattributes", ".gitignore", "data/tasks.yaml"]
    assert git(here / "mine", "ls-files").split() == [".gitattributes", ".gitignore", "data/.tasks.schema.json", "data/tasks.yaml"]
    monkeypatch.chdir(here / "mine")
    done = ltz("validate", "--strict")
    assert (done.code, done.out) == (0, "")
    assert json.loads(ltz("status", "--format", "json").out)["read"]["tasks"] == 3


def test_the_example_begins_where_the_clock_stands(here: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed on 1 January; who starts in November 2031 owes no report and no dispatch of the months before."""
    monkeypatch.setenv("LTZ_NOW", "2031-11-27T09:00:00+08:00")
    assert ltz("init", "mine", "--blank").code == 0
    monkeypatch.chdir(here / "mine")
    text = Path("data", "tasks.yaml").read_text(encoding="utf-8")
    assert "signed: 2031-01-01" in text and "ends: 2032-12-31" in text and "since: 2031-11 " in text and "2026" not in text
    assert (ltz("validate", "--strict").code, json.loads(ltz("status", "--format", "json").out)["tasks"][0]["months_owed"]) == (0, 1)
    todo = json.loads(ltz("--office", "secretariat", "todo", "--format", "json").out)
    assert "2031-09" not in json.dumps(todo["items"]) and "chase" not in [one["queue"] for one in todo["items"]]


@pytest.mark.parametrize("what", ["a file in it", "a file in its place", "a workspace in it", "data in it"])
def test_into_what_is_there(here: Path, ltz: Ltz, what: str) -> None:
    if what == "a file in its place":
        (here / "mine").write_text("x")
    elif what == "a workspace in it":
        assert ltz("init", "mine", "--blank").code == 0
    else:
        (here / "mine").mkdir()
        (here / "mine" / "x").write_text("x") if "file" in what else (here / "mine" / "data").mkdir()
    before = files(here)
    done = ltz("init", "mine", "--blank")
    assert (done.code, done.out) == (2, "")
    assert "error[not_empty]" in done.err
    assert files(here) == before


def test_into_an_empty_folder_and_the_current_one(here: Path, ltz: Ltz) -> None:
    (here / "mine").mkdir()
    assert ltz("init", "mine", "--blank").code == 0
    shutil.rmtree(here / "mine")
    done = ltz("init", ".", "--blank")
    assert done.code == 0
    assert (here / "data" / "tasks.yaml").exists()


def test_below_folders_that_are_not_there(here: Path, ltz: Ltz, git: Git) -> None:
    assert ltz("init", "a/b/计划 一", "--blank").code == 0
    assert git(here / "a" / "b" / "计划 一", "status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["我的 计划", "year's", "a$b", "样例"])
def test_what_it_says_to_try_can_be_pasted(here: Path, ltz: Ltz, name: str) -> None:
    done = ltz("init", name, "--blank")
    line = next(line for line in done.err.splitlines() if "ltz status" in line)
    words = shlex.split(line.partition(":")[2].partition("&&")[0])
    assert words == ["cd", name]


def test_inside_the_environment_of_a_hook(
    here: Path,
    ltz: Ltz,
    git: Git,
    repository: Callable[[Path], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = repository(tmp_path / "other")
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(other / ".git"))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        assert ltz("init", "mine", "--blank").code == 0
    assert (here / "mine" / ".git").is_dir()
    assert not (tmp_path / "index").exists()


def test_records_keep_their_bytes_in_every_clone(
    here: Path, ltz: Ltz, git: Git, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git turns line ends, .gitattributes keeps a record's bytes, which are its identity."""
    with (world / ".gitconfig").open("a") as config:
        config.write("[core]\n\tautocrlf = true\n")
    assert ltz("init", "mine").code == 0
    git(here, "clone", "--quiet", "mine", "copy")
    assert Records(Folder(here / "copy" / "data" / "records")).issues == []
    assert files(here / "copy" / "data") == files(here / "mine" / "data")
    monkeypatch.chdir(here / "copy")
    assert ltz("--office", "secretariat", "update", "T1", "--nil", "--commit").code == 0
    git(here, "clone", "--quiet", "copy", "third")
    assert Records(Folder(here / "third" / "data" / "records")).issues == []


def test_three_offices_meet_by_merge(here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ltz("init", "mine", "--blank").code == 0
    for office in ("north", "south"):
        git(here, "clone", "--quiet", "mine", office)
        monkeypatch.chdir(here / office)
        assert ltz("--office", office, "update", "A1", "--text", office, "--commit").code == 0
    monkeypatch.chdir(here / "mine")
    for office in ("north", "south"):
        git(here / "mine", "pull", "--quiet", "--no-rebase", "--no-edit", f"../{office}", "HEAD")
    assert json.loads(ltz("status", "--format", "json").out)["read"]["records"] == 2
    assert ltz("validate", "--strict").code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_ten_minutes(  # noqa: PLR0915 - one story
    here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LTZ_LANG", lang)
    monkeypatch.setenv("LTZ_NOW", "2026-02-10T09:00:00+08:00")

    def yes(*words: str) -> str:
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out

    def at(day: str) -> None:
        monkeypatch.setenv("LTZ_NOW", f"{day}T09:00:00+08:00")

    def rows() -> dict[str, dict[str, object]]:
        return {row["id"]: row for row in json.loads(yes("status", "--format", "json"))["tasks"]}

    def before(level: str) -> list[str]:
        levels = json.loads(yes("escalate", "--format", "json"))["levels"]
        return [one["id"] for one in next(one for one in levels if one["level"] == level)["matters"]]

    yes("init", "mine", "--blank")
    monkeypatch.chdir(here / "mine")
    assert ("样例大道" if lang == "zh" else "Example Avenue") in yes("status")

    done = ltz("update", "A1", "--nil")  # which office?
    assert done.code == 2
    assert "git config ltz.office" in done.err
    assert "secretariat" in done.err
    git(here / "mine", "config", "ltz.office", "secretariat")

    update = yes(
        "update",
        "A1",
        "--stage",
        "under_way",
        "--percent",
        "12.5",
        "--measure",
        "investment",
        "--text",
        "开工",
    ).strip()
    assert update.startswith("A1-")
    assert rows()["A1"]["percent"] == "12.5"
    assert rows()["A1"]["stage"] == "under_way"

    problem = yes(
        "--office",
        "north",
        "raise",
        "A1",
        "--text",
        "过境段用地未批",
        "--concerns",
        "south",
        "--needs",
        "bureaus",
    ).strip()
    assert rows()["A1"]["open_problems"] == 1
    assert before("vice_mayors") == []
    assert problem in yes("escalate", "--format", "json")
    assert problem[:7] in yes("escalate")
    assert ltz("escalate", "--exit-code").code == 1

    at("2026-02-11")
    yes("sort", problem[:7], "--as", "land", "--needs", "bureaus", "--because", "两市自然资源部门的事")
    assert before("vice_mayors") == [problem]
    assert rows()["A1"]["level"] == "vice_mayors"
    assert ("分管副市长" if lang == "zh" else "Vice mayors") in yes("why", "A1")
    assert problem[:7] in yes("why", "A1")
    assert "level-2" in yes("why", problem[:7])
    assert ("用地" if lang == "zh" else "land") in yes("show", problem[:7])

    at("2026-02-12")
    yes("accept", problem[:7], "--text", "用地已批")
    assert before("vice_mayors") == []
    assert rows()["A1"]["open_problems"] == 0
    assert ltz("escalate", "--exit-code").code == 0

    at("2026-12-01")
    yes("--office", "north", "update", "A1", "--stage", "reported_complete", "--text", "全线建成")
    assert rows()["A1"]["stage"] == "reported_complete"
    assert rows()["A1"]["light"] != "done"
    assert ltz("escalate", "--exit-code").code == 1
    at("2026-12-05")
    yes("accept", "A1", "--text", "现场核查通过")
    assert (rows()["A1"]["stage"], rows()["A1"]["light"]) == ("completed", "done")

    git(here / "mine", "add", "data")
    git(here / "mine", "commit", "--quiet", "-m", "two weeks")
    assert yes("validate", "--strict") == ""
    assert "A1" in yes("log", "A1")


def test_a_plan_of_their_own(here: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example is edited as its comments say, with a slip that is named with line and column."""
    ltz("init", "mine", "--blank")
    monkeypatch.chdir(here / "mine")
    plan = Path("data", "tasks.yaml")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("样例大道", "滨江路").replace(
            "needs: province, level: mayors", "needs: province, level: vice_mayors"
        ),
        encoding="utf-8",
    )
    done = ltz("validate")
    assert done.code == 1
    line = next(
        at
        for at, one in enumerate(plan.read_text(encoding="utf-8").splitlines(), 1)
        if "level: vice_mayors, rests_on: level-3" in one
    )
    assert f"tasks.yaml:{line}:" in done.out
    assert "level_against_need" in done.out
    plan.write_text(text.replace("样例大道", "滨江路"), encoding="utf-8")
    assert "滨江路" in ltz("status", "--lang", "zh").out
