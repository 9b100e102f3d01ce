"""What looks odd and is right: read, kept and shown as it was typed, in every form."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ltzplan.store.workspace import BLANK

TYPED = (
    "[red]x[/red]",
    "[link=https://example.org]x[/link]",
    "=1+1",
    "+1",
    "@SUM(A1)",
    "{}",
    "{0.__class__}",
    "%s %(x)s %d",
    "$HOME `id` $(id)",
    "\\n \\e[31m",
    "a|b",
    "* a _b_ **c**",
    "<b>x</b> &amp;",
    '"quoted", and more',
    "“弯引号”：全角，标点",
    "no",
    "1e3",
    "12:30",
    "010",
    "null",
    "~",
    "<<<<<<< HEAD",
    "---",
    "# no comment",
    "Example 👩 e\u0301 北",
)
PLAIN = ("no", "1e3", "12:30", "010", "1_000", "0x1F", "yes", "2026-03-01", "1.50", ".inf", "true")


@pytest.fixture
def typed(blank: Path, ltz: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Give a function that runs ltz in a workspace of the three-task example; it must succeed."""
    monkeypatch.setenv("LTZ_LANG", "en")

    def run(*words: str, columns: int | None = None) -> str:
        done = ltz(*words, columns=columns)
        assert done.code == 0, done.err
        return done.out

    return run


def cells(text: str) -> list[str]:
    """Give every cell of a CSV document."""
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def texts(value: Any) -> list[str]:
    """Give every text in a JSON document."""
    if isinstance(value, dict):
        return [one for part in value.values() for one in texts(part)]
    if isinstance(value, list):
        return [one for part in value for one in texts(part)]
    return [value] if isinstance(value, str) else []


def flat(text: str) -> str:
    """Give a text without its folds."""
    return " ".join(text.split())


def unescaped(text: str) -> str:
    """Give what a reader of Markdown sees: without the backslashes before its marks."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def batch(blank: Path, records: list[dict[str, Any]]) -> None:
    """Write a file to import: JSON is YAML."""
    (blank / "batch.yaml").write_text(json.dumps({"records": records}, ensure_ascii=False), encoding="utf-8")


def lacking(found: str | list[str]) -> list[str]:
    """Give the texts that a document does not show as typed; its folds do not count."""
    if isinstance(found, list):
        return [text for text in TYPED if not any(text in one for one in found)]
    return [text for text in TYPED if flat(text) not in flat(found)]


def in_every_form(typed: Callable[..., Any], *words: str, forms: str = "text json csv md") -> None:
    """Check that a verb shows all the texts as typed, in a pipe, on a screen, and in every other form."""
    for form in forms.split():
        out = typed(*words, "--format", form, *(["--raw"] if form == "csv" else []))
        found = {
            "json": lambda out: texts(json.loads(out)), "csv": cells, "md": unescaped, "text": lambda out: out,
        }[form](out)  # fmt: skip
        assert lacking(found) == [], (words, form, out)
    assert lacking(typed(*words, columns=200)) == [], words


def test_texts_of_records_are_shown_as_typed(typed: Callable[..., Any], blank: Path) -> None:
    """An update's text comes back in log, show and list, in every form."""
    batch(blank, [{"kind": "update", "task": "A1", "date": "2026-03-01", "text": text} for text in TYPED])
    typed("import", "batch.yaml")
    in_every_form(typed, "list", "records")
    in_every_form(typed, "log", "A1")
    in_every_form(typed, "show", "A1", forms="text json")


def test_texts_typed_on_the_command_line_are_kept(typed: Callable[..., Any], blank: Path) -> None:
    """No shell of ours, no template and no format string touches what was typed."""
    for text in TYPED:
        typed("update", "A1", f"--text={text}", "--date", "2026-03-01")
    assert lacking(texts(json.loads(typed("list", "records", "--format", "json")))) == []


def test_texts_of_problems_are_shown_as_typed(typed: Callable[..., Any], blank: Path) -> None:
    """A problem's text comes back wherever a problem is shown."""
    common = {"kind": "problem", "tasks": ["A1"], "date": "2026-03-01"}
    batch(blank, [common | {"text": text, "tried": text, "positions": {"south": text}} for text in TYPED])
    ids = typed("import", "batch.yaml").split()
    in_every_form(typed, "list", "problems")
    shown = [typed("show", id) for id in ids]
    assert lacking("\n".join(shown)) == []
    for form in ("text", "json", "csv", "md"):
        assert typed("escalate", "--format", form)
    assert lacking(typed("show", "A1")) == []


def test_titles_of_the_plan_are_shown_as_typed(typed: Callable[..., Any], blank: Path) -> None:
    """A task's name comes back in status, list, show and escalate, in every form."""
    plan = blank / "data" / "tasks.yaml"
    task = (
        "  - {{id: X{at}, name: {name}, area: services, target: {{zh: x, rests_on: local}},"
        " dispatch: {{needs: province, level: mayors, rests_on: level-3}}}}\n"
    )
    more = "".join(
        task.format(at=at, name=json.dumps(text, ensure_ascii=False)) for at, text in enumerate(TYPED)
    )
    text = (
        plan.read_text(encoding="utf-8").replace(", expects: 1}", "}").replace("tasks:\n", "tasks:\n" + more)
    )
    plan.write_text(text, encoding="utf-8")
    for verb in ("status --all", "list tasks"):
        in_every_form(typed, *verb.split())
    in_every_form(typed, "escalate", forms="text md")
    for at, text in enumerate(TYPED[:4]):
        assert flat(text) in flat(typed("show", f"X{at}"))


