"""What is stored, what is not, and what is said of it: exit codes, repetition, a disk that fails, names that collide."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.files import Disk

Ltz = Callable[..., Any]
ROOT = Path(__file__).parents[2]
UPDATE = ("update", "A1", "--text", "piles driven")


def files(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "records").rglob("*.yaml"))


def put(folder: Path, find: str, put: str) -> None:
    """Change the plan."""
    plan = folder / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    assert text.count(find) == 1
    plan.write_text(text.replace(find, put), encoding="utf-8")


# ---- the same again


WRITING: dict[str, tuple[tuple[str, ...], ...]] = {
    "update": (UPDATE,),
    "raise": (("raise", "A1", "--text", "land"),),
    "raise and sort": (("raise", "A1", "--text", "land", "--needs", "bureaus"),),
    "sort": (
        ("raise", "A1", "--text", "land"),
        ("sort", "A1-", "--as", "land", "--needs", "bureaus", "--because", "two"),
    ),
    "order": (
        ("raise", "A1", "--text", "land", "--needs", "bureaus"),
        ("order", "A1-", "--unit", "north_lands", "--due", "2026-12-20", "--require", "clear it"),
    ),
    "reply": (
        ("raise", "A1", "--text", "land", "--needs", "bureaus"),
        ("order", "A1-", "--unit", "north_lands", "--due", "2026-12-20", "--require", "clear it"),
        ("reply", "A1-", "--unit", "north_lands", "--progress", "--text", "half"),
    ),
    "adjust": (("adjust", "A1", "--due", "2027-06-30", "--because", "floods", "--approved-by", "the mayors"),),
    "session": (("session", "--level", "mayors", "--form", "meeting", "--text", "held"),),
    "several tasks": (("update", "A1", "A2", "--nil"),),
}


@pytest.mark.parametrize("case", WRITING)
def test_what_was_stored_a_moment_ago_is_not_stored_again(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Its id is printed, and --yes named; after ten minutes, or with --yes, it is a new record."""
    *before, line = WRITING[case]
    for one in before:
        assert ltz(*one).code == 0
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T15:05:00+08:00")
    first = ltz(*line)
    assert first.code == 0, first.err
    stood = files(blank)
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T15:14:59+08:00")
    for language, said in (("en", "Nothing was stored now"), ("zh", "没有再记")):
        again = ltz(*line, "--lang", language)
        assert (again.code, again.out) == (0, first.out)
        assert said in again.err
        assert "--yes" in again.err
    tried = ltz(*line, "--dry-run", "--lang", "en")
    assert (tried.out, "Nothing would be stored" in tried.err) == (first.out, True)
    assert files(blank) == stood
    if case in ("update", "raise", "reply", "session"):
        more = ltz(*line, "--yes")
        assert more.code == 0, more.err
        monkeypatch.setenv("LTZ_NOW", "2026-11-24T15:30:00+08:00")
        later = ltz(*line)
        assert len({first.out, more.out, later.out}) == 3
        assert len(files(blank)) == len(stood) + 2


def test_what_was_withdrawn_may_be_said_anew(blank: Path, ltz: Ltz) -> None:
    """Only what is in force says it already."""
    first = ltz(*UPDATE).out.strip()
    assert ltz("withdraw", first, "--because", "wrong task").code == 0
    assert ltz(*UPDATE).out.strip() != first
    assert len(files(blank)) == 3


def test_another_office_says_it_for_itself(blank: Path, ltz: Ltz) -> None:
    assert ltz(*UPDATE).out != ltz(*UPDATE, "--office", "north").out
    assert len(files(blank)) == 2


# ---- a disk that fails


def failing(patch: pytest.MonkeyPatch, call: str, at: int) -> None:
    """Make a call of the disk fail, the `at`-th time."""
    sound, done = getattr(Disk, call), list[str]()

    def counted(self: Disk, *given: Any) -> Any:
        done.append(call)
        if len(done) == at:
            raise OSError(errno.EIO, "Input/output error")
        return sound(self, *given)

    patch.setattr(Disk, call, counted)


