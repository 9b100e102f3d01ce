"""What people see: goldens of the two questions, columns that align at every width, nothing cut, no crash."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import combining, east_asian_width

import pytest

from ltzplan.cli.main import VERBS

if sys.platform != "win32":
    import fcntl
    import pty
    import struct
    import termios

Ltz = Callable[..., Any]
ROOT = Path(__file__).parents[2]
DAYS = ("2019-12-31", "2020-07-31", "2020-10-31", "2021-04-10")
LANGS = ("zh", "en")
WIDTHS = (60, 80, 120, 200)
unix = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped plan under git, as a fresh clone is."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "data", folder / "data")
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    for words in (("init", "--quiet"), ("add", "data"), (*identity, "commit", "--quiet", "-m", "data")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.fixture
def clone(committed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(committed)
    return committed


def steady(text: str) -> str:
    """Give a text without what differs by machine: the digits of the commit."""
    return re.sub(r"(提交|commit)(\s+)[0-9a-f]{7}\b", r"\1\g<2>0000000", text)


def columns(text: str) -> int:
    """Count the columns of a line on a terminal, in our own words."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def joined(text: str) -> str:
    """Give a text without any blank, so that what was folded can be found again."""
    return re.sub(r"\s", "", text)


# ---- goldens


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", ["status", "escalate"])
@pytest.mark.parametrize("width", [80, None], ids=["80", "pipe"])
def test_goldens(clone: Path, ltz: Ltz, golden: Callable[[str, str], None], verb: str, day: str, lang: str, width: int | None) -> None:
    done = ltz(verb, "--as-of", day, "--lang", lang, columns=width)
    assert (done.code, done.err) == (0, "")
    golden(f"{verb}-{day}-{lang}-{width or 'pipe'}.txt", steady(done.out))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help_goldens(clone: Path, ltz: Ltz, golden: Callable[[str, str], None], verb: str | None, lang: str) -> None:
    done = ltz(*([verb] if verb else []), "--help", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    golden(f"help-{verb or 'ltz'}-{lang}.txt", done.out)


# ---- help


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_help(clone: Path, ltz: Ltz, verb: str | None, lang: str) -> None:
    done = ltz(*([verb] if verb else []), "--help", "--lang", lang)
    lines = done.out.splitlines()
    assert done.out.endswith("\n") and not done.out.endswith("\n\n")
    assert all(columns(line) <= 80 for line in lines)
    assert all(line == line.rstrip() for line in lines)
    assert not re.search(r"\b(opt|arg|verb|more|panel)\.[a-z_]+", done.out), "a key without words"
    options = set(re.findall(r"^  (--[a-z-]+)", done.out, re.MULTILINE))
    assert "--help" in options
    if lang == "en":
        assert not re.search("[一-鿿]", done.out.replace("市=意见", ""))
    else:
        told = [line for line in lines if re.match(r"  \S", line) and "  " in line.strip()]
        bare = [line for line in told if not re.search("[一-鿿]", line)]
        assert [line for line in bare if "KIND" not in line and not line.startswith("        ")] == []


@pytest.mark.parametrize("verb", VERBS)
def test_help_names_every_option_in_both_languages(clone: Path, ltz: Ltz, verb: str) -> None:
    found = [set(re.findall(r"^  (--[a-z-]+)", ltz(verb, "--help", "--lang", lang).out, re.MULTILINE)) for lang in LANGS]
    assert found[0] == found[1]


# ---- width


SCREENS = [
    ("status",),
    ("escalate",),
    ("show", "T1"),
    ("show", "L5"),
    ("show", "T1-37b0"),
    ("why", "T1"),
    ("why", "T1-37b0"),
    ("log", "T4"),
    ("log",),
    ("list", "tasks"),
    ("list", "problems"),
    ("list", "silent"),
    ("list", "clauses"),
    ("list", "records"),
]


def texts(value: Any, lang: str) -> list[str]:
    """Give the titles and texts of a report, in a language."""
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            return [value[lang] or value["en" if lang == "zh" else "zh"]]
        return [text for key, one in value.items() for text in texts(one, lang)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one, lang)]
    return []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_no_line_is_wider_and_nothing_is_cut(clone: Path, ltz: Ltz, words: tuple[str, ...], width: int, lang: str) -> None:
    asked = (*words, "--as-of", "2020-10-31", "--lang", lang)
    done = ltz(*asked, columns=width)
    assert (done.code, done.err) == (0, "")
    for line in done.out.splitlines():
        assert columns(line) <= width, line
        assert line == line.rstrip()
    whole = joined(done.out)
    pipe = ltz(*asked).out
    if words[0] in ("escalate", "show", "why", "log"):  # no tables of several columns: the same words in the same order
        assert whole == joined(pipe)
    report = json.loads(ltz(*asked, "--format", "json").out)
    told = {
        "status": lambda: [row["title"] for row in report["tasks"]],
        "escalate": lambda: [one["title"] for one in (*report["unsorted"], *(m for level in report["levels"] for m in level["matters"]))],
        "list": lambda: report[words[-1]],
        "log": lambda: [line["said"]["text"] for line in report["log"]],
    }.get(words[0], lambda: [])()
    for text in texts(told, lang):
        assert joined(text) in whole, text
        assert joined(text) in joined(pipe), text


