"""Exit codes, options, languages and what is said of a mistake."""

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ltzplan.issues import refuse
from tests.cli.written import JSON, Ltz, files, newest


def test_exit_codes(blank: Path, ltz: Ltz, wrote: Any) -> None:
    assert ltz("status").code == 0
    assert ltz("escalate", "--exit-code").code == 0  # standing matters and silence call nobody
    problem = wrote("raise", "A1", "--text", "难")
    assert ltz("escalate").code == 0
    assert ltz("escalate", "--exit-code").code == 1
    assert ltz("escalate", "--exit-code", *JSON).code == 1
    assert ltz("escalate", "--exit-code", "--as-of", "2026-11-23").code == 0
    assert ltz("escalate", "--exit-code", "--area", "services").code == 0
    wrote("accept", problem, "--because", "Settled")
    assert ltz("escalate", "--exit-code").code == 0
    assert ltz("escalate", "--exit-code", "--as-of", "2027-01-01").code == 1  # a task is overdue
    assert ltz("validate").code == 0
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("expects: 2", "expects: 3"), encoding="utf-8")
    assert ltz("validate").code == 1
    assert ltz("status").code == 2
    assert ltz("update", "A1", "--nil").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("unknown_verb", ("statu",)),
        ("unknown_verb", ("dance",)),
        ("unknown_option", ("status", "--as-off", "2020")),
        ("unknown_option", ("--nothing", "status")),
        ("option_needs_value", ("status", "--as-of")),
        ("option_needs_value", ("status", "--lang")),
        ("option_needs_value", ("status", "--data")),
        ("option_needs_value", ("update", "A1", "--nil", "--office")),
        ("missing_argument", ("show",)),
        ("missing_argument", ("update",)),
        ("extra_argument", ("status", "T1")),
        ("extra_argument", ("show", "T1", "T2")),
        ("not_one_of", ("status", "--lang", "fr")),
        ("no_workspace", ("status", "--data", "missing")),
    ],
)
def test_usage(
    blank: Path, ltz: Ltz, code: str, words: tuple[str, ...], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_LANG", lang)
    done = ltz(*words)
    assert (done.code, done.out) == (2, "")
    word = "错误" if lang == "zh" else "error"
    assert f"{word}[{code}]" in done.err
    if lang == "zh":
        assert not re.search(r"[A-Za-z]+( [a-z]+){3}", done.err), f"English in a Chinese message: {done.err}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("status",), True), (("status", "--area=x"), True), (("status", "--lang", "en"), False), (("status", "--lang=en"), False),
        (("update", "A1", "--text", "--lang en", "--dry-run"), True),
    ],
)  # fmt: skip
def test_a_language_that_there_is_not_is_told_unless_one_was_typed(
    blank: Path, ltz: Ltz, words: tuple[str, ...], told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_LANG", "xx")
    assert ltz(*words).err.count("LTZ_LANG=xx") == told


def test_version(blank: Path, ltz: Ltz) -> None:
    assert re.fullmatch(r"ltz \d+\.\d+\S*\n", ltz("--version").out)
    assert re.search(r"PyYAML .*(libyaml|pure Python)", ltz("--version", "--verbose").out)


@pytest.mark.parametrize("verb", ["update", "list", ""])
def test_help_is_asked_for_in_three_ways(blank: Path, ltz: Ltz, verb: str) -> None:
    asked = ltz(*verb.split(), "--help", "--lang", "zh")
    assert asked.code == 0
    assert asked == ltz(*verb.split(), "-h", "--lang", "zh")
    assert asked == ltz("help", *verb.split(), "--lang", "zh") == ltz("--lang", "zh", "help", *verb.split())


def test_help_of_no_verb_is_refused_with_the_nearest(blank: Path, ltz: Ltz) -> None:
    done = ltz("help", "updat", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "error[unknown_verb]" in done.err
    assert "did you mean “update”" in done.err


def test_global_options_anywhere(
    blank: Path, ltz: Ltz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    monkeypatch.chdir(tmp_path.parent)
    data = str(blank / "data")
    shown = [
        ltz("--data", data, "--lang", "zh", "status"),
        ltz("status", "--data", data, "--lang", "zh"),
        ltz("status", f"--data={data}", "--lang=zh"),
        ltz("--lang=zh", "status", "--data", data),
    ]
    assert {one.code for one in shown} == {0}
    assert len({one.out for one in shown}) == 1
    assert "样例大道" in shown[0].out
    for words in (
        ("--office", "north", "update", "A1", "--nil"),
        ("update", "A1", "--nil", "--office", "north"),
        ("update", "--office=north", "A1", "--nil"),
    ):
        assert ltz("--data", data, *words).code == 0
    monkeypatch.setenv("LTZ_DATA", data)
    monkeypatch.setenv("LTZ_LANG", "zh")
    assert "样例大道" in ltz("status").out
    assert "Example Avenue" in ltz("status", "--lang", "en").out


def test_a_text_that_looks_like_an_option(blank: Path, wrote: Any) -> None:
    for text in ("--lang", "--data=x", "--office", "--version", "-", "status"):
        id = wrote("update", "A1", f"--text={text}")
        assert newest(blank, id)[0]["text"] == text


def test_the_language_of_the_locale(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value, word in (
        ("LANG", "zh_CN.UTF-8", "样例大道"),
        ("LANG", "en_GB.UTF-8", "Example Avenue"),
        ("LC_ALL", "zh_CN.GB18030", "样例大道"),
        ("LTZ_LANG", "en", "Example Avenue"),
    ):
        monkeypatch.setenv(name, value)
        assert word in ltz("status").out


def test_the_nearest_workspace_upwards(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    (blank / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(blank / "a" / "b")
    assert json.loads(ltz("status", *JSON).out)["plan"] == "example"


def test_a_bug_is_one_line_and_a_log(
    blank: Path, ltz: Ltz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ltzplan.cli.run.load", lambda *_, **__: broken())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = ltz("status", "--lang", "en")
    assert (done.code, done.out) == (70, "")
    assert len(done.err.splitlines()) == 1
    [log] = tmp_path.glob("ltz-*.log")
    assert str(log) in done.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_interrupted(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ltzplan.cli.run.load", stop)
    done = ltz("status")
    assert (done.code, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_every_finding_at_once(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad(*_: object, **__: object) -> None:
        raise refuse("record_edited", found="a", told="b")

    monkeypatch.setattr("ltzplan.cli.run.load", bad)
    done = ltz("status", "--lang", "en")
    assert done.code == 2
    assert "error[record_edited]" in done.err


def test_validate_unknown(shipped: Path, ltz: Ltz) -> None:
    zh, en = (ltz("validate", "--unknown", "--lang", lang) for lang in ("zh", "en"))
    assert zh.code == en.code == 0
    assert "T1" in zh.out
    assert "未见公布" in zh.out
    assert "not found in public" in en.out
    assert len(zh.out.splitlines()) == len(en.out.splitlines()) > 60


def test_validate_as_json(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("expects: 2", "expects: 3"), encoding="utf-8")
    (blank / "data" / "stranger.txt").write_text("x")
    done = ltz("validate", *JSON)
    assert done.code == 1
    found = json.loads(done.out)
    assert {one["code"] for one in found} == {"count_against_expects", "unknown_file"}
    assert all(set(one) >= {"code", "severity", "file", "line", "column", "params"} for one in found)


@pytest.mark.parametrize(
    "words",
    [
        ("order", "A1-", "--require", "x", "--urgency", ""), ("status", "--rev", ""), ("why", "A1", "--under", ""),
        ("session", "--level", "mayors", "--form", "meeting", "--from", ""), ("reply", "A1-", "--done", "--unit", ""),
        ("paper", "minutes", "--session", ""), ("paper", "agenda", "--level", "mayors", "--portfolio", ""),
        ("paper", "summary", "--month", ""), ("paper", "summary", "--corrects", ""), ("validate", "--schema", ""),
        ("raise", "A1", "--text", "x", "--needs", "bureaus", "--as", ""), ("diff", "data/tasks.yaml", "--over", ""),
        ("--office", "", "todo"), ("--data", "", "status"), ("status", "--area", ""), ("status", "--known-on", ""),
    ],
    ids=" ".join,
)  # fmt: skip
def test_faults_T9_an_empty_value_names_nothing(blank: Path, ltz: Ltz, words: Any) -> None:
    done = ltz(*words, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    option = next(last for last, word in itertools.pairwise(words) if word == "")
    assert f"{option}: error[empty_text]" in done.err
    assert files(blank) == []


@pytest.mark.parametrize(
    "text", ["--data=x", "--data", "--lang", "--lang=zh", "--office=north", "--office", "--help", "--"]
)
def test_code_B12_the_value_of_an_option_is_left_alone(blank: Path, ltz: Ltz, text: str) -> None:
    for typed in (("--text", text), (f"--text={text}",)):
        done = ltz("update", "A1", *typed, "--yes", "--lang", "en")
        assert done.code == 0, done.err
    said = [json.loads(ltz("log", "A1", "--format", "json").out)["log"][at]["said"]["text"] for at in (0, 1)]
    assert said == [text, text]


def test_stranger_12_near_options_are_near(blank: Path, ltz: Ltz) -> None:
    assert "did you mean" not in ltz("status", "--foo", "--lang", "en").err
    assert "did you mean “--format”" in ltz("status", "--formt", "--lang", "en").err


@pytest.mark.parametrize(("told", "chinese"), [("cn", True), ("zh_CN", True), ("fr", False), ("en_GB", False)])
def test_stranger_12_a_language_that_there_is_not(
    blank: Path, ltz: Ltz, told: str, chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_LANG", told)
    done = ltz("status")
    assert ("样例" in done.out) is chinese
    assert done.err.count("LTZ_LANG=fr is neither zh nor en; English is used") == (told == "fr")
    assert ltz("status", "--lang", "zh").err == ""
