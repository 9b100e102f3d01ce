"""A question that was asked before: the answer is the one that would be worked out, whatever was changed meanwhile."""

import os
import sys
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ltzplan.cli import main as whole
from ltzplan.cli import recall
from ltzplan.store.sight import Seen, Sight
from ltzplan.store.stamp import stamp
from tests.conftest import Done, Stream, run, run_git
from tests.examples import examples, thinned

QUESTIONS = ((), ("status",), ("escalate", "--lang", "zh"), ("todo", "--format", "json"), ("list", "tasks"), ("show", "B1"), ("why", "B1"), ("log", "B1"))


def ask(*words, cache, later=0.0):
    """Ask as a shell does, some seconds later; give what came out, and whether the whole program was needed."""
    needed = []
    with pytest.MonkeyPatch.context() as patch:
        clock = recall.time.time
        patch.setattr("ltzplan.cli.run.seconds", lambda: clock() + later)
        patch.setattr(recall.time, "time", lambda: clock() + later)
        out, err = Stream(screen=False), Stream(screen=False)
        main = whole.main
        patch.setattr(whole, "main", lambda *told: needed.append(told) or main(*told))
        patch.setenv("XDG_CACHE_HOME", str(cache))
        patch.setattr(sys, "argv", ["ltz", *words])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as left:
            recall.run()
    return Done(left.value.code, out.getvalue(), err.getvalue()), bool(needed)


@pytest.fixture
def office(blank, repository, monkeypatch):
    """The three-task example, committed, with one report in it."""
    repository(blank)
    monkeypatch.setenv("LTZ_NOW", "2026-03-02T12:00:00+08:00")
    assert run("update", "B1", "--text", "Begun.").code == 0
    run_git(blank, "add", "--all")
    run_git(blank, "commit", "-qm", "begun")
    return blank


def record(folder):
    return min((folder / "data" / "records").rglob("*.yaml"))


@pytest.mark.parametrize("words", QUESTIONS)
def test_the_second_time_the_program_is_not_even_loaded(office, tmp_path, words):
    (first, needed), (second, again) = (ask(*words, cache=tmp_path / "cache") for _ in range(2))
    assert (needed, again) == (True, False)
    assert second == first == run(*words)


def test_after_a_write_each_folder_is_looked_at_once(office, tmp_path, monkeypatch):
    """Whether the answer still holds, how the folder stands and which files are others rest on one look."""
    ask("status", cache=tmp_path / "cache")
    assert run("update", "B1", "--text", "Goes on.").code == 0
    looked, seen = [], Seen.__init__
    monkeypatch.setattr(Seen, "__init__", lambda self, path, **how: looked.append(path) or seen(self, path, **how))
    ask("status", cache=tmp_path / "cache")
    ours = [path for path in looked if path.startswith(str(office.resolve() / "data"))]
    assert len(ours) == len({*ours}) >= 3


def test_it_imports_nothing_that_the_program_needs(office, tmp_path):
    """The door costs what Python does, and plain words cost no import of Typer."""
    import subprocess

    code = (
        "import sys; from ltzplan.cli import recall; sys.argv[1:] = ['status']\n"
        "try: recall.run()\nfinally: print([one for one in ('typer', 're', 'json', 'dataclasses') if one in sys.modules])"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(Path(recall.__file__).parents[2])}
    for needed in (["re", "json", "dataclasses"], []):
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == str(needed)


def test_another_name_is_seen(office, tmp_path):
    """Bare `ltz` says who types, as git signs."""
    assert ask(cache=tmp_path / "cache")[0].out.startswith("Tester, ")
    run_git(office, "config", "user.name", "Other")
    assert ask(cache=tmp_path / "cache")[0].out.startswith("Other, ")


