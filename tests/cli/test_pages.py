"""Pages of papers: ours, those that a plan brings along, what they may not do, and how they are read back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.commands.paper import KINDS
from ltzplan.issues import LtzError
from ltzplan.store.files import Disk
from ltzplan.store.pages import LIMIT
from ltzplan.views.blocks import Gap, Heading, Para, Placed, Table
from ltzplan.views.markup import blocks_of, guarded
from ltzplan.views.page import Page, fill, own_page
from tests.build import order, problem, session, sort, write
from tests.conftest import run_git

ROOT = Path(__file__).parents[2]

Ltz = Callable[..., Any]


# ---- the plan's own


RAISED = problem("A1", "2026-03-02", text="# 1. | x |\n-> y")
ORDERED = order(sort(RAISED, "bureaus", "2026-03-05", sort="other"), ("north_roads",), "2026-03-10", due="2026-03-31")
MINE = "-> {{ number }}\n\n# 本地通报\n\n% for id, one in paper.matters.items()\n{{ loop.index }}. {{ one.text }}\n| {{ one.text }} | 末 |\n% endfor\n"


@pytest.fixture
def own(blank: Path, repository: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one order, a page of its own for the bulletin, all of it committed."""
    monkeypatch.setenv("LTZ_NOW", "2026-05-04T09:00:00+08:00")
    for record in (RAISED, sort(RAISED, "bureaus", "2026-03-05", sort="other"), ORDERED):
        write(blank / "data" / "records", [record], Disk())
    put(blank, MINE)
    repository(blank)
    run_git(blank, "add", "data")
    run_git(blank, "commit", "--quiet", "-m", "data")
    return blank


def put(folder: Path, text: str, name: str = "bulletin.zh.md") -> None:
    (folder / "data" / "papers").mkdir(exist_ok=True)
    (folder / "data" / "papers" / name).write_text(text, encoding="utf-8", newline="\n")


def test_a_plan_words_its_papers_itself(own: Path, ltz: Ltz) -> None:
    """In the one language that it has a page for; the other is ours."""
    assert "本地通报" in ltz("paper", "bulletin", "--month", "2026-04").out
    assert "Bulletin on the assigned problems" in ltz("paper", "bulletin", "--month", "2026-04", "--lang", "en").out
    assert ltz("validate").code == 0


def test_no_text_of_a_record_is_markup(own: Path, ltz: Ltz) -> None:
    """Not as a line's beginning, in a row or with a line's end in it."""
    text = ltz("paper", "bulletin", "--month", "2026-04").out
    assert "    1. # 1. | x |\n       -> y\n# 1. | x |" in text and "  末\n-> y\n" in text
    shown = ltz("paper", "bulletin", "--month", "2026-04", "--format", "md").out
    assert [line for line in shown.splitlines() if line.startswith("#")] == ["# 本地通报"]


def test_an_issued_paper_is_printed_again_with_the_page_of_its_commit(own: Path, ltz: Ltz) -> None:
    done = ltz("paper", "bulletin", "--month", "2026-04", "--issue", "--commit")
    assert done.code == 0, done.err
    id = done.out.strip()
    before = ltz("paper", "bulletin", "--rev", id)
    put(own, "# 改过的\n")
    again = ltz("paper", "bulletin", "--rev", id)
    assert (again.err, again.out) == ("", before.out) and "本地通报" in again.out
    assert "改过的" in ltz("paper", "bulletin").out


def test_what_no_commit_holds_is_not_issued(own: Path, ltz: Ltz) -> None:
    """A page as little as a record."""
    put(own, "# 改过的\n")
    done = ltz("paper", "bulletin", "--month", "2026-04", "--issue")
    assert (done.code, "[uncommitted]" in done.err) == (2, True)
    (own / ".gitignore").write_text("data/papers/order.zh.md\n")
    run_git(own, "add", ".gitignore", "data")
    run_git(own, "commit", "--quiet", "-m", "page")
    put(own, "# x\n", "order.zh.md")
    done = ltz("paper", "bulletin", "--month", "2026-04", "--issue")
    assert (done.code, "[unwatched]" in done.err) == (2, True)


