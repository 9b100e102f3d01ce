"""What people see: goldens of the two questions, columns that align at every width, nothing cut, no crash."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
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


@pytest.fixture(scope="module")
def kept() -> dict[tuple[object, ...], str]:
    return {}


@pytest.fixture
def seen(clone: Path, ltz: Ltz, kept: dict[tuple[object, ...], str]) -> Callable[..., str]:
    """Give a function that gives what a reading verb prints on 2020-10-31; each is asked once."""

    def see(*words: str, columns: int | None = None) -> str:
        if (words, columns) not in kept:
            done = ltz(*words, "--as-of", "2020-10-31", columns=columns)
            assert (done.code, done.err) == (0, "")
            kept[words, columns] = done.out
        return kept[words, columns]

    return see


def steady(text: str) -> str:
    """Give a text without what differs by machine: the digits of the commit."""
    return re.sub(r"(版本|commit)(\s+)[0-9a-f]{7}\b", r"\1\g<2>0000000", text)


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
def test_goldens(
    clone: Path,
    ltz: Ltz,
    golden: Callable[[str, str], None],
    verb: str,
    day: str,
    lang: str,
    width: int | None,
) -> None:
    done = ltz(verb, "--as-of", day, "--lang", lang, columns=width)
    assert (done.code, done.err) == (0, "")
    golden(f"{verb}-{day}-{lang}-{width or 'pipe'}.txt", steady(done.out))


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
    found = [
        set(re.findall(r"^  (--[a-z-]+)", ltz(verb, "--help", "--lang", lang).out, re.MULTILINE))
        for lang in LANGS
    ]
    assert found[0] == found[1]


# ---- width


MAIN = [("status",), ("escalate",), ("show", "T1"), ("list", "tasks")]
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
    ("calendar",),
    ("todo", "--office", "secretariat"),
]


SIZES = [(words, width) for words in SCREENS for width in (WIDTHS if words in MAIN else (60,))]
"""Every screen where it is narrow, the main ones at every width."""


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
@pytest.mark.parametrize(("words", "width"), SIZES)
def test_no_line_is_wider_and_nothing_is_cut(
    seen: Callable[..., str], words: tuple[str, ...], width: int, lang: str
) -> None:
    asked = (*words, "--lang", lang)
    out, pipe = seen(*asked, columns=width), seen(*asked)
    for line in out.splitlines():
        assert columns(line) <= width, line
        assert line == line.rstrip()
    report = json.loads(seen(*words, "--format", "json"))
    told: dict[str, Callable[[], Any]] = {
        "status": lambda: [row["title"] for row in report["tasks"]],
        "escalate": lambda: [
            one["title"]
            for one in (*report["unsorted"], *(m for level in report["levels"] for m in level["matters"]))
        ],
        "list": lambda: report[words[-1]],
        "log": lambda: [line["said"]["text"] for line in report["log"]],
    }
    for text in texts(told.get(words[0], list)(), lang):
        assert joined(text) in joined(pipe), text
        # in a table whose columns fold side by side nothing is contiguous, and every character is there
        assert joined(text) in joined(out) or Counter(joined(out)) == Counter(joined(pipe)), text
    if words[0] not in ("status", "list"):  # no columns that fold, so the same words in the same order
        assert joined(out) == joined(pipe)


@pytest.mark.parametrize("width", [20, 33, 60, 80])
def test_any_text_fits(blank: Path, ltz: Ltz, width: int) -> None:
    """Long words, runs of marks, wide and combining characters: folded to the width, and whole."""
    nasty = [
        "！" * 90,
        "x" * 150,
        "（" * 40 + "字" + "）" * 40,
        "，" * 31 + "abc，def。" * 20,
        "https://example.org/" + "a/b-" * 40,
        "é" * 100,
        "e\u0301" * 100,
        "字 " * 60,
        "😀" * 50,
        "第一行\n第二行" + "很长" * 50,
    ]
    for text in nasty:
        assert ltz("update", "A1", "--text", text).code == 0
        assert ltz("raise", "B1", "--text", text).code == 0
    for words in (("show", "A1"), ("log", "A1"), ("escalate",), ("list", "problems"), ("status",)):
        out = ltz(*words, "--lang", "zh", columns=width).out
        assert max(map(columns, out.splitlines())) <= width, words
        if words[0] in ("show", "escalate"):
            assert all(joined(text) in joined(out) for text in nasty)


def spans(head: str) -> list[tuple[int, int]]:
    """Give the first and last display column of each title of a table."""
    return [
        (columns(head[: word.start()]), columns(head[: word.end()])) for word in re.finditer(r"\S+", head)
    ]


def cells(line: str) -> list[str]:
    """Give what stands in each display column of a line; a wide character stands in two."""
    return [c for c in line for _ in range(columns(c))]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [80, 120, 200, None])
def test_columns_of_status_align(seen: Callable[..., str], lang: str, width: int | None) -> None:
    """Texts start under their title, numbers end under it, and a blank parts each from the next."""
    lines = seen("status", "--lang", lang, columns=width).splitlines()
    [start] = [at for at, line in enumerate(lines) if re.match(r"(编号|id) ", line)]
    rows = [cells(line) for line in lines[start:] if re.match(r"(编号|id|[A-Z][0-9]+) ", line)]
    titles = spans(lines[start])
    assert (len(rows), len(titles)) == (34, 9)
    for row in rows:
        for number, (first, last) in enumerate(titles):
            if number in (2, 3, 5, 7):  # done, plan, problems, owed
                assert row[last - 1] != " ", "".join(row)
                assert row[last] == " ", "".join(row)
            else:
                assert row[first] != " ", "".join(row)
                assert first == 0 or row[first - 1] == " ", "".join(row)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 120, 200, None])
def test_columns_of_the_queue_align(seen: Callable[..., str], lang: str, width: int | None) -> None:
    lines = seen("escalate", "--lang", lang, columns=width).splitlines()
    rows = [line for line in lines if re.match(r" +[A-Z][0-9]+-[0-9a-f]{4} ", line)]
    heads = [re.match(r" +\S+ +[0-9]+ ?(天|d) +", row) for row in rows]
    assert len(rows) == 4
    assert all(heads)
    assert len({columns(head[0]) for head in heads if head}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_no_mark_is_parted_from_its_text(seen: Callable[..., str], lang: str) -> None:
    """A closing mark never begins a line, an opening one never ends it."""
    for words, width in SIZES:
        for line in seen(*words, "--lang", lang, columns=width).splitlines():
            assert not re.match(r" *[，。、；：！？）”’》〉】]", line), (width, words, line)
            assert not re.search(r"[（“‘《〈【]$", line), (width, words, line)


@pytest.mark.parametrize("lang", LANGS)
def test_a_command_to_type_stands_on_one_line(seen: Callable[..., str], lang: str) -> None:
    for width in WIDTHS:
        for verb in ("status", "escalate"):
            for line in seen(verb, "--lang", lang, columns=width).splitlines():
                assert not re.search(r"\bltz( (show|why|list))?$", line), (width, line)


def test_an_english_screen_has_english_marks(seen: Callable[..., str]) -> None:
    """What is Chinese in it is a quoted name of a source."""
    for words in SCREENS:
        out = re.sub(r"[^\x00-\xff“”’–]*[一-鿿][^\x00-\x7f]*", "", seen(*words, "--lang", "en"))
        assert not re.search("[（），。：；、]", out), words


def test_a_chinese_screen_has_chinese_words(seen: Callable[..., str]) -> None:
    """Ids of clauses may stand there, for people look them up; words that have a Chinese one may not."""
    for words in (
        ("status",),
        ("escalate",),
        ("show", "T1"),
        ("show", "T1-37b0"),
        ("list", "problems"),
        ("list", "silent"),
    ):
        out = seen(*words, "--lang", "zh")
        assert not re.search(
            r"\b(raised|sorted|closed|held_by|since|secretariat|derived|local|state|months)\b", out
        ), words


def test_what_says_nothing_is_left_out_of_narrow_rows(seen: Callable[..., str]) -> None:
    """Where rows are stacked: no problem, the lowest level, no report."""
    out = seen("status", "--lang", "en", columns=60)
    assert "prob 3" in out and "prob 0" not in out
    assert "level Secretaries and mayors" in out and "level Lead" not in out


def test_a_narrow_table_says_levels_and_measures_in_short(seen: Callable[..., str]) -> None:
    """The plan gives the short words; a wide screen and a pipe have the whole ones."""
    narrow, wide = (seen("status", "--lang", "en", columns=width) for width in (80, None))
    assert "inv. 81.55" in narrow and "Lead unit" not in narrow
    assert "investment 81.55" in wide and "Lead unit" in wide
    assert len(narrow.splitlines()) < 80


@pytest.mark.parametrize("lang", LANGS)
def test_why_says_a_clause_once(seen: Callable[..., str], lang: str) -> None:
    clause = {"zh": "实时交办到三市相关部门", "en": "the secretariat sorts the problems and assigns"}[lang]
    assert seen("why", "T1", "--lang", lang).count(clause) == 1


def test_a_list_does_not_repeat_the_first_task(seen: Callable[..., str]) -> None:
    assert seen("list", "problems", "--lang", "en").splitlines()[0].split()[:3] == ["id", "tasks", "state"]
    assert {"task", "tasks"} <= {*json.loads(seen("list", "problems", "--format", "json"))["problems"][0]}


# ---- real processes


ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def environment(**told: str) -> dict[str, str]:
    kept = (
        "PATH",
        "HOME",
        "SYSTEMROOT",
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_NOSYSTEM",
        "LTZ_NOW",
    )
    return (
        {name: os.environ[name] for name in kept if name in os.environ}
        | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
        | told
    )


def in_a_pipe(folder: Path, words: Sequence[str], **told: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ltzplan", *words],
        cwd=folder,
        env=environment(**told),
        capture_output=True,
        timeout=60,
        check=False,
    )


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
    code, received = on_a_terminal(
        clone, ("status", "--as-of", "2020-08-31", "--lang", "zh"), width=80, LANG="C.UTF-8", **told
    )
    assert code == 0
    assert b"\x1b" not in received
    assert "正常" in received.decode()


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
        assert "牵头单位" in text
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