def test_what_was_just_written_is_not_checked_again(office, tmp_path):
    """Who writes a record has checked it, and says so in the index: the next reader needs no schema. What is typed is no YAML."""
    import subprocess

    code = "import sys; from ltzplan.cli.main import main; main(sys.argv[1:]); print(*{'pydantic_core', 'yaml'} & {*sys.modules}, file=sys.stderr)"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(Path(recall.__file__).parents[2])}

    def loaded(*words):
        done = subprocess.run([sys.executable, "-c", code, *words], env=environment, capture_output=True, text=True, check=True)
        return {*done.stderr.splitlines()[-1].split()}

    assert loaded("status") == {"pydantic_core", "yaml"}
    assert loaded("update", "B2", "--text", "More.") == {"pydantic_core"}
    assert not loaded("status")


def edit_in_place(folder):
    """As many bytes, and the old time of the file put back."""
    file = record(folder)
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Begun", b"Bogus"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def report(folder):
    assert run("update", "B2", "--text", f"Report {len(list(folder.rglob('*.yaml')))}.").code in (0, 2)


def commit(folder):
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "-qm", "more", "--allow-empty")


def another_plan(folder):
    plan = folder / "data" / "tasks.yaml"
    plan.write_bytes(plan.read_bytes() + b"\n# another\n")


def put_away(folder):
    record(folder).rename(folder / "away.yaml")


def ignore(folder):
    (folder / ".gitignore").write_text("*.yaml\n")


def exclude_by_setting(folder):
    (folder / "mine").write_text("data/\n")
    run_git(folder, "config", "core.excludesFile", str(folder / "mine"))


def exclude_by_an_included_setting(folder):
    (folder / "more").write_text("[core]\n\texcludesFile = ignored\n")
    (folder / "ignored").write_text("*.yaml\n")
    run_git(folder, "config", "include.path", str(folder / "more"))


def stop_watching(folder):
    run_git(folder, "update-index", "--assume-unchanged", "data/tasks.yaml")


def another_branch(folder):
    run_git(folder, "checkout", "-qb", f"b{len(run_git(folder, 'branch').splitlines())}")


def stranger(folder):
    (folder / "data" / "notes.tmp").write_text("x")


def own_page(folder):
    (folder / "data" / "papers").mkdir(exist_ok=True)
    (folder / "data" / "papers" / "order.en.md").write_text("# {{ title }}\n")


CHANGES = (
    edit_in_place, report, commit, another_plan, put_away, ignore, exclude_by_setting, exclude_by_an_included_setting,
    stop_watching, another_branch, stranger, own_page,
)  # fmt: skip


@pytest.mark.parametrize(("change", "later"), thinned(product(CHANGES, (0, 60)), 3))
def test_whatever_changes_is_seen(office, tmp_path, change, later):
    """Of files that may change within the tick of their time, and of those that may not."""
    asked = QUESTIONS[bool(later) :: 2]
    for words in asked:
        ask(*words, cache=tmp_path / "cache", later=later)
    change(office)
    for words in asked:
        assert ask(*words, cache=tmp_path / "cache", later=later)[0] == run(*words)


@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), min_size=2, max_size=6), st.sampled_from([0, 60]), st.data())
def test_in_any_order_the_answer_is_the_one_that_would_be_worked_out(office, tmp_path, changes, later, draw):
    """The folder goes on from one example to the next, so that histories grow."""
    for change in changes:
        words = draw.draw(st.sampled_from(QUESTIONS))
        ask(*words, cache=tmp_path / "cache", later=later)
        if change is not put_away or len(list((office / "data" / "records").rglob("*.yaml"))) > 1:
            change(office)
        assert ask(*words, cache=tmp_path / "cache", later=later)[0] == run(*words)


def test_what_came_and_went_again_leaves_another_folder(tmp_path):
    """Else what was added up with a file that came too late to be seen would be believed once that is gone."""
    (tmp_path / "data" / "records").mkdir(parents=True)
    before = stamp(Sight(tmp_path / "data"), time.time() + 60, {})
    time.sleep(0.05)
    passing = tmp_path / "data" / "records" / "x.yaml"
    passing.write_text("x")
    passing.unlink()
    assert stamp(Sight(tmp_path / "data"), time.time() + 60, {}) != before


