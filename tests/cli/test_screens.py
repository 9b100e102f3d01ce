"""What people see: goldens of the two questions, columns that align at every width, nothing cut."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.words import VERBS
from ltzplan.reports.listing import LISTS
from tests.cli.screen import LANGS, columns, joined, steady, widest
from tests.cli.written import Ltz

DAYS = ("2019-12-31", "2020-07-31", "2020-10-31", "2021-04-10")
WIDTHS = (60, 80, 120, 200)


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
    assert widest(done.out) <= 80
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


MAIN = [("status", "--all"), ("escalate",), ("show", "T1"), ("list", "tasks")]
SCREENS = [
    ("status", "--all"),
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
        assert columns(line) <= width or line.lstrip().startswith("ltz "), line  # a command is copied whole
        assert line == line.rstrip()
    report = json.loads(seen(*words, "--format", "json"))
    told: dict[str, Callable[[], Any]] = {
        "status": lambda: [row["title"] for row in report["tasks"]],
        "escalate": lambda: [
            one["title"]
            for one in (*report["unsorted"], *(m for level in report["levels"] for m in level["matters"]))
        ],
        "list": lambda: [{key: one[key] for key in one if key not in LISTS[words[-1]].of_files} for one in report[words[-1]]],
        "log": lambda: [line["said"]["text"] for line in report["log"]],
    }
    for text in texts(told.get(words[0], list)(), lang):
        assert joined(text) in joined(pipe), text
        # in a table whose columns fold side by side nothing is contiguous, and every character is there
        assert joined(text) in joined(out) or Counter(joined(out)) == Counter(joined(pipe)), text
    if words[0] not in ("status", "list", "log"):  # no columns that fold, so the same words in the same order
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
        assert widest(out) <= width, words
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
@pytest.mark.parametrize("width", [120, 200, None])
def test_columns_of_status_align(seen: Callable[..., str], lang: str, width: int | None) -> None:
    """Texts start under their title, numbers end under it, and a blank parts each from the next."""
    lines = seen("status", "--all", "--lang", lang, columns=width).splitlines()
    [start] = [at for at, line in enumerate(lines) if re.match(r"(编号|id|2020-10-31) ", line)]
    rows = [cells(line) for line in lines[start:] if re.match(r"(编号|id|2020-10-31|[A-Z][0-9]+) ", line)]
    titles = spans(lines[start])
    assert (len(rows), len(titles)) == (34, 12)
    for row in rows:
        for number, (first, last) in enumerate(titles):
            if number in (3, 4, 7, 9):  # done, plan, problems, owed
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
    out = seen("status", "--all", "--lang", "en", columns=60)
    assert "prob 3" in out and "prob 0" not in out
    assert "level Secretaries and mayors" in out and "level Lead" not in out


def test_a_narrow_table_says_levels_and_measures_in_short(seen: Callable[..., str]) -> None:
    """The plan gives the short words; a wide screen and a pipe have the whole ones."""
    narrow, wide = (seen("status", "--all", "--lang", "en", columns=width) for width in (120, None))
    assert "inv. 81.55" in narrow and "Lead unit" not in narrow
    assert "investment 81.55" in wide and "Lead unit" in wide


@pytest.mark.parametrize("lang", LANGS)
def test_why_says_a_clause_once(seen: Callable[..., str], lang: str) -> None:
    clause = {"zh": "实时交办到三市相关部门", "en": "the secretariat sorts the problems and assigns"}[lang]
    assert seen("why", "T1", "--lang", lang).count(clause) == 1


def test_a_list_does_not_repeat_the_first_task(seen: Callable[..., str]) -> None:
    assert seen("list", "problems", "--lang", "en").splitlines()[0].split()[:3] == ["id", "tasks", "state"]
    assert {"task", "tasks"} <= {*json.loads(seen("list", "problems", "--format", "json"))["problems"][0]}
