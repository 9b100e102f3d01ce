"""`ltz calendar` and `ltz todo` as they are typed and seen."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.screen import LANGS, steady
from tests.cli.written import Ltz

JSON = ("--format", "json")
ROOT = Path(__file__).parents[2]
FILLED_IN = {
    "SORT": "land", "NEED": "bureaus", "UNIT": "north_lands", "URGENCY": "normal", "DATE": "2026-12-31",
    "TEXT": "Done by the map", "FILE": "proof.txt", "PERCENT": "25", "LEVEL": "mayors", "FORM": "meeting",
}  # fmt: skip


@pytest.fixture
def asked(ltz: Ltz) -> Callable[..., Any]:
    """Give a function that asks and gives the answer as data."""

    def ask(*words: str) -> Any:
        done = ltz(*words, *JSON)
        assert (done.code, done.err) == (0, "")
        return json.loads(done.out)

    return ask


@pytest.fixture
def busy(blank: Path, wrote: Callable[..., str]) -> Path:
    """The three-task example with something in every queue, but a double number."""
    by = {id: ("--office", id) for id in ("north", "south")}
    wrote("raise", "A1", "--text", "Land", "--date", "2026-10-01", *by["north"])
    wrote("raise", "B1", "--text", "Cards", "--needs", "bureaus", "--date", "2026-10-02")
    for number, says in enumerate(((), ("--received",), ("--done",)), 1):
        id = wrote("raise", "A1", "--text", f"Plot {number}", "--needs", "bureaus", "--date", "2026-10-05")
        unit = ("--unit", "north_lands")
        wrote("order", id, *unit, "--due", "2026-10-20", "--require", "See to it", "--date", "2026-10-06")
        if says:
            wrote("reply", id, *unit, *says, "--text", "So it is", "--date", "2026-10-07")
    wrote("update", "B1", "--stage", "reported_complete", "--date", "2026-09-30", *by["south"])
    for office, percent in (("north", "20"), ("south", "30")):
        wrote("update", "A2", "--percent", percent, "--measure", "works", "--date", "2026-08-31", "--office", office)
    wrote("session", "--level", "mayors", "--form", "meeting", "--text", "Met", "--date", "2026-10-09")
    off = ("--put-off", "2026-08", "--because", "Flood")
    wrote("session", "--level", "mayors", *off, "--date", "2026-08-20")
    wrote("session", "--level", "mayors", "--form", "on_site", "--merges", "2026-09", "--because", "Rain", "--date", "2026-11-02")
    (blank / "proof.txt").write_text("seen")
    return blank


# ---- goldens


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [("calendar",), ("todo", "--office", "secretariat"), ("todo", "--office", "north")])
@pytest.mark.parametrize("width", [80, None], ids=["80", "pipe"])
def test_goldens(
    busy: Path, ltz: Ltz, golden: Callable[[str, str], None], words: tuple[str, ...], lang: str, width: int | None
) -> None:
    done = ltz(*words, "--lang", lang, columns=width)
    assert (done.code, done.err) == (0, "")
    golden(f"{'-'.join(words).replace('---office', '')}-{lang}-{width or 'pipe'}.txt", done.out)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [("calendar",), ("todo", "--office", "secretariat")])
def test_goldens_of_the_shipped_plan(
    clone: Path, ltz: Ltz, golden: Callable[[str, str], None], words: tuple[str, ...], lang: str
) -> None:
    done = ltz(*words, "--as-of", "2020-10-31", "--lang", lang, columns=80)
    assert (done.code, done.err) == (0, "")
    golden(f"shipped-{words[0]}-{lang}.txt", steady(done.out))


# ---- calendar


def test_the_calendar_is_as_the_contract_says(busy: Path, asked: Callable[..., Any]) -> None:
    report = asked("calendar")
    assert report["schema"] == "ltz/calendar/1"
    assert {tuple(one) for one in report["duties"]} == {("duty", "of", "period", "due", "state", "by", "ends", "because")}
    dispatch = {one["period"]: one for one in report["duties"] if one["duty"] == "dispatch"}
    assert next(iter(dispatch)) == "2026-01" and list(dispatch)[-1] == "2027-12"
    states = [dispatch[f"2026-{month:02}"]["state"] for month in (8, 9, 10, 11, 12)]
    assert states == ["put_off", "merged", "held", "held", "due"]
    assert dispatch["2026-11"]["by"].startswith("mayors-")
    assert asked("calendar", "--as-of", "2026-09-30")["duties"] != report["duties"]


def test_calendar_tables(busy: Path, ltz: Ltz) -> None:
    rows = ltz("calendar", "--format", "csv", "--raw").out.splitlines()
    assert rows[0] == "duty,of,period,due,state,by,ends"
    assert "dispatch,work,2026-07,2026-07-31,missed,,2026-07-31" in rows
    assert "summary,work,2026Q2,2026-07-10,missed,,2026-06-30" in rows
    assert "| 2026-09 |" in ltz("calendar", "--format", "md", "--lang", "en").out


def components(text: str) -> list[dict[str, str]]:
    """Read the events of an iCalendar file, in a dozen lines of our own (RFC 5545, 3.1)."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = re.sub("\r\n[ \t]", "", text).split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and ":" in line:
            name, _, value = line.partition(":")
            events[-1].setdefault(name, re.sub(r"\\([,;\\])", r"\1", value.replace("\\n", "\n")))
    return events


