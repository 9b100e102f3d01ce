"""The lists of orders, petitions, sessions, papers, units and doubts, and forecasts, as people see them."""

import json
import re

import pytest

from ltzplan.store.files import Disk
from tests.build import (
    claim,
    name_of,
    order,
    paper,
    petition,
    problem,
    recheck,
    session,
    sort,
    update,
    write,
)  # fmt: skip

SAID = "\u9000\u56de"
A1 = {"measure": "investment"}
RAISED, OTHER, THIRD = problem("A1", "2026-02-02"), problem("B1", "2026-02-03"), problem("B1", "2026-02-04", text="Dust")
SORTED, OTHER_SORTED, THIRD_SORTED = (sort(one, day="2026-02-10", sort="other") for one in (RAISED, OTHER, THIRD))
ORDERED = order(SORTED, ("north_lands",), day="2026-02-12", due="2026-03-30", helpers=("north_roads",))
CLAIMED = claim("A1", "2026-05-20")
FAULTS = [
    RAISED, OTHER, THIRD, SORTED, OTHER_SORTED, THIRD_SORTED, ORDERED,
    order(THIRD_SORTED, ("south_lands",), day="2026-02-13", due="2026-03-30"),
    petition(ORDERED, day="2026-02-20", number="7"),
    session("2026-02-11", OTHER, level="vice_mayors"),
    paper(day="2026-03-01", periods=("2026-02",), number="〔2026〕1号"),
    recheck(OTHER_SORTED, day="2026-03-10"),
    update("A1", "2026-03-31", percent=50), update("A1", "2026-04-30", percent=40),
    update("A1", "2026-04-30", percent=45, hour=13),
    *(update("A2", f"2026-0{month}-28", text="Work goes on") for month in (2, 3, 4)),
    CLAIMED, recheck(CLAIMED, day="2026-05-25"),
]  # fmt: skip


@pytest.fixture
def there(blank, monkeypatch):
    """The three-task example with a fault of most kinds."""
    monkeypatch.setenv("LTZ_NOW", "2026-06-30T09:00:00+08:00")
    for record in FAULTS:
        write(blank / "data" / "records", [record], Disk())
    return blank


def rows(ltz, kind, *words):
    done = ltz("list", kind, "--format", "json", *words)
    assert done.code == 0, done.err
    return json.loads(done.out)[kind]


def test_every_doubt_asks_its_question_in_both_languages(there, ltz):
    """The records, and what to ask whoever stated them; JSON has both languages."""
    found = rows(ltz, "doubts")
    assert [one["doubt"] for one in found] == [
        "percent_fell", "same_sentence", "completed_with_open_problem", "accepted_without_reply", "stated_differently",
        "double_number", "without_effect",
    ]  # fmt: skip
    for one in found:
        assert set(one["question"]) == {"zh", "en"}
        assert len(one["records"]) >= (1 if one["doubt"] == "without_effect" else 2)
        assert not re.search(r"None|\{|\}", one["question"]["en"] + one["question"]["zh"])
    assert found[0]["question"]["en"].startswith("A1 ")
    assert "50% on 2026-03-31" in found[0]["question"]["en"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["orders", "petitions", "sessions", "papers", "units", "doubts"])
def test_the_registers(there, ltz, golden, kind, lang):
    """In the plan's words, at 80 columns."""
    done = ltz("list", kind, "--lang", lang, columns=80)
    assert (done.code, done.err) == (0, "")
    golden(f"{kind}.{lang}.txt", done.out)


def test_records_are_listed_the_newest_first_and_by_who_has_them(there, ltz):
    """On a screen, as the log; JSON keeps their order. No path stands there, and all holders do."""
    said = ltz("list", "records", "--lang", "en").out
    days = re.findall("2026-[0-9-]{5} ", said)
    assert days == sorted(days, reverse=True) and ".yaml" not in said
    assert ".yaml" in ltz("list", "records", "--columns", "file").out
    found = [one["date"] for one in rows(ltz, "records")]
    assert found == sorted(found)
    assert "holders" in rows(ltz, "problems")[0]


def test_a_number_that_an_order_and_a_paper_bear_names_neither(there, ltz):
    """Both are listed, with what they are; the kind before the number tells them apart."""
    given = order(OTHER_SORTED, ("north_lands",), day="2026-02-14", due="2026-03-30", number="〔2026〕1号")
    write(there / "data" / "records", [given], Disk())
    said = ltz("show", "〔2026〕1号").err
    assert "number_given_twice" in said and name_of(OTHER) in said and "bulletin-" in said
    assert " Order; bulletin-" in said and " Bulletin\n" in said and "list doubts" not in said
    assert ltz("show", "通报〔2026〕1号").out.startswith("bulletin-")


def test_registers_are_narrowed_to_tasks(there, ltz):
    """Orders by the task of their problem; units are of none."""
    assert [one["problem"] for one in rows(ltz, "orders", "--area", "services")] == [name_of(THIRD)]
    done = ltz("list", "units", "--area", "services")
    assert (done.code, "not_narrowed" in done.err) == (2, True)


def test_what_is_expected_is_reported_and_shown(blank, ltz, monkeypatch):
    """A word of the plan's list, held against the light where the task is shown."""
    monkeypatch.setenv("LTZ_NOW", "2026-06-30T09:00:00+08:00")
    assert ltz("update", "A1", "--forecast", "可按期", "--percent", "5", "--measure", "investment").code == 0
    assert "at the year's end: on time (Secretariat, 2026-06-30)" in ltz("show", "A1").out
    assert json.loads(ltz("show", "A1", "--format", "json").out)["expected"]["forecast"] == "on_time"
    assert "unknown_id" in ltz("update", "A1", "--forecast", "never").err


@pytest.mark.parametrize("day", ["2020-12-31", "2026-11-24"])
def test_the_shipped_records_raise_no_doubt(shipped, ltz, day):
    """Quiet on clean data: what was before the plan is background, or of a task that continues the one before."""
    assert rows(ltz, "doubts", "--as-of", day) == []
