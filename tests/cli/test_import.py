"""A batch: checked whole before its first record is written."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.run import Run
from ltzplan.store.files import Disk
from tests.cli.written import BATCH, JSON, Ltz, batch, files, record


def test_import_with_labels(blank: Path, yes: Any, ltz: Ltz) -> None:
    done = ltz("import", batch(blank), "--lang", "en")
    assert done.code == 0, done.err
    ids = done.out.split()
    assert (len(ids), done.err) == (8, "8 imported, 0 already there\n")
    assert [(path.name[:20], path.read_bytes().count(b"---\n") + 1) for path in files(blank)] == [
        ("2026-09-10-A1-proble", 6), ("2026-09-30-B1-update", 1), ("2026-10-02-B1-withdr", 1),
    ]  # fmt: skip
    assert not any(b"label" in path.read_bytes() for path in files(blank))
    assert record(blank, ids[1])["answers"] == ids[0]
    assert record(blank, ids[2])["answers"] == ids[1]
    assert record(blank, ids[4])["replaces"] == [ids[3]]
    assert record(blank, ids[6])["withdraws"] == ids[5]
    assert record(blank, ids[7])["follows"] == ids[0]
    assert json.loads(yes("show", ids[0], *JSON))["state"] == "closed"
    row = json.loads(yes("status", *JSON))["tasks"][0]
    assert row["percent"] == "12"
    assert yes("validate", "--strict") == ""


def test_import_again_adds_only_what_is_missing(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ltz("import", batch(blank))
    stood = {path: path.read_bytes() for path in files(blank)}
    monkeypatch.setenv("LTZ_NOW", "2026-12-24T15:00:00+08:00")
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")
    again = ltz("import", batch(blank), "--lang", "en")
    assert (again.code, again.out, again.err) == (0, "", "0 imported, 8 already there\n")
    more = ltz(
        "import",
        batch(blank, BATCH + "- {kind: update, task: A2, date: 2026-10-31, nil: true}\n"),
        "--lang",
        "en",
    )
    assert (more.code, more.err) == (0, "1 imported, 8 already there\n")
    assert {path: path.read_bytes() for path in files(blank) if path in stood} == stood
    assert len(first.out.split()) == 8


@pytest.mark.parametrize(("stop", "stored"), [(0, []), (1, [5]), (2, [0, 1, 2, 3, 4, 5, 7])])
def test_import_stopped_in_the_middle(
    blank: Path, ltz: Ltz, stop: int, stored: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands is said, by its rows; the same import stores what is missing."""
    done = []

    class Broken(Disk):
        def link(self, source: Path, target: Path) -> None:
            if len(done) == stop:
                raise OSError(5, "Input/output error")
            done.append(target)
            super().link(source, target)

    planned = ltz("import", batch(blank), "--dry-run").out.split()
    with monkeypatch.context() as patch:
        patch.setattr("ltzplan.cli.recorder.Disk", Broken)
        broken = ltz("import", batch(blank), "--lang", "en")
    assert broken.code == 2
    assert f"error[{'partly_stored' if stop else 'not_stored'}]" in broken.err
    assert ("do it again" in broken.err) is (stop == 0)
    assert f"{len(stored)} of 8 are stored" in broken.err or not stop
    assert broken.out.split() == [planned[at] for at in stored]
    assert len(files(blank)) == stop
    monkeypatch.setenv("LTZ_NOW", "2026-11-25T15:00:00+08:00")
    again = ltz("import", batch(blank), "--lang", "en")
    assert (again.code, again.err) == (0, f"{8 - len(stored)} imported, {len(stored)} already there\n")
    assert len(files(blank)) == 3
    assert ltz("validate", "--strict").code == 0


