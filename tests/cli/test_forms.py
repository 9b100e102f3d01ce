"""CSV, Markdown and the lists."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import AS_OF, JSON, Ltz

TABULAR = [
    ("status",),
    ("escalate",),
    ("log", "T1"),
    ("log",),
    ("list", "tasks"),
    ("list", "problems"),
    ("list", "silent"),
]


@pytest.mark.parametrize("verb", TABULAR, ids=" ".join)
def test_csv(shipped: Path, ltz: Ltz, verb: tuple[str, ...]) -> None:
    by_lang = {}
    for lang in ("zh", "en"):
        done = ltz(*verb, *AS_OF, "--format", "csv", "--raw", "--lang", lang)
        assert (done.code, done.err) == (0, "")
        assert all(line.endswith("\r") for line in done.out.split("\n")[:-1])
        by_lang[lang] = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert by_lang["zh"]
    assert [list(row) for row in by_lang["zh"]] == [list(row) for row in by_lang["en"]]
    assert all(None not in row and None not in row.values() for row in by_lang["zh"])


@pytest.mark.parametrize(
    "verb", [*TABULAR, ("list", "clauses"), ("list", "areas"), ("list", "offices")], ids=" ".join
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(shipped: Path, ltz: Ltz, verb: tuple[str, ...], lang: str) -> None:
    done = ltz(*verb, *AS_OF, "--format", "md", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n")
    tables = re.findall(r"(?:^\|.*\n)+", done.out, re.MULTILINE)
    assert tables
    for table in tables:
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_formulas_and_markup_stay_as_typed(blank: Path, wrote: Any, yes: Any) -> None:
    text = '=SUM(A1) [bold]x[/bold] | *y* "z", `w`'
    wrote("update", "A1", "--text", text)
    rows = list(csv.DictReader(io.StringIO(yes("log", "A1", "--format", "csv", "--raw"), newline="")))
    assert [row["text"] for row in rows if row["text"]] == [text]
    assert text in yes("log", "A1")
    assert text in yes("show", "A1")
    assert json.dumps(text) in yes("log", "A1", *JSON)
    markdown = yes("log", "A1", "--format", "md")
    assert re.sub(r"\\(.)", r"\1", markdown).count(text) == 1


@pytest.mark.parametrize(
    ("verb", "form"),
    [(("status",), "xml"), (("show", "A1"), "csv"), (("why", "A1"), "md")],
)
def test_forms_that_are_not_there(blank: Path, no: Any, verb: tuple[str, ...], form: str) -> None:
    no("not_one_of", *verb, "--format", form)


LISTS = [
    "tasks",
    "problems",
    "records",
    "silent",
    "areas",
    "levels",
    "needs",
    "sorts",
    "measures",
    "stages",
    "offices",
    "clauses",
]


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists(shipped: Path, yes: Any, kind: str, lang: str) -> None:
    report = json.loads(yes("list", kind, *AS_OF, "--lang", lang, *JSON))
    assert isinstance(report[kind], list)
    assert report[kind]
    assert report["schema"] == "ltz/list/1"
    text = yes("list", kind, *AS_OF, "--lang", lang)
    for row in report[kind]:
        assert (row.get("id") or row.get("task")) in text


def test_a_list_that_is_not_there(shipped: Path, no: Any) -> None:
    assert "problems" in no("not_one_of", "list", "dreams")
