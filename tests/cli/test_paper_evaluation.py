"""The evaluation as a paper: draft, ranked, issued and printed again; its JSON against its schema."""

import json

import jsonschema
import pytest

from ltzplan.store.files import Disk
from tests.build import order, petition, problem, recheck, reply, session, sort, update, write
from tests.cli.screen import steady
from tests.conftest import run_git

SLIP = {"due": "2026-04-15"}


def solved(task, units, number, *, done, needs="bureaus", returned=None):
    """A problem ordered on 10 March, answered by its units on a day and accepted a week later."""
    raised = problem(task, "2026-03-02", text=f"Example {number}")
    sorted_ = sort(raised, needs, "2026-03-05", sort="other")
    ordered = order(sorted_, units, "2026-03-10", number=number, **SLIP)
    replies = [reply(ordered, unit=unit, day=done) for unit in units]
    records = [raised, sorted_, ordered, *replies]
    if returned:
        back = recheck(replies[-1], "return", day=returned)
        replies = [reply(back, unit=unit, day="2026-04-14", hour=13) for unit in units]
        records += [back, *replies]
    return [*records, recheck(replies[-1], day="2026-04-25")]


WAITING = problem("A2", "2026-03-02", text="Example of the province")
WAITING_SORTED = sort(WAITING, "province", "2026-03-05", sort="other")
WAITING_ORDERED = order(WAITING_SORTED, ("north_roads",), "2026-03-10", number="4", **SLIP)
RECORDS = [
    *solved("A1", ("north_lands", "south_lands"), "1", done="2026-04-10"),
    *solved("A1", ("north_lands",), "2", done="2026-04-20"),
    *solved("B1", ("south_lands",), "3", done="2026-04-05", returned="2026-04-08"),
    WAITING, WAITING_SORTED, WAITING_ORDERED, petition(WAITING_ORDERED, day="2026-03-20"),
    session("2026-02-20", level="mayors"), session("2026-03-20", level="vice_mayors"),
    *(update("A1", f"2026-0{month}-20", text=f"Month {month}", forecast="on_time", percent=month, measure="works") for month in (2, 3, 4, 5)),
    update("B1", "2026-03-20", nil=True), update("B1", "2026-04-28", text="Late"),
]  # fmt: skip


@pytest.fixture
def there(blank, repository, monkeypatch):
    """Half a year of an invented plan, committed."""
    monkeypatch.setenv("LTZ_NOW", "2026-06-30T09:00:00+08:00")
    for record in RECORDS:
        write(blank / "data" / "records", [record], Disk())
    repository(blank)
    run_git(blank, "add", "data")
    run_git(blank, "commit", "--quiet", "-m", "data")
    return blank


def paper(ltz, *words, **options):
    done = ltz("paper", "evaluation", *words, **options)
    assert done.code == 0, done.err
    return done


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", [("--half", "2026H1"), ("--half", "2026H1", "--rank", "--refs")], ids=["draft", "ranked"])
def test_the_paper(there, ltz, golden, lang, words, request):
    """A draft for the units to check; ranked only where that is asked for."""
    name = request.node.callspec.id.split("-")[0]
    text = paper(ltz, *words, "--lang", lang, columns=100).out
    assert ("第1" in text or "No. 1" in text) == ("--rank" in words)
    golden(f"{name}.{lang}.txt", steady(text))


def test_json_keeps_its_schema(there, ltz):
    """Whole ids, percents as text; what waits for the province is no case."""
    found = json.loads(paper(ltz, "--half", "2026H1", "--format", "json").out)
    jsonschema.validate(found, json.loads(ltz("validate", "--schema", "evaluation").out))
    assert len(found["figures"]["waiting_for_province"]) == 1
    assert found["whole"]["measures"][2]["percent"] == "66.7"
    assert found["whole"]["solved"][0]["median"] == "46"


def test_issued_it_is_no_draft_and_is_printed_again_as_it_was(there, ltz, monkeypatch):
    """Ranked as it was asked for; a later one says that one is issued."""
    monkeypatch.setenv("LTZ_NOW", "2026-07-01T09:00:00+08:00")
    issued = paper(ltz, "--half", "2026H1", "--rank", "--issue", "--lang", "en")
    record = json.loads(ltz("list", "papers", "--format", "json").out)["papers"][0]
    assert issued.out == f"{record['id']}\n"
    again = paper(ltz, "--rev", record["id"])
    assert (again.err, "Draft for the units" in again.out) == ("", False)
    assert "what was issued is 〔2026〕1号" in paper(ltz, "--half", "2026H1", "--lang", "en").out


def test_rank_is_the_evaluations_own(there, ltz):
    """No other paper ranks."""
    done = ltz("paper", "bulletin", "--rank")
    assert (done.code, "not_of_paper" in done.err) == (2, True)
