"""What `update` takes, writes and refuses."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import JSON, files, newest


@pytest.mark.parametrize(("part", "milestone"), [("北段", "通车"), ("north section", "OPENED"), ("north", "opened")])
def test_parts_and_milestones_are_typed_by_id_or_name(blank: Path, wrote: Any, part: str, milestone: str) -> None:
    [said] = newest(blank, wrote("update", "A1", "--part", part, "--milestone", milestone))
    assert (said["parts"], said["milestone"]) == (["north"], "opened")
    [said] = newest(blank, wrote("raise", "A1", "--part", part, "--text", "x"))
    assert said["parts"] == ["north"]


def test_update_with_every_option(blank: Path, wrote: Any) -> None:
    proof = blank / "证明 1.pdf"
    proof.write_bytes(b"proof")
    first = wrote("update", "A1", "--text", "旧")
    id = wrote(
        "update", "A1", "--stage", "under_way", "--percent", "61.5", "--measure", "investment", "--part", "north",
        "--city", "north", "--milestone", "opened", "--annual-target", "met", "--text", "北段通车", "--next", "南段",
        "--date", "2026-10-31", "--on-behalf-of", "north", "--received", "2026-11-02", "--source", "样例日报",
        "--evidence", str(proof), "--replaces", first[:7],
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said == {
        "kind": "update",
        "task": "A1",
        "parts": ["north"],
        "city": "north",
        "stage": "under_way",
        "percent": "61.5",
        "measure": "investment",
        "milestone": "opened",
        "annual_target": "met",
        "next": "南段",
        "date": "2026-10-31",
        "text": "北段通车",
        "on_behalf_of": "north",
        "received": "2026-11-02",
        "source": {"title": "样例日报"},
        "evidence": {"title": "证明 1.pdf", "sha256": hashlib.sha256(b"proof").hexdigest()},
        "replaces": [first],
        "entered": {"at": "2026-11-24T15:00:00.000001+08:00", "office": "secretariat", "by": said["entered"]["by"]},
    }
    assert list(said)[:2] == ["kind", "task"]
    [path] = [path for path in files(blank) if "2026-10-31" in path.name]
    assert path.parent == blank / "data" / "records" / "secretariat" / "2026"
    digits = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert path.name == f"2026-10-31-A1-update-{digits}.yaml"
    assert id == f"A1-{digits}"


def test_update_by_words_instead_of_ids(blank: Path, wrote: Any) -> None:
    id = wrote(
        "update", "样例大道", "--stage", "推进", "--percent", "3", "--measure", "投资", "--city", "北样市",
        "--on-behalf-of", "北样市",
    )  # fmt: skip
    [said] = newest(blank, id)
    assert said["task"] == "A1"
    assert (said["stage"], said["measure"], said["city"], said["on_behalf_of"]) == (
        "under_way",
        "investment",
        "north",
        "north",
    )


def test_update_by_english_words_in_any_case(blank: Path, wrote: Any) -> None:
    [said] = newest(blank, wrote("update", "a1", "--stage", "Under Way", "--city", "north example"))
    assert (said["task"], said["stage"], said["city"]) == ("A1", "under_way", "north")


def test_a_nil_report_is_a_report(blank: Path, wrote: Any, yes: Any) -> None:
    before = json.loads(yes("status", *JSON))["tasks"]
    [said] = newest(blank, wrote("update", "A1", "--nil"))
    assert said["nil"] is True
    after = json.loads(yes("status", *JSON))["tasks"]
    owed = [next(row["months_owed"] for row in rows if row["id"] == "A1") for rows in (before, after)]
    assert owed[0] > 0
    assert owed[1] == 0


def test_the_date_is_today_in_the_plans_zone(
    blank: Path, wrote: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_NOW", "2026-11-23T17:30:00+00:00")
    [said] = newest(blank, wrote("update", "A1", "--nil"))
    assert said["date"] == "2026-11-24"
    assert said["entered"]["at"] == "2026-11-24T01:30:00+08:00"


@pytest.mark.parametrize("date", ["2026", "2026-10", "2026-10-31"])
def test_a_day_a_month_or_a_year(blank: Path, wrote: Any, date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "2027-01-01T00:00:00+08:00")
    [said] = newest(blank, wrote("update", "A1", "--nil", "--date", date))
    assert said["date"] == date
    assert files(blank)[0].name.startswith(f"{date}-A1-update-")


def test_two_records_at_one_instant(blank: Path, wrote: Any) -> None:
    """A frozen clock keeps the order: the next microsecond is taken."""
    said = ("update", "A1", "--text", "同一句", "--yes")
    at = [newest(blank, wrote(*said))[0]["entered"]["at"] for _ in range(3)]
    assert at == [
        "2026-11-24T15:00:00+08:00",
        "2026-11-24T15:00:00.000001+08:00",
        "2026-11-24T15:00:00.000002+08:00",
    ]
    assert len(files(blank)) == 3


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("empty_update", ()),
        ("nil_with_news", ("--nil", "--stage", "under_way")),
        ("nil_with_news", ("--nil", "--percent", "20", "--measure", "works", "--text", "Nothing")),
        ("percent_without_measure", ("--percent", "5")),
        ("completed_by_update", ("--stage", "completed")),
        ("claim_of_part", ("--stage", "reported_complete", "--part", "north")),
        ("out_of_range", ("--percent", "101", "--measure", "works")),
        ("not_a_number", ("--percent", "NaN", "--measure", "works")),
        ("not_a_number", ("--percent", "八", "--measure", "works")),
        ("not_a_date", ("--nil", "--date", "2026-02-30")),
        ("date_in_future", ("--nil", "--date", "2026-11-25")),
        ("unknown_id", ("--part", "middle", "--text", "x")),
        ("unknown_id", ("--milestone", "closed", "--text", "x")),
        ("unknown_id", ("--stage", "undr_way")),
        ("unknown_id", ("--measure", "money", "--percent", "5")),
        ("unknown_id", ("--city", "west", "--text", "x")),
        ("not_one_of", ("--annual-target", "maybe")),
        ("unknown_record", ("--nil", "--replaces", "A1-ffff")),
        ("file_missing", ("--nil", "--evidence", "missing.pdf")),
        ("empty_text", ("--text", " ")),
        ("hidden_character", ("--text", "a\u202eb")),
    ],
)
def test_updates_that_are_refused(blank: Path, no: Any, code: str, words: tuple[str, ...]) -> None:
    no(code, "update", "A1", *words)


def test_did_you_mean(blank: Path, no: Any) -> None:
    assert "under_way" in no("unknown_id", "update", "A1", "--stage", "undr_way")
    assert "updatee" in no("unknown_verb", "updatee", "A1")
    assert "“update”" in no("unknown_verb", "updatee", "A1")


def test_a_task_that_is_not_there(blank: Path, no: Any) -> None:
    no("unknown_id", "update", "Z9", "--nil")


def test_offices_write_what_they_may(blank: Path, no: Any, wrote: Any) -> None:
    problem = wrote("raise", "A1", "--text", "难")
    no(
        "not_permitted",
        "sort",
        problem,
        "--as",
        "land",
        "--needs",
        "bureaus",
        "--because",
        "x",
        "--office",
        "north",
    )
    no("unknown_id", "update", "A1", "--nil", "--office", "west")
    [said] = newest(blank, wrote("update", "A1", "--nil", "--office", "南样市"))
    assert said["entered"]["office"] == "south"


def test_which_office(blank: Path, no: Any, wrote: Any, git: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LTZ_OFFICE")
    assert "North Example (north), South Example (south)" in no("which_office", "update", "A1", "--nil")
    git(blank, "init", "--quiet")
    git(blank, "config", "ltz.office", "north")
    assert newest(blank, wrote("update", "A1", "--nil"))[0]["entered"]["office"] == "north"
    monkeypatch.setenv("LTZ_OFFICE", "south")
    assert newest(blank, wrote("update", "B1", "--nil"))[0]["entered"]["office"] == "south"
    assert (
        newest(blank, wrote("--office", "north", "update", "A2", "--nil"))[0]["entered"]["office"] == "north"
    )



def test_a_reopening_without_a_reason_names_the_option(blank, ltz) -> None:
    done = ltz("update", "A1", "--reopen", "--lang", "en")
    assert (done.code, done.err.splitlines()[0]) == (2, "error[missing_argument] “--because” is missing: the reason")


def test_completion_is_not_offered_as_a_stage(blank, ltz) -> None:
    """Nobody may report it: who types it is told of the claim."""
    done = ltz("update", "A1", "--stage", "xyz", "--lang", "en")
    assert "reported_complete" in done.err and "; completed" not in done.err
    assert "[completed_by_update]" in ltz("update", "A1", "--stage", "completed", "--lang", "en").err