def test_a_broken_page_stops_nothing_but_its_paper(own: Path, ltz: Ltz) -> None:
    put(own, "{{ nothing }}\n")
    assert ltz("status").code == 0
    assert ltz("paper", "reminder").code == 0
    assert "data/papers/bulletin.zh.md:1:" in ltz("paper", "bulletin").err


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"x" * (LIMIT + 1), "too_large"), (b"a\n\xff", "not_utf8"), ("a\u200b".encode(), "hidden_character"), (b"\ta", "tab")],
)
def test_no_reader_sees_what_is_no_page(own: Path, ltz: Ltz, data: bytes, code: str) -> None:
    (own / "data" / "papers" / "bulletin.zh.md").write_bytes(data)
    done = ltz("status")
    assert (done.code, f"[{code}]" in done.err) == (2, True)


def test_a_page_in_the_form_of_windows_is_read(own: Path, ltz: Ltz) -> None:
    (own / "data" / "papers" / "bulletin.zh.md").write_bytes(b"\xef\xbb\xbf# {{ plan }}\r\n\r\nx\r\n")
    done = ltz("paper", "bulletin")
    assert (done.code, done.out.splitlines()[2]) == (0, "x")


def test_only_what_is_a_page_belongs_there(own: Path, ltz: Ltz) -> None:
    (own / "data" / "papers" / ".draft").write_text("x")
    assert ltz("status").code == 0
    (own / "data" / "papers" / "order.zh.md").symlink_to(own / "data" / "tasks.yaml")
    assert "[symlink]" in ltz("status").err


# ---- ours


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page_that_a_plan_may_start_from(own: Path, ltz: Ltz, kind: str, lang: str) -> None:
    page = own_page(kind, lang).text
    assert len(page.encode()) < LIMIT
    words = {"agenda": ("--level", "mayors"), "brief": ("--level", "mayors"), "order": (json.loads(ltz("list", "problems", "--format", "json").out)["problems"][0]["id"],)}
    asked = ("paper", kind, *words.get(kind, ()), "--lang", lang)
    write(own / "data" / "records", [session("2026-05-03", RAISED, level="mayors")], Disk())
    (own / "data" / "papers" / "bulletin.zh.md").unlink()
    ours = ltz(*asked)
    put(own, page, f"{kind}.{lang}.md")
    theirs = ltz(*asked)
    assert (ours.code, theirs.code) == (0, 0), ours.err + theirs.err
    assert ours.out.rpartition("\n\n")[0] == theirs.out.rpartition("\n\n")[0]


def test_jinja2_is_imported_for_papers_only(own: Path) -> None:
    """A start is to be quick."""
    code = "import sys; from ltzplan.cli.main import main; main({}); print('jinja2' in sys.modules, file=sys.stderr)"
    env = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))), "PYTHONUTF8": "1"}
    for words, there in ((["status"], "False"), (["todo"], "False"), (["paper", "bulletin"], "True")):
        done = subprocess.run([sys.executable, "-c", code.format(words)], capture_output=True, encoding="utf-8", check=True, env=env)
        assert done.stderr.splitlines()[-1] == there


# ---- what a page may not do


def filled(text: str, **told: object) -> str:
    return fill(Page(text, "x.md"), told, {"count": lambda items: len(list(items))}, str, "、")