def test_ids_come_as_soon_as_they_stand_in_the_order_of_the_rows(
    blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = []
    monkeypatch.setattr(Run, "put_stored", lambda _, *ids: printed.append(ids))
    rows = "".join(
        f"- {{kind: update, task: {task}, date: 2026-09, text: x{at}}}\n"
        for at, task in enumerate(("A1", "A1", "A2", "B1", "A2"))
    )
    planned = ltz("import", batch(blank, f"records:\n{rows}"), "--dry-run").out.split()
    assert ltz("import", "batch.yaml").code == 0
    assert [*filter(None, printed)] == [tuple(planned[:2]), tuple(planned[2:3]), tuple(planned[3:])]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("unknown_id", "- {kind: update, task: Z9, date: 2026-09-30, nil: true}"),
        ("percent_without_measure", "- {kind: update, task: A1, date: 2026-09-30, percent: 5}"),
        ("not_a_date", "- {kind: update, task: A1, date: 2026-02-30, nil: true}"),
        ("unknown_kind", "- {kind: rumour, task: A1, date: 2026-09-30, nil: true}"),
        ("missing_key", "- {task: A1, date: 2026-09-30, nil: true}"),
        ("unknown_key", "- {kind: update, task: A1, date: 2026-09-30, nill: true}"),
        ("given_by_the_tool", "- {kind: update, task: A1, date: 2026-09-30, nil: true, entered: {by: me}}"),
        ("impossible_move", "- {kind: sort, answers: road, dismissed: true, because: x, date: 2026-11-01}"),
        (
            "names_unknown",
            "- {kind: sort, answers: A1-0000000000000000, dismissed: true, because: x, date: 2026-11-01}",
        ),
        ("bad_record_id", "- {kind: sort, answers: later, dismissed: true, because: x, date: 2026-11-01}"),
    ],
)
def test_import_checks_all_before_it_writes(blank: Path, no: Any, code: str, line: str) -> None:
    name = batch(
        blank,
        f"{BATCH}{line}\n- {{kind: update, task: A2, date: 2026-02-31, nil: true}}\n"
        if code not in ("impossible_move", "names_unknown")
        else f"{BATCH}{line}\n",
    )
    said = no(code, "import", name)
    if code not in ("impossible_move", "names_unknown"):
        assert "batch.yaml:10:" in said
        assert "batch.yaml:11:" in said  # all findings at once
    assert not (blank / "data" / "records").exists()


@pytest.mark.parametrize("text", ["records: 3\n", "other: []\n", "[]\n", "- a\n", "records: [a]\n"])
def test_import_of_what_is_no_batch(blank: Path, ltz: Ltz, text: str) -> None:
    done = ltz("import", batch(blank, text))
    assert (done.code, done.out) == (2, "")
    assert "error[" in done.err


@pytest.mark.parametrize(
    "field", ["label: [a]", "label: {a: b}", "answers: [road]", "answers: {a: b}", "answers: null"]
)
def test_import_of_odd_shapes(blank: Path, ltz: Ltz, field: str) -> None:
    line = f"- {{kind: sort, dismissed: true, because: x, date: 2026-11-01, {field}}}\n"
    done = ltz("import", batch(blank, BATCH + line))
    assert done.code == 2
    assert "error[" in done.err
    assert files(blank) == []


def test_import_of_an_empty_list(blank: Path, ltz: Ltz) -> None:
    done = ltz("import", batch(blank, "records: []\n"))
    assert (done.code, done.out) == (0, "")


def test_import_of_words(blank: Path, yes: Any, ltz: Ltz) -> None:
    """A batch says units, measures and parts by id or by word, as a verb does."""
    line = "- {kind: update, task: 样例大道, parts: [北段], date: 2026-09, percent: 10, measure: 工程量}\n"
    said = record(blank, yes("import", batch(blank, f"records:\n{line}")).strip())
    assert (said["task"], said["parts"], said["measure"]) == ("A1", ["north"], "works")


