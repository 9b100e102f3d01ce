"""Walks docs/method.md: every sentence of the method is there in Chinese and English, with its clause, command, rule and test."""

import ast
import re
from functools import cache
from importlib import import_module

import pytest
import yaml

from ltzplan.cli.app import build
from ltzplan.cli.commands.paper import KINDS as PAPERS
from ltzplan.cli.words import VERBS
from ltzplan.reports.listing import LISTS
from ltzplan.rules.references import NAMED_GROUNDS
from tests.build import ROOT

PAGE = ROOT / "docs" / "method.md"
KINDS = {"list": LISTS, "paper": PAPERS}
COLUMNS = ["句子", "sentence", "clause", "command", "rule", "test"]
PLAN = yaml.load((ROOT / "data" / "tasks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
CLAUSES = PLAN["clauses"]
TASKS = {one["id"] for one in PLAN["tasks"]}


def cells(line):
    return [one.strip() for one in line.strip().strip("|").split("|")]


def table():
    """Give the rows of all tables, as words by column."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [cells(line) for line in lines if not re.fullmatch(r"[|-]+", line)]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows if row != COLUMNS]


ROWS = table()
BY_ROW = pytest.mark.parametrize("row", ROWS, ids=[one["sentence"][:50] for one in ROWS])


@cache
def command(verb):
    """Give a verb as the command line builds it."""
    return build([verb]).commands[verb]


@cache
def functions_in(path):
    return {one.name for one in ast.parse((ROOT / path).read_text(encoding="utf-8")).body if isinstance(one, ast.FunctionDef)}


def test_every_clause_has_a_row():
    """What the plan says of the method can be done and read here."""
    assert set(CLAUSES) <= {row["clause"] for row in ROWS}


@pytest.mark.parametrize("language", ["句子", "sentence"])
def test_no_sentence_stands_twice(language):
    assert len({row[language] for row in ROWS}) == len(ROWS)


@BY_ROW
def test_no_cell_is_empty(row):
    assert all(row.values())


@BY_ROW
def test_the_chinese_sentence_is_chinese(row):
    """In Chinese words and stops: what else it may hold are ids of tasks, and what is typed, in quotes."""
    words = re.sub(r"`[^`]+`", "", row["句子"])
    assert re.search(r"[\u4e00-\u9fff]", words)
    assert set(re.findall(r"[A-Za-z]\w*", words, re.ASCII)) <= TASKS
    assert not re.search(r"[,.;:!?()\"']", words)


@BY_ROW
def test_the_two_sentences_name_the_same_tasks(row):
    chinese, english = (set(re.findall(r"[A-Z]\d+", row[one], re.ASCII)) for one in ("句子", "sentence"))
    assert chinese == english


@BY_ROW
def test_the_clause_is_one_of_the_plan(row):
    assert row["clause"] in (*CLAUSES, *NAMED_GROUNDS)


@BY_ROW
def test_every_command_can_be_typed(row):
    """The verb is there, with its options, and the kind of paper or list."""
    typed = re.findall(r"`ltz ([^`]+)`", row["command"])
    assert ", ".join(f"`ltz {one}`" for one in typed) == row["command"]
    for verb, *words in (one.split() for one in typed):
        assert verb in VERBS
        known = {name for one in command(verb).params for name in one.opts}
        assert {one for one in words if one.startswith("-")} <= known
        assert {one for one in words if not one.startswith("-")} <= {*KINDS.get(verb, ())}


@BY_ROW
def test_the_rule_is_there(row):
    """As module.function, or module.Class.method, of the package."""
    path = row["rule"].split(".")
    for at in range(len(path), 0, -1):
        try:
            found = import_module(".".join(("ltzplan", *path[:at])))
        except ModuleNotFoundError:
            continue
        for name in path[at:]:
            found = getattr(found, name)
        assert callable(found)
        assert found.__doc__
        return
    pytest.fail(row["rule"])


@BY_ROW
def test_the_test_is_there(row):
    path, name = row["test"].split("::")
    assert name in functions_in(path)