def test_a_data_folder_that_is_the_top_of_its_repository_is_looked_at(tmp_path, git):
    git(tmp_path, "init", "--quiet")
    assert stamp(Sight(tmp_path), time.time() + 60, {})


def test_a_nearer_data_folder_is_found(office, tmp_path, monkeypatch):
    (office / "below").mkdir()
    monkeypatch.chdir(office / "below")
    first, _ = ask("status", cache=tmp_path / "cache")
    (office / "below" / "data").mkdir()
    (office / "below" / "data" / "tasks.yaml").write_text("x")
    second, needed = ask("status", cache=tmp_path / "cache")
    assert needed
    assert first.code == 0 != second.code


def test_tomorrow_is_another_day(office, tmp_path, monkeypatch):
    """By the plan's clock, not the machine's."""
    monkeypatch.delenv("LTZ_NOW")
    first, _ = ask("status", cache=tmp_path / "cache")
    [file] = (tmp_path / "cache" / "ltz" / "answers").iterdir()
    since, until = map(float, file.read_text().partition("\n")[2].split("\0")[4:6])
    assert until - since == 24 * 3600
    for now, needs in ((since, False), (until - 1, False), (until, True), (since - 1, True)):
        monkeypatch.setattr(recall.time, "time", lambda now=now: now)
        assert ask("status", cache=tmp_path / "cache") == (first, needs)
        file.touch()


@pytest.mark.parametrize("words", [("status", "--rev", "HEAD"), ("diff", "data/tasks.yaml"), ("status", "--as-of", "x"), ("validate",)])
def test_what_rests_on_more_than_the_folder_is_asked_anew(office, tmp_path, words):
    for _ in range(2):
        assert ask(*words, cache=tmp_path / "cache")[1]


@pytest.mark.parametrize("name", ["LTZ_LANG", "LTZ_OFFICE", "NO_COLOR", "TZ", "PATH"])
def test_another_environment_is_another_question(office, tmp_path, monkeypatch, name):
    ask("status", cache=tmp_path / "cache")
    monkeypatch.setenv(name, os.environ.get(name, "") + ":/else")
    assert ask("status", cache=tmp_path / "cache")[1]


def test_a_kept_answer_that_was_damaged_is_none(office, tmp_path):
    first, _ = ask("status", cache=tmp_path / "cache")
    [file] = (tmp_path / "cache" / "ltz" / "answers").iterdir()
    sound = file.read_bytes()
    for at in range(0, len(sound), 23):
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert ask("status", cache=tmp_path / "cache") == (first, True)


def test_no_home_no_answer_kept(office, monkeypatch, tmp_path):
    for name in ("HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for _ in range(2):
        assert ask("status", cache="")[1]


def test_a_program_whose_files_are_links_runs(tmp_path):
    """As some installers lay it down; a link that leads nowhere only means that nothing is kept."""
    import shutil
    import subprocess

    package = Path(recall.__file__).parents[1]
    shutil.copytree(package, tmp_path / "ltzplan", ignore=shutil.ignore_patterns("__pycache__"))
    for name, of in (("issues.py", package / "issues.py"), ("nothing.py", "nowhere")):
        (tmp_path / "ltzplan" / name).unlink(missing_ok=True)
        (tmp_path / "ltzplan" / name).symlink_to(of)
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(tmp_path)}
        words = [sys.executable, "-m", "ltzplan", "--version"]
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_only_so_many_are_kept(office, tmp_path, monkeypatch):
    monkeypatch.setattr("ltzplan.store.answers.MOST", 2)
    for day in range(1, 6):
        ask("status", "--as-of", f"2026-03-0{day}", cache=tmp_path / "cache")
    assert len(list((tmp_path / "cache" / "ltz" / "answers").iterdir())) == 2