def cells(line: str) -> list[bool]:
    """Tell of each column of a line whether something stands there."""
    filled: list[bool] = []
    for c in line:
        filled += [c != " "] * columns(c)
    return filled


def gutters(lines: Sequence[str]) -> int:
    """Count the bands of blank columns that all lines share, between columns that hold something."""
    rows = [cells(line) for line in lines]
    width = max(map(len, rows))
    blank = [not any(row[at] for row in rows if at < len(row)) for at in range(width)]
    return len(re.findall(r"(?<=f)b{2,}(?=f)", "".join("b" if one else "f" for one in blank)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120, 200, None])
def test_columns_of_status_align(clone: Path, ltz: Ltz, lang: str, width: int | None) -> None:
    """Nine columns, each parted from the next by the same blank columns in every row."""
    done = ltz("status", "--as-of", "2020-10-31", "--lang", lang, columns=width)
    lines = done.out.splitlines()
    [head] = [at for at, line in enumerate(lines) if line.startswith(("编号 ", "id "))]
    rows = [line for line in lines[head:] if re.match(r"(编号|id|[A-Z][0-9]+)\s", line)]
    assert len(rows) == 34
    assert gutters(rows) == 8
    last = {columns(line[: line.rindex("  ") + 2]) for line in rows if line}
    if lang == "zh":
        assert len(last) == 1, "titles start at one column"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 120, 200, None])
def test_columns_of_the_queue_align(clone: Path, ltz: Ltz, lang: str, width: int | None) -> None:
    done = ltz("escalate", "--as-of", "2020-10-31", "--lang", lang, columns=width)
    rows = [line for line in done.out.splitlines() if re.match(r" +[A-Z][0-9]+-[0-9a-f]{4} ", line)]
    assert len(rows) == 4
    heads = [re.match(r" +\S+ +[0-9]+ ?(天|d)  ", row) for row in rows]
    assert len({columns(head[0]) for head in heads if head}) == 1
    assert all(heads)


@pytest.mark.parametrize("lang", LANGS)
def test_no_mark_is_parted_from_its_text(clone: Path, ltz: Ltz, lang: str) -> None:
    """A closing mark never begins a line, an opening one never ends it."""
    for width in (60, 80, 120):
        for words in (("status",), ("escalate",), ("show", "T1"), ("why", "T1"), ("log", "T1")):
            for line in ltz(*words, "--as-of", "2020-10-31", "--lang", lang, columns=width).out.splitlines():
                assert not re.match(r" *[，。、；：！？）”’》〉】]", line), (width, words, line)
                assert not re.search(r"[（“‘《〈【]$", line), (width, words, line)


