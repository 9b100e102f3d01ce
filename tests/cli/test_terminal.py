"""Real processes: on a terminal, in a pipe, in other encodings."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ltzplan.cli.main import main
from ltzplan.views.blocks import Para
from ltzplan.views.layout import lines, uncoloured
from tests.cli.screen import columns, joined, widest
from tests.cli.terminal import ANSI, environment, on_a_terminal, unix
from tests.cli.written import Ltz
from tests.conftest import Stream


def in_a_pipe(folder: Path, words: Sequence[str], **told: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ltzplan", *words],
        cwd=folder,
        env=environment(**told),
        capture_output=True,
        timeout=60,
        check=False,
    )


@unix
@pytest.mark.parametrize(
    ("verb", "lang", "width"),
    [("status", "zh", 80), ("status", "en", 60), ("escalate", "zh", 60), ("escalate", "en", 80)],
)
def test_a_terminal_shows_what_the_goldens_show(
    clone: Path, ltz: Ltz, verb: str, lang: str, width: int
) -> None:
    """The colour beside the words is all that a real terminal adds."""
    words = (verb, "--as-of", "2020-08-31", "--lang", lang)
    code, received = on_a_terminal(clone, words, width=width, LANG="C.UTF-8")
    text = received.decode()
    assert code == 0
    if verb == "status":
        assert ANSI.search(text), "a light has its colour on a screen"
    plain = ANSI.sub("", text)
    assert plain == ltz(*words, columns=width).out
    assert all(columns(line) <= width for line in plain.splitlines())


@unix
def test_what_is_longer_than_the_screen_goes_through_a_pager(clone: Path) -> None:
    """Asked anew, from the answer that was kept, and not where that is not wanted."""
    pager = {"LTZ_PAGER": "sed s/^/@/", "PAGER": "false"}
    for words, marked in ((("list", "tasks"), True), (("list", "tasks"), True), (("list", "tasks", "--no-pager"), False)):
        code, received = on_a_terminal(clone, words, **pager)
        lines = ANSI.sub("", received.decode()).splitlines()
        assert code == 0
        assert {line.startswith("@") for line in lines} == {marked}
    code, received = on_a_terminal(clone, ("help", "update", "--lang", "zh"), LTZ_PAGER="printenv LESS")
    assert (code, received.decode().strip()[:7], "q\\: quit" in received.decode()) == (0, "-FRXPss", True)


@unix
@pytest.mark.parametrize("words", [("show", "T2"), ("why", "T1-37b0")], ids=" ".join)
def test_other_screens_on_a_terminal(clone: Path, words: tuple[str, ...]) -> None:
    code, received = on_a_terminal(clone, (*words, "--lang", "zh"), width=60, LANG="C.UTF-8")
    assert code == 0
    assert all(columns(line) <= 60 for line in ANSI.sub("", received.decode()).splitlines())


@pytest.mark.parametrize("width", [20, 60, 80])
def test_a_command_in_running_text_stays_whole_on_its_own_line(width: int) -> None:
    """Neither between its words nor at the edge of the screen is it parted; words that only begin like one are."""
    typed = ("ltz raise T1 --replaces T1-0580 --on-behalf-of secretariat", 'git add data/records/x && git commit -m "补交记录" && git push')
    for command in typed:
        told = f"还有2条记录没有提交，别人看不到；现在补写：{command}。git says so and ltz is a tool of many words."
        laid_out = [line.strip() for line in uncoloured(lines([Para(told)], width)).splitlines()]
        assert any(line.startswith(command) for line in laid_out)
        assert all(columns(line) <= width or line.startswith(command) for line in laid_out)
        assert joined(told) == joined("".join(laid_out))


@unix
def test_help_on_a_narrow_terminal(clone: Path) -> None:
    code, received = on_a_terminal(clone, ("update", "--help", "--lang", "zh"), width=60, LANG="C.UTF-8")
    assert code == 0
    assert widest(ANSI.sub("", received.decode())) <= 60


@unix
@pytest.mark.parametrize("told", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_without_colour(clone: Path, told: Mapping[str, str]) -> None:
    code, received = on_a_terminal(
        clone, ("status", "--as-of", "2020-08-31", "--lang", "zh"), width=80, LANG="C.UTF-8", **told
    )
    assert code == 0
    assert b"\x1b" not in received
    assert "未报" in received.decode()


@unix
@pytest.mark.parametrize(
    ("told", "encoding", "verb"),
    [
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii", "status"),
        ({"LC_ALL": "C"}, None, "escalate"),
        ({"PYTHONIOENCODING": "gbk"}, "gbk", "status"),
        ({"PYTHONIOENCODING": "gbk"}, "gbk", "escalate"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii", "escalate"),
    ],
    ids=["C, strict", "C", "gbk", "gbk escalate", "ascii"],
)
def test_other_encodings_on_a_terminal(
    clone: Path, told: Mapping[str, str], encoding: str | None, verb: str
) -> None:
    code, received = on_a_terminal(clone, (verb, "--as-of", "2020-10-31", "--lang", "zh"), width=80, **told)
    text = received.decode(encoding or "utf-8")
    assert code == 0, text
    assert "Traceback" not in text
    assert "T1" in text
    if encoding == "gbk":
        assert "未报" in text
        assert "\\u" not in text, "a mark that GBK does not have"
    if encoding == "ascii":
        assert "2020-12-31" in text or "81.55" in text


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("words", [("show", "T2"), ("log", "T1"), ("status", "--area", "没有")], ids=" ".join)
def test_other_encodings_in_a_pipe(clone: Path, encoding: str, words: tuple[str, ...]) -> None:
    done = in_a_pipe(clone, (*words, "--lang", "zh"), PYTHONIOENCODING=encoding)
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert done.returncode == (2 if words[0] == "status" else 0), err
    assert "Traceback" not in err
    if encoding == "gbk":
        assert "\\u" not in out + err, "a mark that GBK does not have"


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_pure_in_every_encoding(clone: Path, encoding: str) -> None:
    """JSON escapes what the encoding may lack; it reads the same everywhere."""
    read = [
        json.loads(
            in_a_pipe(clone, ("status", "--format", "json"), PYTHONIOENCODING=one).stdout.decode("utf-8")
        )
        for one in (encoding, "utf-8")
    ]
    assert read[0] == read[1]


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_bug_01_csv_is_utf8_whatever_the_console(clone: Path, encoding: str) -> None:
    for more in ((), ("--raw",)):
        words = ("list", "tasks", "--format", "csv", "--lang", "zh", *more)
        done = in_a_pipe(clone, words, PYTHONIOENCODING=encoding)
        assert "“三干”快速化改造" in done.stdout.decode("utf-8")
        assert done.stdout.startswith(b"\xef\xbb\xbf") is not bool(more)
        assert done.stdout.count(b"\r\n") == done.stdout.count(b"\n")


def test_bug_01_a_calendar_file_is_utf8_whatever_the_console(clone: Path) -> None:
    done = in_a_pipe(clone, ("calendar", "--format", "ics", "--lang", "zh"), PYTHONIOENCODING="gbk")
    assert "调度" in done.stdout.decode("utf-8")


@unix
def test_a_reader_that_leaves(clone: Path) -> None:
    """`ltz log | head -1` is no error and leaves no complaint."""
    command = f'"{sys.executable}" -m ltzplan log --lang zh | head -1; exit "${{PIPESTATUS[0]}}"'
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash")
    done = subprocess.run(
        [shell, "-c", command], cwd=clone, env=environment(LANG="C.UTF-8"), capture_output=True, timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_pipe_has_no_colour_and_no_fold(clone: Path, ltz: Ltz) -> None:
    done = in_a_pipe(
        clone,
        ("status", "--as-of", "2020-10-31", "--lang", "zh"),
        LANG="C.UTF-8",
        COLUMNS="60",
        FORCE_COLOR="1",
    )
    assert done.stdout.decode() == ltz("status", "--as-of", "2020-10-31", "--lang", "zh").out
    assert b"\x1b" not in done.stdout


def test_the_same_bytes_twice_in_any_process(clone: Path) -> None:
    """No order of a set or of a folder shows through."""
    shown = {
        in_a_pipe(clone, ("escalate", "--as-of", "2021-04-10"), PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


ALLOWED = {"0", "1", "2", "31", "32", "33", "34", "36", "38;5;214"}
"""The six weights and the colours of lights, as a terminal with 256 colours is told them, and the end of each."""
LOOKS = (
    ("status",), ("escalate",), ("show", "T1"), ("show", "T1-37b0"), ("log",), ("why", "T1"), ("todo", "--office", "secretariat"), ("list", "tasks"),
    ("list", "problems"), ("calendar",), ("explain", "unknown_id"), ("status", "--help"), ("show", "nothing"), (),
)  # fmt: skip


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_a_screen_has_only_the_weights_beside_its_words(
    clone: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Without its colours it is byte for byte what NO_COLOR gives."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    seen = []
    for told in ("", "1"):
        monkeypatch.setenv("NO_COLOR", told)
        screens = [Stream(screen=True), Stream(screen=True)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", screens[0])
            patch.setattr(sys, "stderr", screens[1])
            main(words)
        seen.append([one.getvalue() for one in screens])
    coloured, plain = seen
    assert {*re.findall(r"\x1b\[([0-9;]*)m", "".join(coloured))} - {"0"}, "something is set off"
    assert {*re.findall(r"\x1b\[([0-9;]*)m", "".join(coloured))} <= ALLOWED
    assert [ANSI.sub("", one) for one in coloured] == plain