def test_faults_T4_a_record_that_stands_is_never_to_be_written_again(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last sync fails: its id is printed, and who repeats the command has it once."""
    with monkeypatch.context() as patch:
        failing(patch, "sync_folder", 4)
        first = ltz(*UPDATE, "--lang", "en")
    assert first.code == 2
    assert "it is stored" in first.err
    assert "do it again" not in first.err.lower()
    again = ltz(*UPDATE)
    assert (again.code, again.out) == (0, first.out)
    assert len(files(blank)) == 1


@pytest.mark.parametrize("call", ["open_new", "write", "sync", "link"])
def test_faults_T4_do_it_again_is_said_where_nothing_is_stored(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    with monkeypatch.context() as patch:
        failing(patch, call, 1)
        first = ltz(*UPDATE, "--lang", "en")
    assert (first.code, first.out) == (2, "")
    assert "nothing is stored" in first.err and "do it again" in first.err
    assert files(blank) == []


def test_faults_T4_the_last_record_of_an_import_that_may_not_be_durable(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    (blank / "batch.yaml").write_text("records:\n- {kind: update, task: A1, date: 2026-09, text: x}\n")
    with monkeypatch.context() as patch:
        failing(patch, "sync_folder", 4)
        first = ltz("import", "batch.yaml", "--lang", "en")
    assert first.code == 2
    assert "error[not_durable]" in first.err
    assert len(first.out.split()) == len(files(blank)) == 1


# ---- import again


BATCH = """records:
- {kind: update, task: A1, date: 2026-09, text: x}
- {label: wrong, kind: update, task: B1, date: 2026-09, text: "y"}
- {kind: update, task: B1, date: 2026-09, text: z, replaces: [wrong]}
"""


@pytest.mark.parametrize(("how", "word"), [("withdraw", "withdrawn"), ("replace", "replaced")])
def test_bug_21_import_again_says_what_is_there_and_does_not_count(
    blank: Path, ltz: Ltz, how: str, word: str
) -> None:
    """What another record put out of force is named with it; what the batch itself corrects is no news."""
    (blank / "batch.yaml").write_text(BATCH)
    x, _, z = ltz("import", "batch.yaml").out.split()
    assert ltz("import", "batch.yaml", "--lang", "en").err == "0 imported, 3 already there\n"
    if how == "withdraw":
        by = ltz("withdraw", x, "--because", "wrong file").out.strip()
    else:
        by = ltz("update", "A1", "--date", "2026-09", "--text", "x.", "--replaces", x).out.strip()
    again = ltz("import", "batch.yaml", "--lang", "en")
    assert (again.code, again.out) == (0, "")
    there, void, count = again.err.splitlines()
    assert z in there
    assert f"{word}, so it does not count: {x} (by {by})" in void and "--again" in void
    assert count == "0 imported, 3 already there"
    anew = ltz("import", "batch.yaml", "--again", "--lang", "en")
    assert (anew.code, anew.err.splitlines()[-1]) == (0, "1 imported, 2 already there")
    assert ltz("import", "batch.yaml", "--lang", "en").err == "0 imported, 3 already there\n"


# ---- names that several bear


def test_bug_39_a_name_of_two_units_is_refused_with_both_ids(blank: Path, ltz: Ltz) -> None:
    """Typed in any case and width; an id is always understood."""
    put(blank, 'zh: "北样市自然资源局", en: "North Lands Bureau"', 'zh: "北样市交通局", en: "North Roads Bureau"')
    problem = ltz("raise", "A1", "--text", "land", "--needs", "bureaus").out.strip()
    line = ("order", problem, "--due", "2026-12-20", "--require", "clear it", "--lang", "en", "--unit")
    for typed in ("North Roads Bureau", "NORTH roads bureau", "Ｎorth Roads Bureau", "北样市交通局"):
        done = ltz(*line, typed)
        assert (done.code, done.out) == (2, "")
        assert "error[ambiguous_name]" in done.err and "north_lands North Roads Bureau; north_roads" in done.err
    assert ltz(*line, "north_roads").code == 0


@pytest.mark.parametrize(
    ("find", "change", "line"),
    [
        ('zh: "公交一卡通", en: "One transit card"', 'zh: "样例大道", en: "One transit card"', ("update", "样例大道", "--nil")),
        ('zh: "公交一卡通", en: "One transit card"', 'zh: "样例大道", en: "One transit card"', ("show", "样例大道")),
        ('{zh: "南样市", en: "South Example"}}', '{zh: "北样市", en: "South"}}', ("update", "A1", "--nil", "--city", "北样市")),
        ('zh: "南段"', 'zh: "北段"', ("update", "A1", "--text", "x", "--part", "北段")),
    ],
)  # fmt: skip
def test_bug_39_of_every_list(blank: Path, ltz: Ltz, find: str, change: str, line: tuple[str, ...]) -> None:
    put(blank, find, change)
    warned = ltz("validate", "--lang", "en")
    assert warned.code == 0 and "warning[same_name]" in warned.out
    done = ltz(*line, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "error[ambiguous_name]" in done.err


def test_bug_39_an_area_typed_in_another_width(shipped: Path, ltz: Ltz) -> None:
    """Names are compared without case, width or normal form."""
    plan = json.loads(ltz("list", "areas", "--format", "json").out)["areas"]
    name = plan[0]["name"]["zh"]
    assert ltz("list", "tasks", "--area", f"\u3000{name}"[1:]).code == 0
    assert ltz("show", "Ｔ１").out == ltz("show", "T1").out


# ---- many findings


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_over_fifty_are_counted(blank: Path, ltz: Ltz, lang: str) -> None:
    """In text of every command; the JSON has all."""
    put(blank, "  - id: A1\n", "  - id: A1\n" + "".join(f"    k{at}: x\n" for at in range(51)))
    refused, found = ltz("status", "--lang", lang), ltz("validate", "--lang", lang)
    for said in (refused.err, found.out):
        assert said.count("[unknown_key]") == 50
        assert re.search(r"\b51\b|共51处", said.splitlines()[-1])
    assert len(json.loads(ltz("validate", "--format", "json").out)) == 51


def test_faults_T7_the_plan_is_split_once_for_all_its_findings(blank: Path, ltz: Ltz) -> None:
    """Every excerpt is the same line, not a copy that was cut out anew for each."""
    from ltzplan.store.workspace import load

    many = ", ".join(f"u{at}: {{name: x, nmae: y}}" for at in range(3000))
    put(blank, "\nunits:", f"\nunits: {{{many}}}\nunitz:")
    issues = [one for one in load(blank / "data")[1] if one.params["key"] == "nmae"]
    assert len(issues) == 3000
    assert len({id(one.place.excerpt) for one in issues if one.place}) == 1


# ---- where it runs


def process(*words: str | bytes, cwd: Path, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """Run ltz as a program."""
    line = [sys.executable, "-m", "ltzplan", *words]
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT), "LTZ_LANG": "en"} | env
    return subprocess.run(line, cwd=cwd, env=env, capture_output=True, check=False)


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted there")
@pytest.mark.parametrize("verb", ["status", "validate"])
def test_faults_T11_a_folder_that_was_deleted(blank: Path, verb: str) -> None:
    """Refused in words; with --data nothing needs the current folder."""
    gone = blank / "gone"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); from ltzplan.cli.main import main; sys.exit(main(sys.argv[1:]))"

    def run(*words: str) -> "subprocess.CompletedProcess[bytes]":
        gone.mkdir(exist_ok=True)
        env = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
        return subprocess.run([sys.executable, "-c", code, *words], cwd=gone, env=env, capture_output=True, check=False)

    done = run(verb)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"error[unreadable]" in done.stderr
    assert run("--data", str(blank / "data"), verb).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_faults_T11_a_folder_whose_name_is_no_text(blank: Path, repository: Callable[[Path], Path]) -> None:
    folder = Path(os.fsdecode(os.fsencode(blank) + b"/\xff\xfe"))
    repository(folder)
    (blank / "data").rename(folder / "data")
    assert process(*UPDATE, "--commit", cwd=folder).returncode == 0
    for verb in ("status", "validate", "escalate"):
        assert process(verb, cwd=folder).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="words are text there")
def test_faults_A5_chinese_in_a_locale_without_utf8(blank: Path, repository: Callable[[Path], Path]) -> None:
    """The bytes of the terminal are read as what they are; what is no UTF-8 is said to be none."""
    repository(blank)
    locale = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    line = ("update", "样例大道".encode(), "--part", "北段".encode(), "--text", "路基完成".encode(), "--commit")
    done = process(*line, cwd=blank, **locale)
    assert done.returncode == 0, done.stderr
    assert 'text: "路基完成"' in files(blank)[0].read_text(encoding="utf-8")
    done = process("update", "A1", "--text", b"\xff", cwd=blank, **locale)
    assert done.returncode == 2
    assert b"error[not_utf8]" in done.stderr and b"0xff" in done.stderr


@pytest.mark.parametrize(("lang", "said"), [("zh", "尚无应报的周期"), ("en", "no report due yet")])
def test_faults_A5_before_the_first_period(
    shipped: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setenv("LTZ_NOW", "1970-01-01T00:00:00+08:00")
    assert said in ltz("status", "--lang", lang).out