@pytest.mark.parametrize("lang", LANGS)
def test_a_command_to_type_stands_on_one_line(clone: Path, ltz: Ltz, lang: str) -> None:
    for width in WIDTHS:
        for verb in ("status", "escalate"):
            out = ltz(verb, "--as-of", "2020-10-31", "--lang", lang, columns=width).out
            for line in out.splitlines():
                assert not re.search(r"\bltz( (show|why|list))?$", line), (width, line)


@pytest.mark.parametrize("lang", LANGS)
def test_a_screen_in_one_language(clone: Path, ltz: Ltz, lang: str) -> None:
    """English screens hold no Chinese marks; what is Chinese in them is a quoted name of a source."""
    if lang == "en":
        for words in SCREENS:
            out = ltz(*words, "--as-of", "2020-10-31", "--lang", "en").out
            out = re.sub(r"[一-鿿/·（）]+", lambda found: "" if re.search("[一-鿿]", found[0]) else found[0], out)
            assert not re.search("[（），。：；、]", out), words
    else:
        for words in (("status",), ("escalate",), ("show", "T1"), ("list", "problems")):
            out = ltz(*words, "--as-of", "2020-10-31", "--lang", "zh").out
            assert not re.search(r"\b(raised|sorted|closed|held_by|secretariat|derived|local|proposed_need)\b", out), words


# ---- real processes


ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def environment(**told: str) -> dict[str, str]:
    kept = ("PATH", "HOME", "SYSTEMROOT", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_NOSYSTEM", "LTZ_NOW", "LOGNAME")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | told


def in_a_pipe(folder: Path, words: Sequence[str], **told: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "ltzplan", *words], cwd=folder, env=environment(**told), capture_output=True, timeout=60)


def on_a_terminal(folder: Path, words: Sequence[str], *, width: int, **told: str) -> tuple[int, bytes]:
    """Run ltz on a pseudo-terminal of a width; give its exit code and what the terminal received."""
    ours, its = pty.openpty()
    try:
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "ltzplan", *words],
            cwd=folder, env=environment(**told), stdin=its, stdout=its, stderr=its, close_fds=True,
        ) as child:  # fmt: skip
            os.close(its)
            received, until = b"", time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    some = os.read(ours, 65536)
                except OSError:  # Linux: the other side is closed
                    break
                if not some:
                    break
                received += some
            code = child.wait(10)
    finally:
        os.close(ours)
    return code, received.replace(b"\r\n", b"\n")


@unix
@pytest.mark.parametrize(("verb", "lang", "width"), [("status", "zh", 80), ("status", "en", 60), ("escalate", "zh", 60), ("escalate", "en", 80)])
def test_a_terminal_shows_what_the_goldens_show(clone: Path, ltz: Ltz, verb: str, lang: str, width: int) -> None:
    """The colour beside the words is all that a real terminal adds."""
    words = (verb, "--as-of", "2020-10-31", "--lang", lang)
    code, received = on_a_terminal(clone, words, width=width, LANG="C.UTF-8")
    text = received.decode()
    assert code == 0
    if verb == "status":
        assert ANSI.search(text), "a light has its colour on a screen"
    plain = ANSI.sub("", text)
    assert plain == ltz(*words, columns=width).out
    assert all(columns(line) <= width for line in plain.splitlines())


@unix
@pytest.mark.parametrize("words", [("show", "T2"), ("why", "T1-37b0")], ids=" ".join)
def test_other_screens_on_a_terminal(clone: Path, words: tuple[str, ...]) -> None:
    code, received = on_a_terminal(clone, (*words, "--lang", "zh"), width=60, LANG="C.UTF-8")
    assert code == 0
    assert all(columns(line) <= 60 for line in ANSI.sub("", received.decode()).splitlines())