def test_an_unquoted_scalar_stays_text_where_text_is_meant(typed: Callable[..., Any], blank: Path) -> None:
    """No implicit types: what YAML would make a number, a time or a truth stays what was typed."""
    plan = blank / "data" / "tasks.yaml"
    sound = plan.read_text(encoding="utf-8")
    for text in PLAIN[:4]:
        plan.write_text(sound.replace('{zh: "样例大道", en: "Example Avenue"}', text), encoding="utf-8")
        assert text in texts(json.loads(typed("list", "tasks", "--format", "json")))
    rows = "".join(f"  - {{kind: update, task: A1, date: 2026-03-01, text: {text}}}\n" for text in PLAIN)
    (blank / "batch.yaml").write_text(f"records:\n{rows}", encoding="utf-8")
    typed("import", "batch.yaml")
    kept = texts(json.loads(typed("list", "records", "--format", "json")))
    assert [text for text in PLAIN if text not in kept] == []


def test_curly_quotes_are_text(typed: Callable[..., Any], blank: Path) -> None:
    """In Chinese they are part of a sentence, with or without quotes around it."""
    plan = blank / "data" / "tasks.yaml"
    old = '{zh: "样例大道", en: "Example Avenue"}'
    plan.write_text(plan.read_text(encoding="utf-8").replace(old, "“一卡通”工程"), encoding="utf-8")
    assert "“一卡通”工程" in typed("status")


@pytest.mark.parametrize("how", ["bom", "crlf", "bom and crlf"])
def test_a_byte_order_mark_and_crlf_are_read(how: str, typed: Callable[..., Any], blank: Path) -> None:
    """One mark at the start and the line ends of Windows change nothing, in plan and batch."""
    before = typed("status")
    batch = blank / "batch.yaml"
    batch.write_text(
        "records:\n  - kind: update\n    task: A1\n    date: 2026-03-01\n    text: |\n      one\n      two\n",
        encoding="utf-8",
    )
    for path in (blank / "data" / "tasks.yaml", batch):
        data = path.read_bytes()
        data = data.replace(b"\n", b"\r\n") if "crlf" in how else data
        path.write_bytes((b"\xef\xbb\xbf" if "bom" in how else b"") + data)
    assert typed("status") == before
    assert typed("validate") == ""
    typed("import", "batch.yaml")
    assert any(
        one.strip() == "one\ntwo" for one in texts(json.loads(typed("list", "records", "--format", "json")))
    )


def _store(blank: Path, body: str, name: str, office: str = "secretariat") -> None:
    data = body.encode("utf-8")
    folder = blank / "data" / "records" / office / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{sha256(data).hexdigest()[:16]}.yaml").write_bytes(data)


def test_records_impossible_together_are_listed_and_stop_nobody(
    typed: Callable[..., Any], blank: Path, ltz: Callable[..., Any], tmp_path: Path
) -> None:
    """Two moves that arrive by a merge: the second has no effect, is listed, and everything goes on."""
    problem = typed("raise", "A1", "--text", "land", "--date", "2026-03-01").strip()
    other = tmp_path / "other"
    shutil.copytree(blank / "data", other / "data")
    typed("accept", problem, "--because", "Settled", "--date", "2026-03-02")
    typed(
        "--data",
        str(other / "data"),
        "sort",
        problem,
        "--as",
        "land",
        "--needs",
        "bureaus",
        "--because",
        "x",
        "--date",
        "2026-03-03",
    )
    shutil.copytree(other / "data" / "records", blank / "data" / "records", dirs_exist_ok=True)
    for words in (
        ("status",),
        ("escalate",),
        ("show", "A1"),
        ("show", problem),
        ("why", "A1"),
        ("log",),
        ("list", "records"),
    ):
        for form in ("text", "json"):
            typed(*words, "--format", form)
    assert json.loads(typed("status", "--format", "json"))["read"]["skipped"] == 1
    assert json.loads(typed("show", problem, "--format", "json"))["state"] == "closed"
    assert "1 skipped" in typed("status")
    assert "当时状态为“已销号”" in ltz("status", "--lang", "zh").out
    checked = ltz("validate")
    assert checked.code == 0
    assert "warning[without_effect]" in checked.out
    assert ltz("validate", "--strict").code == 1
    typed("update", "A1", "--text", "goes on")


def test_a_record_of_one_that_is_not_here_stops_nobody(typed: Callable[..., Any], blank: Path) -> None:
    """A record that names one that has not arrived yet is listed and waits."""
    body = (
        'kind: "withdrawal"\nwithdraws: "A1-0123456789abcdef"\nbecause: "wrong"\ndate: "2026-03-01"\n'
        'entered: {"at": "2026-03-02T09:00:00+08:00", "office": "secretariat", "by": "li"}\n'
    )
    _store(blank, body, "2026-03-01-A1-withdrawal")
    assert json.loads(typed("status", "--format", "json"))["read"]["skipped"] == 1
    typed("update", "A1", "--nil")


def test_an_empty_batch_imports_nothing(typed: Callable[..., Any], blank: Path) -> None:
    """A list without records is a list."""
    (blank / "batch.yaml").write_text("records: []\n", encoding="utf-8")
    assert typed("import", "batch.yaml") == ""
    assert not (blank / "data" / "records").exists()


def test_the_same_bytes_in_a_closed_workspace_are_the_blank_plan(blank: Path) -> None:
    """The example that these tests change is the shipped one."""
    assert (blank / "data" / "tasks.yaml").read_bytes() == BLANK.read_bytes()