def test_import_of_what_answers_before_it_was_asked(blank: Path, no: Any) -> None:
    """A move is not older than what it answers, though both stand in one batch."""
    text = """records:
- {label: road, kind: problem, tasks: [A1], date: 2026-09-01, text: "x"}
- {kind: sort, answers: road, date: 2026-08-02, sort: land, needs: bureaus, because: "y"}
"""
    assert "batch.yaml:3:3:" in no("dates_backwards", "import", batch(blank, text))
    assert files(blank) == []


def test_import_says_only_what_is_wrong_itself(blank: Path, no: Any) -> None:
    """What answers a record that is wrong is checked too, but not blamed for it."""
    text = """records:
- {label: road, kind: problem, tasks: [Z9], date: 2026-09-01, text: "x"}
- {kind: sort, answers: road, date: 2026-09-02, sort: lend, needs: bureaus, because: "y"}
"""
    said = no("unknown_id", "import", batch(blank, text))
    assert re.findall(r"(?m)^batch.yaml:(\d+):\d+: \w+\[(\w+)\]", said) == [("2", "unknown_id"), ("3", "unknown_id")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "{kind: order, answers: A1-0, number: n, units: [nonesuch], due: 2026-13-01, requir: r, key: maybe, date: 2026-09-01}",
            ["missing_key", "unknown_id", "not_a_date", "unknown_key", "not_true_or_false"],
        ),
        (
            "{kind: order, answers: zzz, number: n, units: [nonesuch], due: 2026-12-01, require: r, date: 2026-09-01}",
            ["bad_record_id", "unknown_id"],
        ),
        ("{kind: session, date: 2026-09-01, level: kings, form: meeting, matters: 7}", ["unknown_id", "wrong_type"]),
        ("{kind: update, date: 2026-09-01, task: [A1], nil: true}", ["not_text"]),
        ('{kind: update, date: 2026-09-01, task: "", nil: true}', ["empty_text"]),
    ],
)  # fmt: skip
def test_import_says_all_that_is_wrong_with_a_record(blank: Path, ltz: Ltz, line: str, said: list[str]) -> None:
    """An unknown word hides nothing: what is wrong beside it is said too, in the order of the file."""
    done = ltz("import", batch(blank, f"records:\n- {line}\n"))
    assert re.findall(r"(?m)^batch.yaml:2:\d+: \w+\[(\w+)\]", done.err) == said


def test_import_twice_the_same_label(blank: Path, ltz: Ltz) -> None:
    """A label that stands twice would make a reference ambiguous: it is refused, not guessed."""
    text = BATCH + '- {label: road, kind: problem, tasks: [B1], date: 2026-10-21, text: "别的"}\n'
    done = ltz("import", batch(blank, text))
    assert done.code == 2
    assert files(blank) == []


def test_import_in_a_dry_run(blank: Path, ltz: Ltz) -> None:
    done = ltz("import", batch(blank), "--dry-run")
    assert done.code == 0
    assert len(done.out.split()) == 8
    assert files(blank) == []


@pytest.mark.parametrize(("facts", "count"), [("replay", 73), ("meetings", 4)])
def test_the_replay_is_what_is_shipped(shipped: Path, ltz: Ltz, facts: str, count: int) -> None:
    """The import files of the facts give nothing new on the shipped records."""
    replay = Path(__file__).parents[1] / "facts" / f"{facts}.yaml"
    before = files(shipped)
    done = ltz("import", str(replay), "--office", "secretariat", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f", {count} already there\n")
    assert files(shipped) == before


def test_a_label_is_meant_only_where_records_are_named(blank, ltz) -> None:
    """A city that is called like a label stays the city."""
    Path("b.yaml").write_text(
        "records:\n  - {kind: problem, label: south, tasks: [B1], date: 2026-02-01, text: x}\n"
        "  - {kind: problem, tasks: [A1], date: 2026-02-01, text: y, concerns: [south]}\n",
        encoding="utf-8",
    )
    done = ltz("import", "b.yaml", "--dry-run")
    assert done.code == 0, done.err