@unix
def test_help_on_a_narrow_terminal(clone: Path) -> None:
    code, received = on_a_terminal(clone, ("update", "--help", "--lang", "zh"), width=60, LANG="C.UTF-8")
    assert code == 0
    assert max(columns(line) for line in received.decode().splitlines()) <= 60


@unix
@pytest.mark.parametrize("told", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_without_colour(clone: Path, told: Mapping[str, str]) -> None:
    code, received = on_a_terminal(clone, ("status", "--as-of", "2020-10-31", "--lang", "zh"), width=80, LANG="C.UTF-8", **told)
    assert code == 0
    assert b"\x1b" not in received
    assert "正常" in received.decode()


@unix
@pytest.mark.parametrize("verb", ["status", "escalate"])
@pytest.mark.parametrize(
    ("told", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii"),
        ({"LC_ALL": "C"}, None),
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
    ],
    ids=["C, strict", "C", "gbk", "ascii"],
)
def test_other_encodings_on_a_terminal(clone: Path, told: Mapping[str, str], encoding: str | None, verb: str) -> None:
    code, received = on_a_terminal(clone, (verb, "--as-of", "2020-10-31", "--lang", "zh"), width=80, **told)
    text = received.decode(encoding or "utf-8")
    assert code == 0, text
    assert "Traceback" not in text
    assert "T1" in text
    if encoding == "gbk":
        assert "牵头单位" in text
        assert "\\u" not in text, "a mark that GBK does not have"
    if encoding == "ascii":
        assert "2020-12-31" in text or "81.55" in text


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.parametrize("words", [("show", "T2"), ("why", "T1"), ("log", "T1"), ("--help",), ("status", "--area", "没有")], ids=" ".join)
def test_other_encodings_in_a_pipe(clone: Path, encoding: str, words: tuple[str, ...]) -> None:
    if encoding == "utf-8" and words[0] != "status":
        pytest.skip("every other test")
    done = in_a_pipe(clone, (*words, "--lang", "zh"), PYTHONIOENCODING=encoding)
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert done.returncode == (2 if words[0] == "status" else 0), err
    assert "Traceback" not in err
    if encoding == "gbk":
        assert "\\u" not in out


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_is_pure_in_every_encoding(clone: Path, encoding: str) -> None:
    """JSON escapes what the encoding may lack; it reads the same everywhere."""
    read = [json.loads(in_a_pipe(clone, ("status", "--format", "json"), PYTHONIOENCODING=one).stdout.decode("utf-8")) for one in (encoding, "utf-8")]
    assert read[0] == read[1]


def test_csv_in_gbk_is_whole(clone: Path) -> None:
    done = in_a_pipe(clone, ("list", "tasks", "--format", "csv", "--lang", "zh"), PYTHONIOENCODING="gbk")
    assert "“三干”快速化改造" in done.stdout.decode("gbk")


@unix
def test_a_reader_that_leaves(clone: Path) -> None:
    """`ltz log | head -1` is no error and leaves no complaint."""
    command = f'"{sys.executable}" -m ltzplan log --lang zh | head -1; exit "${{PIPESTATUS[0]}}"'
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("no bash")
    done = subprocess.run([shell, "-c", command], cwd=clone, env=environment(LANG="C.UTF-8"), capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_pipe_has_no_colour_and_no_fold(clone: Path, ltz: Ltz) -> None:
    done = in_a_pipe(clone, ("status", "--as-of", "2020-10-31", "--lang", "zh"), LANG="C.UTF-8", COLUMNS="60", FORCE_COLOR="1")
    assert done.stdout.decode() == ltz("status", "--as-of", "2020-10-31", "--lang", "zh").out
    assert b"\x1b" not in done.stdout


def test_the_same_bytes_twice_in_any_process(clone: Path) -> None:
    """No order of a set or of a folder shows through."""
    shown = {in_a_pipe(clone, ("escalate", "--as-of", "2021-04-10"), PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(shown) == 1