MANY = list("abcdefghij" * 100)
DOUBLED = "% set t = (1, 2)\n" + "% set t = (t, t)\n" * 60
BROKEN = {
    "an attribute of Python's": "{{ x.__class__ }}",
    "a method of a text": "{{ 'a'.center(9) }}",
    "a method that changes": "{{ m.pop('a') }}",
    "a text many times": "{{ 'a' * 1000000000 }}",
    "a text filled in": "{{ '%999999999d' % 3 }}",
    "texts put together": "{{ 'a' ~ 'b' }}",
    "lists put together": "{{ [1] + [2] }}",
    "a high power": "{{ 2 ** 100000000 }}",
    "a high number": "% set x = 7\n" + "% set x = x * x\n" * 50,
    "a loop in itself": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a function of jinja2's": "{{ range(9) }}",
    "a filter of jinja2's": "{{ 'a' | upper }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file beside ours": "{% include '../text/speech.py' %}",
    "a block in itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "what is not there": "{{ nothing }}",
    "a field that is not there": "{{ m.b }}",
    "what is not closed": "{{ x",
    "a number divided by none": "{{ 1 / (x | count - 1) }}",
}
ENDLESS = {
    "loops in loops": "% for a in many\n% for b in many\n% for c in many\n% endfor\n% endfor\n% endfor",
    "a macro of itself": "% macro d(n)\n{{ d(n) }}\n% endmacro\n{{ d(1) }}",
    "a text doubled": "% macro d(x)\n{{ x }}{{ x }}\n% endmacro\n% set y = 'aaaa'\n" + "% set y = d(y)\n" * 60,
    "lists doubled": DOUBLED + DOUBLED.replace("t", "u").replace("seu", "set") + "{{ t == u }}",
    "a long text in a loop": "% for a in many\n% for b in many\n" + "x" * 60000 + "\n% endfor\n% endfor",
    "our pages in a loop": "% for a in many\n% for b in many\n{% include 'copies.zh.md' %}\n% endfor\n% endfor",
    "brackets without end": "{{ " + "(" * 30000 + "1" + ")" * 30000 + " }}",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_page_reads_fields_and_nothing_else(text: str) -> None:
    with pytest.raises(LtzError) as told:
        filled(text, x="a", m={"a": 1})
    assert [one.code for one in told.value.issues] == ["page_broken"]


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_page_ends(text: str) -> None:
    with pytest.raises(LtzError) as told:
        filled(text, many=MANY, report_to="", copy_to="", issuer="", issued="")
    assert [one.code for one in told.value.issues] == ["page_endless"]


def test_what_a_page_may_do() -> None:
    text = "% set n = 1\n% for a, b in (('x', 1), ('y', 2)) if b > n\n{{ a }}{{ b * 2 + n }}\n% endfor\n{{ m.items() | count }}{{ ('p', '', 'q') | join }}"
    assert [one.text for one in blocks_of(filled(text, m={"a": 1}))] == ["y5", "1p、q"]


# ---- read back


def test_markup_is_read_back() -> None:
    """Several blank lines are one; at the beginning and the end they are none."""
    page = filled("\n-> a <-\n\n\n# b\n## c\n### d\n　　e\n1. f\n   g\n- h\ni\n    j\n-> k\n\n")
    assert list(blocks_of(page)) == [
        Placed("a", "middle"), Gap(), Placed("b", "middle", 1), Heading("c", 2), Heading("d", 3), Para("　　e"),
        Para("1. f", 4, 3), Para("g", 7, 3), Para("- h", 4, 3), Para("i"), Para("j", 4, 4), Placed("k", "right"),
    ]  # fmt: skip


def test_a_table_is_read_back() -> None:
    """With titles or without; a short row is filled up, and a bar in a value parts nothing."""
    value = guarded("x|y\nz")
    [table] = blocks_of(f"  | a | b |\n  | --- | --: |\n  | {value} | 2 |\n  | 3 |")
    assert table == Table(["a", "b"], [["x|y\nz", "2"], ["3", ""]], frozenset({1}), 2)
    [table] = blocks_of("| a | b |")
    assert table == Table(["", ""], [["a", "b"]], shows_titles=False)


def test_what_says_nothing_is_no_line() -> None:
    assert list(blocks_of(f"{guarded('')}\n{guarded('a')}")) == [Para("a")]