@pytest.mark.parametrize("lang", LANGS)
def test_a_calendar_program_finds_an_event_a_duty(busy: Path, ltz: Ltz, asked: Callable[..., Any], lang: str) -> None:
    done = ltz("calendar", "--format", "ics", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    (events, found) = components(done.out), asked("calendar")
    duties, dated = found["duties"], found["dated"]
    assert len({one["UID"] for one in events}) == len(events) == len(duties) + len(dated)
    assert [one["DTSTART;VALUE=DATE"] for one in events[len(duties) :]] == [one["due"].replace("-", "") for one in dated]
    for event, duty in zip(events, duties, strict=False):
        assert event["DTSTART;VALUE=DATE"] == duty["due"].replace("-", "")
        assert duty["period"] in event["SUMMARY"]
        assert event["UID"] == f"example-{duty['of']}-{duty['duty']}-{duty['period']}@ltz"
        assert event.get("DESCRIPTION", "").split(" ")[0] == (duty["by"] or "")
        assert event["DTSTAMP"] == event["LAST-MODIFIED"] <= "20261124T070000Z" and event["SEQUENCE"].isdecimal()
    told = {one["SUMMARY"] for one in events}
    assert {"zh": "调度 2026-08（工作）：推迟", "en": "dispatch 2026-08 (work): put off"}[lang] in told
    assert [one["DESCRIPTION"] for one in events if "Flood" in one.get("DESCRIPTION", "")] == [
        f"{next(d['by'] for d in duties if d['state'] == 'put_off')} Flood"
    ]


def test_the_library_reads_its_own_file(busy: Path, ltz: Ltz) -> None:
    from icalendar import Calendar

    file = Calendar.from_ical(ltz("calendar", "--format", "ics", "--lang", "zh").out)
    assert file["VERSION"] == "2.0"
    assert {event["DTSTART"].dt for event in file.walk("VEVENT")} >= {date(2026, 9, 30), date(2027, 12, 31)}


@pytest.mark.parametrize("lang", LANGS)
def test_another_parser_reads_it_too(busy: Path, ltz: Ltz, asked: Callable[..., Any], lang: str) -> None:
    """Each event under a name of its own, in a category of its kind, with the stamps that tell a later wording."""
    import vobject

    events = vobject.readOne(ltz("calendar", "--format", "ics", "--lang", lang).out).vevent_list
    kinds = {one["duty"] for one in asked("calendar")["duties"]} | {one["what"] for one in asked("calendar")["dated"]}
    assert len({one.categories.value[0] for one in events}) == len(kinds)
    assert {one.dtstart.value for one in events} >= {date(2026, 9, 30), date(2027, 12, 31)}
    assert all(one.dtstamp.value == one.last_modified.value and int(one.sequence.value) >= 0 for one in events)
    english = vobject.readOne(ltz("calendar", "--format", "ics", "--lang", "en").out).vevent_list
    assert [(one.uid.value, one.sequence.value) for one in english] == [(one.uid.value, one.sequence.value) for one in events]


def test_a_date_that_is_edited_in_the_plan_file_raises_the_sequence(
    blank: Path, ltz: Ltz, git: Callable[..., str], repository: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as the file says so, and no more by its commit; an older commit has the older sequence, and so has no git at all."""
    plan, since = blank / "data" / "tasks.yaml", ltz("calendar", "--format", "ics").out

    def opened(*words: str) -> tuple[str, int, str]:
        [event] = [one for one in components(ltz("calendar", "--format", "ics", *words).out) if one["UID"] == "example-task-A1@ltz"]
        return event["DTSTART;VALUE=DATE"], int(event["SEQUENCE"]), event["DTSTAMP"]

    def commit(at: str) -> str:
        monkeypatch.setenv("GIT_COMMITTER_DATE", at)
        git(blank, "add", "data")
        git(blank, "commit", "-qm", "plan")
        return git(blank, "rev-parse", "HEAD").strip()

    repository(blank)
    first = commit("2026-11-20T00:00:00Z")
    assert ltz("calendar", "--format", "ics").out == since
    before, text = opened(), plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(before[0][:4] + "-" + before[0][4:6] + "-" + before[0][6:], "2027-01-31", 1), encoding="utf-8")
    saved = datetime(2026, 11, 21, 1, tzinfo=UTC).timestamp()
    os.utime(plan, (saved, saved))
    edited = opened()
    assert edited == ("20270131", before[1] + 3, "20261121T010000Z")
    commit("2026-11-21T02:00:00Z")
    after = opened()
    assert after == ("20270131", edited[1], "20261121T020000Z")
    assert opened("--rev", first) == before
    assert ltz("update", "A1", "--text", "x", "--commit").code == 0
    assert opened() == after, "a commit of records alone is no edit of the plan"


def test_a_unit_has_a_calendar_of_its_own(busy: Path, ltz: Ltz, asked: Callable[..., Any]) -> None:
    whole, found = asked("calendar"), asked("calendar", "--unit", "north_lands")
    assert found["dated"] and not found["duties"] and len(found["dated"]) < len(whole["dated"])
    assert [one for one in whole["dated"] if one in found["dated"]] == found["dated"]
    assert ltz("calendar", "--unit", "north_lands", "--format", "ics").out.count("BEGIN:VEVENT") == len(found["dated"])


def test_a_calendar_is_utf8_whatever_the_console_speaks(busy: Path) -> None:
    words = (sys.executable, "-m", "ltzplan", "calendar", "--format", "ics", "--lang", "zh")
    done = subprocess.run(words, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONPATH": str(ROOT)})
    assert "SUMMARY:调度" in done.stdout.decode("utf-8")


def test_only_the_calendar_is_a_calendar(blank: Path, ltz: Ltz) -> None:
    assert "error[not_one_of]" in ltz("todo", "--format", "ics", "--lang", "en").err


# ---- todo


def test_every_queue_of_every_office(busy: Path, asked: Callable[..., Any]) -> None:
    """Each row is of one office; what it may not do is not in its queue."""
    found = {id: asked("todo", "--office", id) for id in ("secretariat", "north", "south")}
    assert {report["office"] for report in found.values()} == set(found)
    queues = {id: [one["queue"] for one in report["items"]] for id, report in found.items()}
    assert queues == {
        "secretariat": [
            "issue", "dispatch", "write_down", "write_down", "chase", "chase", "sort", "order", "recheck",
            "accept", "settle", "supervise",
        ],
        "north": ["answer", "answer", "report", "report", "report", "follow"],
        "south": ["report"],
    }
    assert all(one["days"] >= 0 and one["command"].startswith("ltz ") for r in found.values() for one in r["items"])


def test_a_double_number_waits_for_the_secretariat(
    busy: Path, wrote: Callable[..., str], ltz: Ltz, asked: Callable[..., Any]
) -> None:
    """Two machines gave one number and git joined them; the command gives the later slip a new one."""
    problem = next(one["id"] for one in asked("todo")["items"] if one["queue"] == "order")
    slips = (busy / "data" / "records").rglob("*-order-*.yaml")
    slip = next(one for one in slips if "〔2026〕3号" in one.read_text(encoding="utf-8"))
    kept = slip.read_bytes()
    slip.rename(busy / "aside")
    replies = {one: one.read_bytes() for one in (busy / "data" / "records").rglob("*-reply-*.yaml")}
    for path in replies:
        path.unlink()
    wrote("order", problem, "--unit", "north_roads", "--urgency", "normal", "--require", "x")
    slip.write_bytes(kept)
    for path, reply in replies.items():
        path.write_bytes(reply)
    doubled = [one for one in asked("todo")["items"] if one["queue"] == "renumber"]
    assert [one["title"] for one in doubled] == ["〔2026〕3号"]
    wrote(*doubled[0]["command"].split(" ")[1:])
    assert "renumber" not in {one["queue"] for one in asked("todo")["items"]}


def test_each_command_can_be_typed(busy: Path, ltz: Ltz, asked: Callable[..., Any]) -> None:
    """With its words in capitals filled in, each does what it says, and the row is gone."""
    for office in ("secretariat", "north", "south"):
        for one in asked("todo", "--office", office)["items"]:
            words = [FILLED_IN.get(word, word) for word in one["command"].split(" ")][1:]
            if words[0] in ("paper", "session"):
                continue
            done = ltz(*words, "--office", office)
            assert done.code == 0, (words, done.err)
            if one["id"] and one["queue"] not in ("answer", "chase", "follow"):
                left = asked("todo", "--office", office)["items"]
                assert (one["queue"], one["id"]) not in {(two["queue"], two["id"]) for two in left}


def test_each_other_way_can_be_typed(busy: Path, ltz: Ltz, asked: Callable[..., Any]) -> None:
    """Nothing new on all that is owed; missed dispatches merged or put off: then nobody has to hold them."""
    for office, queue in (("secretariat", "dispatch"), ("north", "report")):
        ways = asked("todo", "--office", office)["ways"]
        assert queue in {one["queue"] for one in ways}
        for one in ways:
            (busy / "proof.txt").unlink(missing_ok=True)
            periods = {"PERIOD": ",".join(one["periods"][: None if one["way"] == "merges" else 1])}
            done = ltz(*[(FILLED_IN | periods).get(word, word) for word in one["command"].split(" ")][1:], "--office", office)
            assert done.code == 0, done.err
        assert queue not in {one["queue"] for one in asked("todo", "--office", office)["items"]}


def test_the_commands_on_the_screen_name_ids_that_are_unique(busy: Path, ltz: Ltz) -> None:
    out = ltz("todo", "--office", "north", "--lang", "en").out
    typed = [shlex.split(line) for line in re.findall("ltz reply.*", out)]
    assert len(typed) == 4
    for words in typed[:2]:  # the others are what else may be answered to the second
        done = ltz(*[FILLED_IN.get(word, word) for word in words[1:]], "--office", "north")
        assert done.code == 0, done.err


def test_todo_reads_the_office_as_writing_does(busy: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_OFFICE", "north")
    assert json.loads(ltz("todo", *JSON).out)["office"] == "north"
    monkeypatch.delenv("LTZ_OFFICE")
    done = ltz("todo", "--lang", "en")
    assert (done.code, done.out) == (2, "") and "error[which_office]" in done.err


def test_nothing_waits(blank: Path, ltz: Ltz) -> None:
    assert "Nothing to do." in ltz("todo", "--as-of", "2026-01-15", "--office", "north", "--lang", "en").out
    assert ltz("todo", "--as-of", "2026-01-15", "--format", "csv", "--raw").out.startswith("queue,id,title,")


def test_a_year_beyond_the_table_is_said(blank: Path, wrote: Callable[..., str], ltz: Ltz, monkeypatch: Any) -> None:
    monkeypatch.setenv("LTZ_NOW", "2098-06-20T09:00:00+08:00")
    wrote("session", "--level", "mayors", "--form", "meeting", "--text", "Met", "--date", "2098-06-13")
    assert "Mayors Met (next working day unknown: no holiday table for that year)" in ltz("todo", "--lang", "en").out


@pytest.mark.parametrize("name", ["calendar", "todo"])
def test_json_is_as_its_schema_says_in_both_languages(busy: Path, ltz: Ltz, asked: Callable[..., Any], name: str) -> None:
    schema = json.loads(ltz("validate", "--schema", name).out)
    report = asked(name, "--lang", "zh")
    jsonschema.validate(report, schema, jsonschema.Draft202012Validator)
    assert asked(name, "--lang", "en") == report


# -- the calendar as a file


def test_faults_T2_a_line_break_in_the_plans_name(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"(?m)^  name: .*", '  name: {zh: "长\\\\n路", en: "a\\\\nb"}', text, count=1), encoding="utf-8")
    assert ltz("validate").code == 0
    done = ltz("calendar", "--format", "ics", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "X-WR-CALNAME:a b\r\n" in done.out
