"""The database: every list as it is, with types, keys and meanings, for whoever opens it."""

# ruff: noqa: S608 - the names of tables are ours
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ltzplan.reports.listing import LISTS
from tests.cli.written import Ltz


@pytest.fixture
def exported(half: Path, ltz: Ltz, tmp_path: Path) -> Path:
    done = ltz("export", f"{tmp_path}/data.sqlite")
    assert done.code == 0, done.err
    return tmp_path / "data.sqlite"


def asked(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as base:
        return base.execute(query).fetchall()


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_stands_there_as_it_is(exported: Path, ltz: Ltz, kind: str) -> None:
    """Row by row and column by column, lists of ids in tables of their own; so a new column of a list is there too."""
    rows = json.loads(ltz("list", kind, "--format", "json").out)[kind]
    assert asked(exported, f"SELECT count(*) FROM {kind}") == [(len(rows),)]
    columns = {str(one[1]) for one in asked(exported, f"PRAGMA table_info({kind})")} - {"row"}
    beside = {str(name).removeprefix(f"{kind}_") for (name,) in asked(exported, f"SELECT name FROM sqlite_master WHERE name LIKE '{kind}!_%' ESCAPE '!'")}
    assert not rows or columns | {one for one in beside if "sqlite" not in one} == {*rows[0]}
    if rows and "id" in columns:
        assert [one for (one,) in asked(exported, f"SELECT id FROM {kind} ORDER BY rowid")] == [row["id"] for row in rows]


def test_the_keys_hold_and_the_types_are_meant(exported: Path) -> None:
    assert asked(exported, "PRAGMA foreign_key_check") == []
    keys = {str(key[2]) for table in ("problems", "orders", "orders_units", "lives", "figures") for key in asked(exported, f"PRAGMA foreign_key_list({table})")}
    assert {"tasks", "problems", "units", "records", "orders"} <= keys
    assert asked(exported, "SELECT DISTINCT typeof(percent), typeof(date) FROM figures") == [("integer", "text")]
    assert asked(exported, "SELECT DISTINCT typeof(key) FROM orders") == [("integer",)]


def test_lives_and_figures(exported: Path, ltz: Ltz) -> None:
    """The last state of a life is that of its problem; a figure is that of its report."""
    last = dict(asked(exported, "SELECT problem, state FROM lives WHERE row IN (SELECT max(row) FROM lives GROUP BY problem)"))
    assert last == dict(asked(exported, "SELECT id, state FROM problems"))
    assert asked(exported, "SELECT task, date, percent FROM figures") == [("A1", "2026-02", 10), ("A1", "2026-04", 35)]


def test_every_table_and_column_says_what_it_means(exported: Path) -> None:
    for (made,) in asked(exported, "SELECT sql FROM sqlite_master WHERE type = 'table'"):
        assert all("-- " in line for line in str(made).splitlines()[:-1]), made


def test_it_says_what_it_was_made_from(exported: Path, ltz: Ltz) -> None:
    frame = json.loads(ltz("status", "--format", "json").out)
    assert dict(asked(exported, "SELECT key, value FROM about")) == {
        "plan": frame["plan"], "as_of": frame["as_of"], "known_on": None, "commit": frame["commit"], "lang": "en",
    }


def test_of_the_same_records_the_same_bytes(exported: Path, ltz: Ltz, tmp_path: Path) -> None:
    assert ltz("export", f"{tmp_path}/again.db", "--rev", "HEAD").code == 0
    assert (tmp_path / "again.db").read_bytes() == exported.read_bytes()
    assert ltz("export", f"{tmp_path}/earlier.db", "--as-of", "2026-03-01").code == 0
    assert asked(tmp_path / "earlier.db", "SELECT count(*) FROM orders") == [(0,)]


def test_nothing_is_written_over(half: Path, ltz: Ltz, tmp_path: Path) -> None:
    (tmp_path / "data.sqlite").write_text("mine")
    assert "[file_there]" in ltz("export", f"{tmp_path}/data.sqlite").err
    assert (tmp_path / "data.sqlite").read_text() == "mine"


def test_only_a_database_is_exported(half: Path, no: Callable[..., str]) -> None:
    assert ".sqlite" in no("not_one_of", "export", "data.csv")


def test_the_shell_of_sqlite_opens_it(exported: Path) -> None:
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("the shell of SQLite is not installed")
    query = "PRAGMA integrity_check; SELECT u.value, o.number FROM orders_units u JOIN orders o ON o.id = u.of ORDER BY o.number LIMIT 1;"
    done = subprocess.run([shell, "-readonly", str(exported), query], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["ok", "north_lands|〔2026〕1号"]
