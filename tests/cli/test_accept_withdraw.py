"""What is accepted, returned and withdrawn."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import JSON, SLIP, Ltz, files, newest


def test_accept_only_after_a_claim(blank: Path, wrote: Any, no: Any, yes: Any) -> None:
    assert "ltz claim A1" in no("no_claim", "accept", "A1")
    no("no_claim", "return", "A1", "--because", "x")
    claim = wrote("--office", "north", "claim", "A1", "--date", "2026-11-01")
    waiting = json.loads(yes("escalate", *JSON))["waiting_for_recheck"]
    assert [(one["id"], one["kind"], one["days"]) for one in waiting] == [("A1", "task", 23)]
    back = wrote("return", "A1", "--because", "护栏没装", "--date", "2026-11-05")
    [said] = newest(blank, back)
    assert (said["answers"], said["verdict"], said["because"]) == (claim, "return", "护栏没装")
    no("no_claim", "accept", "A1")
    claim = wrote(
        "update", "样例大道", "--stage", "reported_complete", "--date", "2026-11-10", "--text", "护栏已装"
    )
    id = wrote("accept", "样例大道", "--text", "现场看过", "--date", "2026-11-12")
    assert newest(blank, id)[0]["answers"] == claim
    row = next(one for one in json.loads(yes("status", *JSON))["tasks"] if one["id"] == "A1")
    assert (row["stage"], row["light"], row["claimed_on"]) == ("completed", "done", "2026-11-10")
    no("no_claim", "accept", "A1")


def test_what_nothing_shows_and_not_all_claimed_is_said(blank: Path, wrote: Any, ltz: Ltz) -> None:
    """In a pipe both are stored, with a word of it."""
    claimed = ltz("--office", "north", "claim", "B1", "--date", "2026-11-01", "--lang", "en")
    assert claimed.code == 0 and "claimed without a word of what was done and without a file" in claimed.err
    assert "not claimed by South Example" in ltz("accept", "B1", "--text", "x", "--lang", "en").err


def test_a_return_says_why(blank: Path, wrote: Any, ltz: Ltz) -> None:
    wrote("update", "A1", "--stage", "reported_complete")
    before = files(blank)
    done = ltz("return", "A1")
    assert (done.code, done.out, files(blank)) == (2, "", before)
    assert "error[" in done.err


@pytest.mark.parametrize("sorted_first", [True, False])
def test_accept_a_problem_sorted_or_not(
    blank: Path, wrote: Any, yes: Any, no: Any, sorted_first: bool
) -> None:
    problem = wrote("raise", "A1", "--text", "难", *(("--needs", "bureaus") if sorted_first else ()))
    [said] = newest(blank, wrote("accept", problem[:8], "--text", "已解决"))
    assert (said["verdict"], said["text"]) == ("accept", "已解决")
    shown = json.loads(yes("show", problem, *JSON))
    assert (shown["state"], shown["level"]) == ("closed", None)
    for words in (("accept", problem), ("sort", problem, "--dismiss", "--because", "x")):
        no("impossible_move", *words)
    [again] = newest(blank, wrote("raise", "A1", "--text", "又来了", "--follows", problem[:8]))
    assert again["follows"] == problem


def test_a_problem_without_an_order_cannot_be_returned(blank: Path, wrote: Any, no: Any) -> None:
    said = no("impossible_move", "return", wrote("raise", "A1", "--text", "难"), "--because", "x")
    assert all(move in said for move in ("sort", "dismiss", "accept"))


def test_withdraw(blank: Path, wrote: Any, yes: Any, no: Any) -> None:
    update = wrote("update", "A1", "--percent", "50", "--measure", "works")
    id = wrote("withdraw", update[:7], "--because", "录错了任务")
    [said] = newest(blank, id)
    assert (said["kind"], said["withdraws"], said["because"]) == ("withdrawal", update, "录错了任务")
    row = json.loads(yes("status", *JSON))["tasks"][0]
    assert (row["percent"], row["last_report"]) == (None, None)
    assert update[:7] in yes("log", "A1")
    no("unknown_record", "withdraw", "A1-0000", "--because", "x")
    no(
        "mends_other_office",
        "withdraw",
        wrote("update", "A1", "--nil"),
        "--because",
        "x",
        "--office",
        "north",
    )


def test_only_what_this_office_may_withdraw_is_offered(blank: Path, wrote: Any, ltz: Ltz) -> None:
    """Each by its matter, figure or words and day; nothing of others, nothing that is withdrawn."""
    gone, own = wrote("update", "A1", "--nil"), wrote("update", "A1", "--text", "Piles driven", "--office", "north")
    wrote("withdraw", gone, "--because", "x")
    wrote("update", "A1", "--percent", "40", "--measure", "works")
    said = ltz("withdraw", "--office", "north", "--lang", "en").err
    assert ("report (2026-11-24): Piles driven" in said, "40%" in said, gone[:7] in said) == (True, False, False)
    [taken] = newest(blank, wrote("withdraw", "A1", "--because", "x", "--office", "north"))
    assert taken["withdraws"] == own
    assert "40% (2026-11-24)" in ltz("withdraw", "--lang", "en").err


def test_withdraw_says_why(blank: Path, wrote: Any, ltz: Ltz) -> None:
    update = wrote("update", "A1", "--nil")
    done = ltz("withdraw", update)
    assert (done.code, done.out) == (2, "")


def test_R17_an_acceptance_of_a_day_past_is_taken_where_the_claim_stood(ltz, wrote, blank) -> None:
    """The claim of 1 October was returned on the 20th: on the 10th it stood, on the 25th it did not."""
    wrote("update", "A1", "--stage", "reported_complete", "--date", "2026-10-01")
    wrote("return", "A1", "--because", "Not yet", "--date", "2026-10-20")
    assert "no_claim" in ltz("accept", "A1", "--text", "Seen", "--date", "2026-10-25").err
    assert "no_claim" in ltz("accept", "A1", "--text", "Seen").err
    wrote("accept", "A1", "--text", "Seen", "--date", "2026-10-10")
    rows = {one["id"]: one for one in json.loads(ltz("status", "--format", "json").out)["tasks"]}
    assert rows["A1"]["stage"] == "completed"


def test_R11_writing_sees_the_day_that_reading_sees(blank, ltz, wrote, monkeypatch) -> None:
    """A claim of the exercise's day can be accepted on it, whatever records of later days there are."""
    wrote("update", "A1", "--stage", "under_way", "--date", "2026-11-20")
    monkeypatch.setenv("LTZ_NOW", "2026-03-02T09:00:00+08:00")
    wrote("update", "A1", "--stage", "reported_complete")
    wrote("accept", "A1", "--text", "Seen")
    assert json.loads(ltz("show", "A1", "--format", "json").out)["row"]["stage"] == "completed"


def test_R11_what_is_not_there_yet_is_not_answered(blank, ltz, wrote, raised, monkeypatch) -> None:
    order = wrote("order", raised, *SLIP)
    monkeypatch.setenv("LTZ_NOW", "2026-03-02T09:00:00+08:00")
    assert "unknown_record" in ltz("withdraw", order, "--because", "x").err


def test_what_is_completed_was_overdue_and_is_no_more(blank: Path, wrote: Any, yes: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("LTZ_NOW", "2027-01-20T09:00:00+08:00")
    assert "\n19 days overdue\n" in yes("show", "A1", "--as-of", "2027-01-19", "--lang", "en")
    wrote("claim", "A1", "--text", "open")
    wrote("accept", "A1", "--text", "Seen")
    assert "\nIt was 19 days overdue before that.\n" in yes("show", "A1", "--lang", "en")
